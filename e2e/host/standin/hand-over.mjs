// Sends what comes on standard input to a socket; ends with 0 when the other side said that it heard. Between the making of
// the link and that of the socket there is a moment, so it tries until its time is over.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

const RETRY_MS = 50

const [socket, limit] = process.argv.slice(2)
const message = readFileSync(0)
const deadline = performance.now() + Number(limit)

const told = () =>
  new Promise((resolve) => {
    const connection = connect(socket, () => connection.write(message))
    connection.on('data', () => resolve(true))
    connection.on('close', () => resolve(false))
    connection.on('error', () => resolve(false))
  })

while (!(await told())) {
  if (performance.now() > deadline) process.exit(1)
  await pause(RETRY_MS)
}
process.exit(0)

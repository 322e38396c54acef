import dgram from 'node:dgram'
import net from 'node:net'
import process from 'node:process'
import { MARK_PORT, MARKED_NAME, PERIOD_MS } from './marked-flow.ts'

/**
 * The marked flow as a program of an ordinary user: UDP and TCP over IPv4, UDP over IPv6, and questions for a name, again
 * and again, whatever becomes of them. Prints how much of it the system took.
 */
const [marked, marked6, resolver] = process.argv.slice(2)
const counts = { sent: 0, refused: 0 }

const count = (error: Error | null | undefined) => {
  if (error) counts.refused += 1
  else counts.sent += 1
}

const udp4 = dgram.createSocket('udp4')
const udp6 = dgram.createSocket('udp6')
// A rejected packet also comes back as an error of the socket; it was counted when it was sent.
for (const socket of [udp4, udp6]) socket.on('error', () => undefined)

/** A question for the marked name's IPv4 address (RFC 1035 section 4.1). */
function question(): Buffer {
  const labels = MARKED_NAME.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]))
  const header = Buffer.from([0x4d, 0x4b, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0, 1])])
}

function knock(): void {
  const socket = net.connect({ host: marked, port: MARK_PORT })
  socket.setTimeout(PERIOD_MS * 4, () => socket.destroy())
  socket.once('connect', () => {
    count(undefined)
    socket.destroy()
  })
  socket.once('error', count)
}

setInterval(() => {
  udp4.send('marked', MARK_PORT, marked, count)
  udp6.send('marked', MARK_PORT, marked6, count)
  udp4.send(question(), 53, resolver, count)
  knock()
}, PERIOD_MS)
setInterval(() => process.stdout.write(`${JSON.stringify(counts)}\n`), 100)

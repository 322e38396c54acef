import { createSocket } from 'node:dgram'

/**
 * Both ends of "when does the first packet arrive": `node first-packet.ts receive` prints the word of each sender when it is
 * heard for the first time, and the time on the clock that all processes share; `node first-packet.ts send <address>
 * <word>` sends its word every few milliseconds, from before there is a way on, until it is ended.
 */
const PORT = 4000
const EVERY_MS = 2

const [role, address, word] = process.argv.slice(2)
const socket = createSocket('udp4')
if (role === 'receive') {
  const heard = new Set<string>()
  socket.on('message', (message) => {
    const at = process.hrtime.bigint()
    const sender = message.toString()
    if (heard.has(sender)) return
    heard.add(sender)
    console.log(`${sender} ${at}`)
  })
  socket.bind(PORT, () => console.log('ready'))
} else {
  // Without a tunnel there is no route, which is what it waits for.
  setInterval(() => socket.send(word, PORT, address, () => undefined), EVERY_MS)
  console.log('ready')
}

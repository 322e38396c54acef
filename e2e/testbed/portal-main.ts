import { createServer } from 'node:net'

/**
 * A sign-in page as hotels have it: whatever connects, to whichever port, is sent there in clear text.
 *
 * `node portal-main.ts <port> <url of the page>`
 */
const [port = '', url = ''] = process.argv.slice(2)
const ANSWER = `HTTP/1.1 302 Found\r\nLocation: ${url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`

createServer((socket) => {
  socket.on('error', () => undefined)
  socket.once('data', () => socket.end(ANSWER))
}).listen(Number(port), '0.0.0.0', () => process.stdout.write('ready\n'))

import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { readInto } from '../src-main/engine/read-into.ts'

/**
 * The limit that the tunnel is held against: a bare TLS 1.3 copy between two Node processes, as fast as Node can.
 * `node raw-tls.ts server <address> <port> <cert> <key>` serves; `node raw-tls.ts <up|down> <address> <port> <seconds>`
 * copies for so long and prints bytes, seconds and CPU seconds of the client as one line of JSON.
 */
export interface RawCopy {
  bytes: number
  seconds: number
  cpuSeconds: number
}

const CHUNK = Buffer.alloc(128 * 1024)

/** Time for TCP and the just-in-time compiler to get going, before anything is counted. */
const WARM_UP_MS = 500

function pour(socket: tls.TLSSocket): void {
  const go = () => {
    while (socket.write(CHUNK));
  }
  socket.on('drain', go)
  go()
}

function serve(address: string, port: number, cert: string, key: string): void {
  const server = tls.createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (socket) => {
    // The client just goes when its time is over.
    socket.on('error', () => socket.destroy())
    // Its first byte says which way to copy.
    socket.once('data', (first) => {
      if (first[0] === 'd'.charCodeAt(0)) pour(socket)
      socket.on('data', () => undefined)
      readInto(socket, new Uint8Array(64 * 1024), () => undefined)
    })
  })
  server.listen(port, address, () => console.log('ready'))
}

function copy(direction: 'up' | 'down', address: string, port: number, seconds: number): void {
  let received = 0
  const connection: tls.ConnectionOptions & { onread: object } = {
    host: address,
    port,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.3',
    onread: {
      buffer: new Uint8Array(64 * 1024),
      callback: (length: number) => {
        received += length
        return true
      },
    },
  }
  const socket = tls.connect(connection)
  // Sent bytes are those that left this process, not those that wait in it.
  const bytes = () => (direction === 'down' ? received : socket.bytesWritten - socket.writableLength)
  socket.once('secureConnect', () => {
    socket.write(direction)
    if (direction === 'up') pour(socket)
    setTimeout(() => {
      const start = { bytes: bytes(), at: performance.now(), cpu: process.cpuUsage() }
      setTimeout(() => {
        const { user, system } = process.cpuUsage(start.cpu)
        const elapsed = (performance.now() - start.at) / 1000
        console.log(
          JSON.stringify({
            bytes: bytes() - start.bytes,
            seconds: elapsed,
            cpuSeconds: (user + system) / 1e6,
          } satisfies RawCopy),
        )
        process.exit(0)
      }, seconds * 1000)
    }, WARM_UP_MS)
  })
}

if (import.meta.main) {
  const [role, address, port, ...rest] = process.argv.slice(2)
  if (role === 'server') serve(address, Number(port), rest[0], rest[1])
  else copy(role as 'up' | 'down', address, Number(port), Number(rest[0]))
}

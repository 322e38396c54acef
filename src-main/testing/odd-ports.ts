import net, { type AddressInfo } from 'node:net'

/** A port behind which there is no TLS at all. */
export interface OddPort {
  port: number
  close: () => Promise<void>
}

/** What such a port does: accept and say nothing, answer like a plain web server, greet like SSH, hang up at once. */
export type OddBehaviour = 'mute' | 'plain-http' | 'ssh' | 'hang-up'

const PLAIN_HTTP =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Bad Request</h1>\n'

export function openOddPort(
  behaviour: OddBehaviour,
  { host = '127.0.0.1', port = 0 } = {},
): Promise<OddPort> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Clients that are disappointed reset the connection.
    socket.on('error', () => socket.destroy())
    switch (behaviour) {
      case 'mute':
        socket.resume()
        return
      case 'plain-http':
        socket.once('data', () => socket.end(PLAIN_HTTP))
        return
      case 'ssh':
        socket.resume()
        socket.write('SSH-2.0-OpenSSH_9.2\r\n')
        return
      case 'hang-up':
        socket.end()
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const socket of sockets) socket.destroy()
          }),
      }),
    )
  })
}

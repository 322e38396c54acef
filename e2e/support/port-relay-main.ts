import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Carries a connection on to another place, in both directions, until either end is gone. */
export function relay(from: Socket, to: NetConnectOpts): void {
  const onward = connect(to)
  from.pipe(onward).pipe(from)
  // Either end may vanish with a test; the other one follows.
  from.on('error', () => onward.destroy())
  onward.on('error', () => from.destroy())
}

/** Inside the namespace: from a socket in the file system to a port of the loopback. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , path = '', port = '0'] = process.argv
  const server = createServer((socket) => relay(socket, { host: '127.0.0.1', port: Number(port) }))
  server.listen(path, () => console.log('ready'))
}

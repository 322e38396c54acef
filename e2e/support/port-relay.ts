import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import type { Running } from '../testbed/processes.ts'
import { relay } from './port-relay-main.ts'

const MAIN = join(import.meta.dirname, 'port-relay-main.ts')

/**
 * Makes a port of a namespace's loopback reachable on ours: the file system is shared where the network is not, so a socket in
 * it carries the bytes across.
 */
export class PortRelay {
  readonly #inside: Running
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly port: number

  private constructor(inside: Running, server: Server, sockets: Set<Socket>) {
    this.#inside = inside
    this.#server = server
    this.#sockets = sockets
    this.port = (server.address() as { port: number }).port
  }

  static async start(namespace: Namespace, port: number): Promise<PortRelay> {
    const path = join(ownedFolder('relay'), 'socket')
    const inside = namespace.spawnNode(MAIN, [path, String(port)])
    await inside.line('relay', (line) => line === 'ready')
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      relay(socket, { path })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new PortRelay(inside, server, sockets)
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.#inside.stop()
  }
}

import { X509Certificate } from 'node:crypto'
import type net from 'node:net'
import tls from 'node:tls'
import { nodeCrypto } from '../engine/node-crypto.ts'
import { type OpenTun, ServerConnection } from './server-connection.ts'
import { type ServerEvent, type ServerOptions, ServerSession } from './server-session.ts'

export interface TlsServerOptions extends Omit<ServerOptions, 'crypto' | 'certificate'> {
  host?: string
  /** 0 takes a free one. */
  port?: number
  /** PEM; the first certificate of `cert` is the leaf. */
  identity: { cert: string; key: string }
  /** For instance the versions of TLS to accept. */
  tls?: tls.SecureContextOptions
  /** Left out: packets of clients end here. */
  openTun?: OpenTun
  /** `connection` counts from 1. */
  /** A client that signs in ends the earlier connections: it is the same one that has come back. */
  replaceEarlier?: boolean
  onEvent?: (event: ServerEvent, connection: number) => void
}

/** The SSTP server on a real port: TLS in front of one `ServerSession` for each client. */
export class TlsServer {
  readonly #server: tls.Server
  readonly #connections = new Set<ServerConnection>()
  /** TCP connections by the client's address and port. */
  readonly #transports = new Map<string, net.Socket>()
  #count = 0

  private constructor(server: tls.Server) {
    this.#server = server
  }

  /** Resolves when the port is open. */
  static async start(options: TlsServerOptions): Promise<TlsServer> {
    const { identity, host = '127.0.0.1', port = 0 } = options
    const server = tls.createServer({ ...identity, ...options.tls })
    const shell = new TlsServer(server)
    const certificate = new Uint8Array(new X509Certificate(identity.cert).raw)
    server.on('connection', (tcp: net.Socket) => {
      const end = endOf(tcp)
      shell.#transports.set(end, tcp)
      tcp.once('close', () => shell.#transports.delete(end))
    })
    server.on('secureConnection', (socket) => shell.#accept(socket, certificate, options))
    // Clients that do not like our certificate end here; the next one may.
    server.on('tlsClientError', (error) => options.onEvent?.({ type: 'log', text: error.message }, 0))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
    return shell
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port
  }

  /** Ends every call in good order. */
  disconnectAll(): void {
    for (const connection of this.#connections) connection.disconnect()
  }

  /** Closes the port and resets every connection. */
  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const connection of this.#connections) connection.drop()
    return closed
  }

  #accept(socket: tls.TLSSocket, certificate: Uint8Array, options: TlsServerOptions): void {
    const tcp = this.#transports.get(endOf(socket))
    if (tcp === undefined) return
    const number = ++this.#count
    socket.setNoDelay(true)
    const connection = new ServerConnection({
      socket,
      tcp,
      createSession: (onPacket) =>
        new ServerSession({ ...options, crypto: nodeCrypto, certificate }, onPacket),
      address: options.address,
      openTun: options.openTun,
      prefix: options.behaviour?.inner.router?.prefix,
      onEvent: (event) => {
        if (event.type === 'signed-in' && options.replaceEarlier === true) this.#dropOthers(connection)
        options.onEvent?.(event, number)
      },
    })
    this.#connections.add(connection)
    socket.once('close', () => this.#connections.delete(connection))
  }

  #dropOthers(kept: ServerConnection): void {
    for (const connection of this.#connections) if (connection !== kept) connection.drop()
  }
}

function endOf(socket: net.Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`
}

import type { LookupAddress } from 'node:dns'
import net from 'node:net'
import tls from 'node:tls'
import { FailureError } from '../../../src-shared/failure.ts'
import { requestToken } from '../../kerberos/gssapi.ts'
import { connectFirst } from '../happy-eyeballs.ts'
import type { Dialogue, Ticket } from './dialogue.ts'
import { HttpConnect } from './http-connect.ts'
import { type ProxyServer, type ProxyTarget, proxyName } from './proxy.ts'
import { Socks5 } from './socks5.ts'

export interface OpenTunnelOptions {
  proxy: ProxyServer
  target: ProxyTarget
  addresses: readonly LookupAddress[]
  /** Opens a way out of this computer for one connection; see `DialOptions`. */
  beforeConnect?: ((address: string, port: number) => Promise<number>) | undefined
  /** The authorities that a proxy over TLS is checked against. */
  context: tls.SecureContext
  signal: AbortSignal
  /** Asks for a ticket for this proxy. */
  askTicket?: (host: string) => Promise<Ticket>
}

/**
 * Connects to a proxy and has it connect to the target. Resolves with a socket whose next byte is the target's. Rejects with
 * `FailureError`, or with the signal's reason.
 */
export async function openTunnel(options: OpenTunnelOptions): Promise<net.Socket> {
  const { proxy, target, signal, askTicket = requestToken } = options
  const dialogue: Dialogue =
    proxy.kind === 'socks5' ? new Socks5(proxy, target) : new HttpConnect(proxy, target)
  let addresses = options.addresses
  while (true) {
    const socket = await connectTo({ ...options, addresses })
    const remote = { address: socket.remoteAddress ?? '', family: net.isIP(socket.remoteAddress ?? '') }
    const outcome = await converse(socket, dialogue, proxy, signal)
    if (outcome === 'open') return socket
    if (outcome === 'ticket') dialogue.handleTicket?.(await askTicket(proxy.host))
    signal.throwIfAborted()
    // The one that answered; another one might be another proxy.
    addresses = [remote]
  }
}

async function connectTo(options: OpenTunnelOptions): Promise<net.Socket> {
  const { proxy, addresses, beforeConnect, signal } = options
  const open = async (address: string) => {
    const localPort = await beforeConnect?.(address, proxy.port)
    const socket = net.connect({
      host: address,
      port: proxy.port,
      ...(localPort !== undefined && { localPort }),
    })
    return socket.setNoDelay(true)
  }
  const tcp = await connectFirst(addresses, open, signal).catch((cause: unknown) => {
    if (!(cause instanceof AggregateError)) throw cause
    const [first] = cause.errors as NodeJS.ErrnoException[]
    const detail = first?.code ?? 'no address'
    throw new FailureError(
      { code: 'proxy-unreachable', proxy: proxyName(proxy), because: 'connection', detail },
      { cause },
    )
  })
  return proxy.kind === 'https' ? await encrypt(tcp, options) : tcp
}

/** TLS to the proxy itself, whose name and chain must be right: it is about to be told a password. */
function encrypt(tcp: net.Socket, { proxy, context, signal }: OpenTunnelOptions): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      socket: tcp,
      host: proxy.host,
      servername: net.isIP(proxy.host) === 0 ? proxy.host : '',
      secureContext: context,
    })
    const finish = (settle: () => void) => {
      socket.off('error', onError)
      socket.off('close', onClose)
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    const fail = (cause: unknown) =>
      finish(() => {
        socket.on('error', () => undefined)
        socket.destroy()
        reject(cause)
      })
    const because = (detail: string) =>
      new FailureError({ code: 'proxy-tls-failed', proxy: proxyName(proxy), detail })
    const onError = (cause: NodeJS.ErrnoException) => fail(because(cause.code ?? cause.message))
    const onClose = () => fail(because('it closed the connection during the handshake'))
    const onAbort = () => fail(signal.reason)
    socket.once('secureConnect', () => finish(() => resolve(socket)))
    socket.once('error', onError)
    socket.once('close', onClose)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
}

/** Runs the dialogue over one connection, until it wants another one. The socket is left without listeners. */
function converse(
  socket: net.Socket,
  dialogue: Dialogue,
  proxy: ProxyServer,
  signal: AbortSignal,
): Promise<'open' | 'reconnect' | 'ticket'> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void, destroy = true) => {
      socket.off('readable', onReadable)
      socket.off('close', onClose)
      signal.removeEventListener('abort', onAbort)
      if (destroy) socket.destroy()
      else socket.off('error', onError)
      settle()
    }
    const onAbort = () => finish(() => reject(signal.reason))
    // What is said about it comes with `close`.
    const onError = () => undefined
    const onClose = () => {
      const detail = 'it closed the connection'
      finish(() => reject(new FailureError({ code: 'proxy-nonsense', proxy: proxyName(proxy), detail })))
    }
    const onReadable = () => {
      for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) {
        const step = dialogue.handleBytes(chunk)
        switch (step.type) {
          case 'more':
            continue
          case 'send':
            socket.write(step.bytes)
            continue
          case 'reconnect':
          case 'ticket':
            return finish(() => resolve(step.type))
          case 'open':
            return finish(() => resolve('open'), false)
          case 'failed':
            return finish(() => reject(new FailureError(step.failure)))
        }
      }
    }
    socket.on('readable', onReadable)
    socket.on('error', onError)
    socket.once('close', onClose)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()
    socket.write(dialogue.start())
  })
}

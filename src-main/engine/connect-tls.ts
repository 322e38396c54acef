import net from 'node:net'
import tls from 'node:tls'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { certificateAlertIn } from '../protocol/certificate-alerts.ts'
import { readInto } from './read-into.ts'
import type { PresentedIdentity } from './trust/decide-identity.ts'
import type { TrustStore } from './trust-store.ts'

/** The fixed buffer that decrypted bytes arrive in; the callback's view of it is valid only during the call. */
export interface ReceiveBuffer {
  buffer: Uint8Array
  callback: (length: number) => void
}

export interface TlsOptions {
  port: number
  /** Empty sends no server name. */
  sni: string
  trust: TrustStore
  receive: ReceiveBuffer
  /** The port to connect from; any if left out. */
  localPort?: number
  keylog?: (line: Buffer) => void
}

/**
 * Starts a TLS connection to one address. TCP and TLS are one socket from the start, because Node honours `onread` only
 * on a TLS socket that opens its own TCP connection. Sessions are not resumed: a resumed one carries no certificate to
 * bind to.
 */
export function openTls(address: string, options: TlsOptions): tls.TLSSocket {
  const { receive } = options
  const connection: tls.ConnectionOptions & { onread: net.OnReadOpts } = {
    host: address,
    port: options.port,
    ...(options.localPort !== undefined && { localPort: options.localPort }),
    ...handshakeOptions(options),
    onread: {
      buffer: receive.buffer,
      callback: (length) => {
        receive.callback(length)
        return true
      },
    },
  }
  const socket = tls.connect(connection)
  // A tunnel carries many small packets that somebody waits for; Nagle's algorithm would hold them back.
  socket.setNoDelay(true)
  if (options.keylog !== undefined) socket.on('keylog', options.keylog)
  return socket
}

/**
 * Starts TLS on a connection that a proxy has opened. `onread` is not for such sockets, so the buffer is put in by Node's
 * inside (measured: as quick as a connection of its own); where that is not what it was, bytes are copied into it.
 */
export function openTlsOver(
  tunnel: net.Socket,
  options: Omit<TlsOptions, 'port' | 'localPort'>,
): tls.TLSSocket {
  const { receive } = options
  const socket = tls.connect({ socket: tunnel, ...handshakeOptions(options) })
  // What happens to the connection below is told by the one above.
  tunnel.on('error', () => undefined)
  if (!readInto(socket, receive.buffer, receive.callback)) {
    socket.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += receive.buffer.length) {
        const part = chunk.subarray(at, at + receive.buffer.length)
        receive.buffer.set(part)
        receive.callback(part.length)
      }
    })
  }
  if (options.keylog !== undefined) socket.on('keylog', options.keylog)
  return socket
}

function handshakeOptions({ sni, trust }: Pick<TlsOptions, 'sni' | 'trust'>) {
  return {
    // RFC 6066 section 3 allows names only.
    servername: net.isIP(sni) === 0 ? sni : '',
    secureContext: trust.context,
    // The verdict is taken apart by decideIdentity, which can name each reason; here the handshake must only finish.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    requestOCSP: true,
  }
}

/**
 * Waits for the handshake of a connected socket and returns what the server presented. Nothing is sent over the
 * connection until the caller has decided about that identity. Rejects with `FailureError` or the signal's reason.
 */
export function completeHandshake(
  socket: tls.TLSSocket,
  server: { host: string; port: number },
  signal: AbortSignal,
): Promise<PresentedIdentity> {
  return new Promise((resolve, reject) => {
    let ocsp: Uint8Array | undefined
    const onOcsp = (response: Buffer | null) => {
      ocsp = response ?? undefined
    }
    const cleanUp = () => {
      socket.off('OCSPResponse', onOcsp)
      socket.off('secureConnect', onSecure)
      socket.off('error', onError)
      socket.off('close', onClose)
      signal.removeEventListener('abort', onAbort)
    }
    const fail = (cause: unknown) => {
      cleanUp()
      socket.destroy()
      reject(cause)
    }
    const onSecure = () => {
      cleanUp()
      const chainError = socket.authorized ? undefined : String(socket.authorizationError)
      const certificate = socket.getPeerCertificate(true)
      resolve({ certificate, chainError, ...(ocsp !== undefined && { ocsp }) })
    }
    const onError = (cause: NodeJS.ErrnoException) =>
      fail(new FailureError(explainHandshakeError(cause, server), { cause }))
    const onClose = () => fail(new FailureError({ code: 'tls-failed', detail: CLOSED_DURING_HANDSHAKE }))
    const onAbort = () => fail(signal.reason)

    socket.once('OCSPResponse', onOcsp)
    socket.once('secureConnect', onSecure)
    socket.once('error', onError)
    socket.once('close', onClose)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
  })
}

const CLOSED_DURING_HANDSHAKE = 'the server closed the connection during the handshake'

/** What OpenSSL reports when the other end speaks something else than TLS. */
const NOT_TLS = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNEXPECTED_MESSAGE',
  'ERR_SSL_BAD_RECORD_TYPE',
])

/** What it reports when neither end has a version that the other accepts. */
const NO_COMMON_VERSION = new Set([
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV13_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_VERSION_TOO_LOW',
])

/** What the operating system reports when packets do not get there. */
export const NO_WAY: ReadonlySet<string> = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN'])

function explainHandshakeError(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): Failure {
  const code = error.code ?? ''
  if (NOT_TLS.has(code)) return { code: 'tls-not-tls', host, port }
  const aboutCertificate = certificateAlertIn(code)
  if (aboutCertificate !== undefined) return { code: 'client-certificate-refused', detail: aboutCertificate }
  if (NO_COMMON_VERSION.has(code)) return { code: 'tls-no-common-version', detail: code }
  // The network in between failed, which says nothing about TLS. Such an error may come when TCP counts as connected already.
  if (NO_WAY.has(code)) return { code: 'tcp-unreachable', host, port, detail: code }
  if (code === 'ECONNRESET') return { code: 'tls-failed', detail: CLOSED_DURING_HANDSHAKE }
  return { code: 'tls-failed', detail: code === '' ? error.message : code }
}

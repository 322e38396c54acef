import type { LookupAddress } from 'node:dns'
import { isIPv6 } from 'node:net'
import type tls from 'node:tls'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { Rung } from '../../src-shared/ladder.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { NO_WAY, openTls, openTlsOver, type ReceiveBuffer } from './connect-tls.ts'
import { connectFirst } from './happy-eyeballs.ts'
import type { Ladder } from './ladder.ts'
import { openTunnel } from './proxy/open-tunnel.ts'
import { type ProxyServer, proxyName } from './proxy/proxy.ts'
import { candidatesOf, findOthers, findWay, mayAnotherAnswer, recalled, remember } from './proxy/way.ts'
import { presentedCertificate } from './server-identity.ts'
import type { IdentityDecision, PresentedIdentity } from './trust/decide-identity.ts'
import { meetServer } from './trust/meet-server.ts'
import type { TrustStore } from './trust-store.ts'

/** Hard deadlines of the rungs below SSTP, in seconds: longer than a bad mobile link needs, shorter than patience. */
const DIAL_SECONDS = { name: 10, tcp: 10, tls: 10 } as const

export interface DialOptions {
  profile: Profile
  /**
   * Where the server was found before. While a tunnel reconnects, names would be looked up through the very tunnel that is
   * down, and only these addresses are exempt from its routes.
   */
  addresses?: readonly LookupAddress[]
  /** Finds the addresses of a name; the operating system does if left out. */
  lookup?: (host: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>
  /**
   * Called before each connection; opens a way for it out of a computer that is blocked. Resolves with the port that the
   * connection must come from.
   */
  beforeConnect?: (address: string, port: number) => Promise<number>
  /** Where the server is, as soon as that is known. */
  onResolved?: (addresses: readonly LookupAddress[]) => void
  /** For the proxy, if it wants one. */
  proxyPassword?: string | undefined
  trust: TrustStore
  receive: ReceiveBuffer
  ladder: Ladder
  signal: AbortSignal
  keylog?: (line: Buffer) => void
  /** What the server showed, and what was decided about it; called before a refusal rejects. */
  onIdentity?: (certificate: PresentedCertificate, accepted: boolean) => void
  /** What happens on the way that a user may want to read. */
  onLog?: (text: string) => void
  /** Only for probing: go on although the identity was refused. No credential may be sent over such a connection. */
  tolerateIdentity?: boolean
}

/** A TLS connection whose server's identity has been decided; nothing has been sent over it yet. */
export interface Dialled {
  /** The profile as if the server that answered were its only one. */
  profile: Profile
  /** The proxy in between, as people may see it. */
  proxy: string | undefined
  socket: tls.TLSSocket
  /** Every address of what was dialled, the server's name or the proxy's, and the one that answered. */
  addresses: readonly LookupAddress[]
  /** Where the profile's other servers are. */
  others: readonly LookupAddress[]
  address: string
  presented: PresentedIdentity
  decision: IdentityDecision
  /** DER of the leaf certificate, which the crypto binding signs. */
  leaf: Uint8Array
  tlsVersion: string
  cipher: string
}

/**
 * Climbs the rungs name, tcp and tls, towards the first server of the profile that answers, through a proxy where one is to be
 * used. Dial address, SNI and verified name are three separate fields. Rejects with `FailureError`; with the signal's reason
 * when that was aborted.
 */
export async function dial(options: DialOptions): Promise<Dialled> {
  const candidates = candidatesOf(options.profile, recalled(options)?.server)
  for (const [i, profile] of candidates.entries()) {
    try {
      return await dialOne({ ...options, profile })
    } catch (cause) {
      const next = candidates[i + 1]
      if (next === undefined || options.signal.aborted || !mayAnotherAnswer(cause)) throw cause
      options.ladder.fail()
      const [failed, then] = [profile, next].map(({ server }) => `${server.host}:${server.port}`)
      options.onLog?.(`${failed} cannot be reached; now ${then} is tried`)
    }
  }
  throw new Error('a profile has at least one server')
}

async function dialOne(options: DialOptions): Promise<Dialled> {
  const { profile, ladder, signal } = options
  const { host, port } = profile.server

  const { addresses, proxy } = await climb('name', options, (within) => findWay(options, within))
  options.onResolved?.(addresses)
  const found = addresses.map(({ address }) => address).join(', ')
  ladder.end('name', proxy === undefined ? found : `${proxyName(proxy)}: ${found}`)

  const connect = (to: readonly LookupAddress[], within: AbortSignal) =>
    proxy === undefined ? connectDirectly(options, to, within) : connectThrough(options, proxy, to, within)
  const first = await climb('tcp', options, (within) => connect(addresses, within)).catch((cause) => {
    throw cause instanceof AggregateError ? new FailureError(explainTcp(cause, host, port), { cause }) : cause
  })
  const address = first.remoteAddress ?? ''
  ladder.end('tcp', proxy === undefined ? address : `${address}, ${proxyName(proxy)}`)

  const { socket, presented, decision } = await climb('tls', options, (within) =>
    meetServer(first, {
      profile,
      trust: options.trust,
      again: () => connect([{ address, family: isIPv6(address) ? 6 : 4 }], within),
      log: options.onLog ?? (() => undefined),
      signal: within,
    }),
  )
  options.onIdentity?.(presentedCertificate(presented.certificate), decision.accepted)
  if (decision.accepted) ladder.end('tls', `${socket.getProtocol()}, ${socket.getCipher().name}`)
  else if (options.tolerateIdentity === true) ladder.fail()
  else {
    socket.destroy()
    throw new FailureError(decision.failure)
  }
  const others = await findOthers(options, proxy).catch(() => [])
  if (signal.aborted) {
    socket.destroy()
    throw signal.reason
  }
  remember(options.trust, { server: profile.server, proxy, addresses, others })
  return {
    profile,
    proxy: proxy && proxyName(proxy),
    socket,
    addresses,
    others,
    address,
    presented,
    decision,
    leaf: presented.certificate.raw,
    tlsVersion: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
  }
}

function connectDirectly(
  { profile, beforeConnect, ...options }: DialOptions,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<tls.TLSSocket> {
  const { port } = profile.server
  const open = async (address: string) => {
    const localPort = await beforeConnect?.(address, port)
    return openTls(address, {
      ...options,
      port,
      sni: profile.identity.sni,
      ...(localPort !== undefined && { localPort }),
    })
  }
  return connectFirst(addresses, open, signal)
}

async function connectThrough(
  { profile, beforeConnect, ...options }: DialOptions,
  proxy: ProxyServer,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<tls.TLSSocket> {
  const { context } = options.trust
  const target = profile.server
  const tunnel = await openTunnel({ proxy, target, addresses, beforeConnect, context, signal })
  return openTlsOver(tunnel, { ...options, sni: profile.identity.sni })
}

/** Starts a rung and bounds it: its deadline becomes a failure that names the rung. */
async function climb<T>(
  rung: Rung & keyof typeof DIAL_SECONDS,
  { ladder, signal }: DialOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  ladder.start(rung)
  const seconds = DIAL_SECONDS[rung]
  const deadline = new AbortController()
  const timer = setTimeout(
    () => deadline.abort(new FailureError({ code: 'timeout', rung, seconds })),
    seconds * 1000,
  )
  try {
    return await work(AbortSignal.any([signal, deadline.signal]))
  } finally {
    clearTimeout(timer)
  }
}

/** Of several addresses' causes the most telling wins: a refusal says that a host is there. */
function explainTcp(cause: AggregateError, host: string, port: number): Failure {
  const codes = cause.errors.map((error: NodeJS.ErrnoException) => error.code ?? error.message)
  if (codes.includes('ECONNREFUSED')) return { code: 'tcp-refused', host, port }
  if (codes.includes('ETIMEDOUT')) return { code: 'timeout', rung: 'tcp', seconds: DIAL_SECONDS.tcp }
  const unreachable = codes.find((code) => NO_WAY.has(code))
  if (unreachable !== undefined) return { code: 'tcp-unreachable', host, port, detail: unreachable }
  return { code: 'tcp-failed', host, port, detail: codes.join(', ') }
}

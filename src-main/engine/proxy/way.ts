import type { LookupAddress } from 'node:dns'
import { FailureError } from '../../../src-shared/failure.ts'
import type { Profile, ServerPlace } from '../../../src-shared/profile.ts'
import type { DialOptions } from '../dialer.ts'
import { withNat64 } from '../nat64.ts'
import { resolve } from '../resolve.ts'
import type { TrustStore } from '../trust-store.ts'
import { chooseProxy } from './choose.ts'
import { type ProxyServer, proxyName } from './proxy.ts'

/** How a server was reached. */
export interface Way {
  server: ServerPlace
  proxy: ProxyServer | undefined
  addresses: readonly LookupAddress[]
  /** Where the profile's other servers are, which may have to be dialled past the routes of a tunnel that is down. */
  others: readonly LookupAddress[]
}

/** By the store that lives as long as a tunnel, from one of its connections to the next. */
const lastWays = new WeakMap<TrustStore, Way>()

/** Notes the way on which a server was reached. */
export function remember(trust: TrustStore, way: Way): void {
  lastWays.set(trust, way)
}

/** The way on which this tunnel reached its server last. */
export function recalled({ trust }: Pick<DialOptions, 'trust'>): Way | undefined {
  return lastWays.get(trust)
}

/** The profile once for each of its servers, with the others as its alternatives; the one that answered last comes first. */
export function candidatesOf(profile: Profile, last: ServerPlace | undefined): Profile[] {
  const { server, alternatives, identity } = profile
  const isLast = (one: ServerPlace) => one.host === last?.host && one.port === last.port
  const places = [server, ...alternatives]
  return [...places.filter(isLast), ...places.filter((one) => !isLast(one))].map((place) => ({
    ...profile,
    server: place,
    alternatives: places.filter((one) => one !== place),
    identity: {
      ...identity,
      // Names that only repeat the first server's mean whichever server is dialled.
      sni: identity.sni === server.host ? place.host : identity.sni,
      verifyName: identity.verifyName === server.host ? place.host : identity.verifyName,
    },
  }))
}

/** Whether this failure is about one server only, and leaves hope for another. */
export function mayAnotherAnswer(cause: unknown): boolean {
  if (!(cause instanceof FailureError)) return false
  switch (cause.failure.code) {
    case 'name-not-found':
    case 'name-lookup-failed':
    case 'tcp-refused':
    case 'tcp-unreachable':
    case 'tcp-failed':
    case 'timeout':
    case 'tls-not-tls':
    case 'tls-failed':
    case 'proxy-cannot-reach':
    case 'proxy-forbids':
      return true
    default:
      return false
  }
}

/** Whether there is a proxy on the way, and where the first computer on it is. A proxy looks the server's name up itself. */
export async function findWay(
  options: DialOptions,
  signal: AbortSignal,
): Promise<Pick<Way, 'addresses' | 'proxy'>> {
  const { profile, addresses: known, lookup = resolve, beforeConnect, trust } = options
  const last = recalled(options)
  const isLast = last?.server.host === profile.server.host && last.server.port === profile.server.port
  if (isLast && known !== undefined) return { proxy: last.proxy, addresses: known }
  if (known !== undefined && last === undefined) return { proxy: undefined, addresses: known }
  // What was found for another server is tried after what is found now, and must not pass for this one.
  const foreign = new Set(isLast ? [] : last?.addresses.map(({ address }) => address))
  const find = async (host: string) => {
    const found = await lookup(host, signal)
    const own = found.filter(({ address }) => !foreign.has(address))
    return own.length > 0 ? own : found
  }
  const proxy = await chooseProxy(options, { lookup, beforeConnect, context: trust.context, signal })
  if (proxy === undefined) {
    const { host } = profile.server
    return { proxy, addresses: await withNat64(await find(host), find) }
  }
  const addresses = await find(proxy.host).catch((cause: unknown) => {
    if (!(cause instanceof FailureError)) throw cause
    const detail = cause.failure.code
    throw new FailureError(
      { code: 'proxy-unreachable', proxy: proxyName(proxy), because: 'name', detail },
      { cause },
    )
  })
  return { proxy, addresses }
}

/** Names of servers that are not needed yet are not waited for longer than this. */
const OTHERS_MS = 1_500

/** Where the other servers of a profile are, as far as that is found out soon. Behind a proxy nobody here needs to know. */
export async function findOthers(
  { profile, lookup = resolve, signal, ...options }: DialOptions,
  proxy: ProxyServer | undefined,
): Promise<readonly LookupAddress[]> {
  const last = recalled(options)
  if (last !== undefined) {
    const all = [...last.others, ...last.addresses]
    return [...new Map(all.map((one) => [one.address, one])).values()]
  }
  if (proxy !== undefined || profile.alternatives.length === 0) return []
  const within = AbortSignal.any([signal, AbortSignal.timeout(OTHERS_MS)])
  const found = await Promise.allSettled(profile.alternatives.map(({ host }) => lookup(host, within)))
  signal.throwIfAborted()
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
}

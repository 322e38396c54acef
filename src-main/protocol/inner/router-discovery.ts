import { readU32 } from '../bytes.ts'
import { decodeName } from './dns-name.ts'
import { encodeIcmp6, parseIcmp6 } from './ip-packet.ts'
import { formatIpv6, IPV6_LENGTH, isLinkLocal, isUnicastBeyondLink } from './ipv6-address.ts'

/** ICMPv6 types of neighbour discovery (RFC 4861 section 4). */
export const DISCOVERY = { routerSolicitation: 133, routerAdvertisement: 134 } as const

/** Options of an advertisement (RFC 4861 section 4.6, RFC 8106 section 5). */
export const RA_OPTION = { prefix: 3, recursiveDns: 25, searchList: 31 } as const

/** A lifetime of all ones has no end (RFC 4861 section 4.6.2, RFC 8415 section 7.7). */
export const FOREVER_S = 0xffff_ffff

/** So many of each are kept; a hostile router may list any number. */
const CAP = { PREFIXES: 8, SERVERS: 8, DOMAINS: 16 } as const

/** Length of an advertisement before its options. */
const HEADER_LENGTH = 16

/** ff02::2 */
const ALL_ROUTERS = Uint8Array.from({ length: IPV6_LENGTH }, (_, i) =>
  i === 0 ? 0xff : i === 1 || i === 15 ? 2 : 0,
)

export interface AdvertisedPrefix {
  prefix: Uint8Array
  length: number
  /** Hosts make addresses of their own in it. */
  isAutonomous: boolean
  validSeconds: number
}

/** A name server as text, or a domain. */
export interface AdvertisedName {
  name: string
  /** For how long it may be used; zero takes it back (RFC 8106 section 5). */
  validSeconds: number
}

export interface RouterAdvertisement {
  /** Where it came from: the router's link-local address. */
  router: Uint8Array
  /** Addresses come by DHCPv6. */
  isManaged: boolean
  /** What else there is to know comes by DHCPv6. */
  hasOther: boolean
  prefixes: readonly AdvertisedPrefix[]
  dns: readonly AdvertisedName[]
  domains: readonly AdvertisedName[]
}

/** How long a lifetime lasts, in milliseconds. */
export function lifetimeMs(seconds: number): number {
  return seconds === FOREVER_S ? Number.POSITIVE_INFINITY : seconds * 1000
}

/** Those that may be used now. */
export function usable(names: readonly AdvertisedName[]): string[] {
  return names.filter(({ validSeconds }) => validSeconds > 0).map(({ name }) => name)
}

/** Asks the router at the other end to introduce itself (RFC 4861 section 4.1), without a link-layer address: PPP has none. */
export function encodeRouterSolicitation(source: Uint8Array): Uint8Array {
  const message = new Uint8Array(8)
  message[0] = DISCOVERY.routerSolicitation
  return encodeIcmp6({ source, destination: ALL_ROUTERS, message })
}

/** Reads an advertisement as RFC 4861 section 6.1.2 demands. Undefined for everything else, and for a broken one. */
export function parseRouterAdvertisement(packet: Uint8Array): RouterAdvertisement | undefined {
  const ip = parseIcmp6(packet)
  if (ip === undefined || ip.hopLimit !== 255 || !isLinkLocal(ip.source)) return undefined
  const message = ip.payload
  if (message[0] !== DISCOVERY.routerAdvertisement || message[1] !== 0 || message.length < HEADER_LENGTH)
    return undefined
  const prefixes: AdvertisedPrefix[] = []
  const dns: AdvertisedName[] = []
  const domains: AdvertisedName[] = []
  for (let at = HEADER_LENGTH; at < message.length; ) {
    const length = 8 * message[at + 1]
    // RFC 4861 section 4.6: an option without length makes the whole packet worthless.
    if (at + 2 > message.length || length === 0 || at + length > message.length) return undefined
    const option = message.subarray(at, at + length)
    if (option[0] === RA_OPTION.prefix) prefixes.push(...prefixOf(option))
    else if (option[0] === RA_OPTION.recursiveDns) dns.push(...serversOf(option))
    else if (option[0] === RA_OPTION.searchList) domains.push(...domainsOf(option))
    at += length
  }
  return {
    router: ip.source.slice(),
    isManaged: (message[5] & 0x80) !== 0,
    hasOther: (message[5] & 0x40) !== 0,
    prefixes: prefixes.slice(0, CAP.PREFIXES),
    dns: lastOfEach(dns).slice(0, CAP.SERVERS),
    domains: lastOfEach(domains).slice(0, CAP.DOMAINS),
  }
}

function prefixOf(option: Uint8Array): AdvertisedPrefix[] {
  if (option.length !== 32 || option[2] > 128) return []
  const prefix = option.slice(16, 32)
  if (!isUnicastBeyondLink(prefix)) return []
  return [
    {
      prefix,
      length: option[2],
      isAutonomous: (option[3] & 0x40) !== 0,
      validSeconds: readU32(option, 4),
    },
  ]
}

/** What is said twice counts as it is said last. */
function lastOfEach(names: readonly AdvertisedName[]): AdvertisedName[] {
  return [...new Map(names.map((one) => [one.name, one])).values()]
}

function serversOf(option: Uint8Array): AdvertisedName[] {
  if (option.length < 24) return []
  const validSeconds = readU32(option, 4)
  const servers: AdvertisedName[] = []
  for (let at = 8; at + IPV6_LENGTH <= option.length; at += IPV6_LENGTH) {
    const address = option.subarray(at, at + IPV6_LENGTH)
    if (isUnicastBeyondLink(address)) servers.push({ name: formatIpv6(address), validSeconds })
  }
  return servers
}

function domainsOf(option: Uint8Array): AdvertisedName[] {
  if (option.length < 16) return []
  const validSeconds = readU32(option, 4)
  return namesOf(option.subarray(8)).map((name) => ({ name, validSeconds }))
}

/** Names one after the other, as DNS writes them, with zeros behind the last (RFC 8106 section 5.2, RFC 8415 section 10). */
export function namesOf(bytes: Uint8Array): string[] {
  const names: string[] = []
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const name = decodeName(bytes.subarray(at), 0)
    if (name === undefined) break
    if (name.text !== undefined) names.push(name.text)
    at += name.end
  }
  return names
}

import type { LookupAddress } from 'node:dns'
import { isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { ipv6Groups } from './proxy/ipv6-groups.ts'

/** RFC 7050 section 3: a name that has these addresses of IPv4 and no other. */
const WELL_KNOWN_NAME = 'ipv4only.arpa'
const WELL_KNOWN_ADDRESSES = ['192.0.0.170', '192.0.0.171']

type Find = (host: string) => Promise<readonly LookupAddress[]>

/**
 * Adds what a network without IPv4 needs to reach an address of IPv4: the same behind the prefix of its NAT64, which its name
 * server tells (RFC 7050). Networks with IPv4, and addresses of IPv6, are left as they are.
 */
export async function withNat64(
  addresses: readonly LookupAddress[],
  find: Find,
  hasIpv4 = computerHasIpv4(),
): Promise<readonly LookupAddress[]> {
  if (hasIpv4 || addresses.some(({ family }) => family === 6)) return addresses
  const hints = await find(WELL_KNOWN_NAME).catch(() => [])
  const prefix = hints.map(({ address }) => prefixOf(address)).find((one) => one !== undefined)
  if (prefix === undefined) return addresses
  const made = addresses.map(({ address }) => ({ address: embed(prefix, address), family: 6 }))
  return [...made, ...addresses]
}

/** The 96 bits before a well-known address (RFC 6052 section 2.2); the shorter prefixes are not in use by networks for clients. */
function prefixOf(address: string): readonly number[] | undefined {
  if (isIPv4(address)) return undefined
  const groups = ipv6Groups(address)
  const [high = 0, low = 0] = groups.slice(6)
  const tail = [high >>> 8, high & 0xff, low >>> 8, low & 0xff].join('.')
  return WELL_KNOWN_ADDRESSES.includes(tail) ? groups.slice(0, 6) : undefined
}

function embed(prefix: readonly number[], address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return [...prefix, (a << 8) | b, (c << 8) | d].map((group) => group.toString(16)).join(':')
}

function computerHasIpv4(): boolean {
  return Object.values(networkInterfaces()).some((entries) =>
    entries?.some(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    ),
  )
}

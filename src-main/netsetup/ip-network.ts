import { isIP, isIPv4, SocketAddress } from 'node:net'

export type Family = 'ipv4' | 'ipv6'

/** A range of addresses with its host bits cleared, written the shortest way: `10.0.0.0/8`, `2001:db8::/32`. */
export interface IpNetwork {
  family: Family
  length: number
  text: string
}

/** The family of an address; undefined when the text is none. A zone (`fe80::1%eth0`) makes it none. */
export function familyOf(address: string): Family | undefined {
  if (address.includes('%')) return undefined
  const version = isIP(address)
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6'
}

/** True for the IPv4 address of one host out there: not this host, not loopback, not multicast. */
export function isIpv4Host(address: string): boolean {
  const first = Number(address.split('.')[0])
  return isIPv4(address) && first !== 0 && first !== 127 && first < 224
}

/** The same for either family: no group, not this host, no link-local address, no IPv4 address in IPv6's clothes. */
export function isHostAddress(address: string): boolean {
  switch (familyOf(address)) {
    case 'ipv4':
      return isIpv4Host(address)
    case 'ipv6':
      return !/^(f[ef]|0*(:|$))/.test(canonicalAddress(address, 'ipv6'))
    case undefined:
      return false
  }
}

/** Reads `10.1.2.3/8` as 10.0.0.0/8, and an address alone as a network of one. Undefined when it is neither. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = familyOf(address)
  if (family === undefined || rest.length > 0) return undefined
  const bits = family === 'ipv4' ? 32 : 128
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined
  const length = prefix === undefined ? bits : Number(prefix)
  if (length > bits) return undefined
  const host = BigInt(bits - length)
  const base = (toNumber(address, family) >> host) << host
  return { family, length, text: `${toText(base, family)}/${length}` }
}

/** The two networks that a network consists of; none for a single address. */
export function halvesOf({ family, length, text }: IpNetwork): IpNetwork[] {
  const bits = family === 'ipv4' ? 32 : 128
  if (length === bits) return []
  const base = toNumber(text.slice(0, text.indexOf('/')), family)
  return [base, base | (1n << BigInt(bits - length - 1))].map((start) => ({
    family,
    length: length + 1,
    text: `${toText(start, family)}/${length + 1}`,
  }))
}

/** The one way to write an address, for example lower case and with the longest run of zeros left out. */
export function canonicalAddress(address: string, family: Family): string {
  return new SocketAddress({ address, family }).address
}

function toNumber(address: string, family: Family): bigint {
  if (family === 'ipv4') return joinGroups(address.split('.').map(Number), 8)
  // An address that ends as IPv4 does has its last two groups in dots.
  const hex = address.replace(/[\d.]+$/, (tail) => {
    if (!tail.includes('.')) return tail
    const value = toNumber(tail, 'ipv4')
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`
  })
  const [head = '', tail] = hex.split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const left = groups(head)
  const right = groups(tail ?? '')
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return joinGroups(
    [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16)),
    16,
  )
}

function joinGroups(groups: readonly number[], bits: number): bigint {
  return groups.reduce((value, group) => (value << BigInt(bits)) | BigInt(group), 0n)
}

function toText(value: bigint, family: Family): string {
  const [count, bits, radix, separator] = family === 'ipv4' ? [4, 8n, 10, '.'] : [8, 16n, 16, ':']
  const mask = (1n << bits) - 1n
  const groups = Array.from({ length: count }, (_, i) => (value >> (BigInt(count - 1 - i) * bits)) & mask)
  return canonicalAddress(groups.map((group) => group.toString(radix)).join(separator), family)
}

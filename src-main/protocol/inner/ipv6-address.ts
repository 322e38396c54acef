import { readU16 } from '../bytes.ts'

/** Bytes of an IPv6 address. */
export const IPV6_LENGTH = 16

/** Sixteen bytes as text in the one form that RFC 5952 leaves: lower case, the longest run of zero groups left out. */
export function formatIpv6(address: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => readU16(address, 2 * i).toString(16))
  const { start, length } = longestZeros(groups)
  // A single zero group is written as such (RFC 5952 section 4.2.2).
  if (length < 2) return groups.join(':')
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`
}

/** The address of an interface: 64 bits of network, then 64 bits of its own (RFC 4291 section 2.5.1). */
export function joinInterfaceId(prefix: Uint8Array, interfaceId: Uint8Array): Uint8Array {
  const address = new Uint8Array(IPV6_LENGTH)
  address.set(prefix.subarray(0, 8))
  address.set(interfaceId, 8)
  return address
}

/** fe80::/64 with this interface's own bits (RFC 5072 section 5). */
export function linkLocal(interfaceId: Uint8Array): Uint8Array {
  return joinInterfaceId(Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0), interfaceId)
}

/** fe80::/10. */
export function isLinkLocal(address: Uint8Array): boolean {
  return address[0] === 0xfe && (address[1] & 0xc0) === 0x80
}

/** An address that one host can have beyond its link: all that is given out are 2000::/3 and fc00::/7 (IANA, RFC 4193). */
export function isUnicastBeyondLink(address: Uint8Array): boolean {
  return (address[0] & 0xe0) === 0x20 || (address[0] & 0xfe) === 0xfc
}

function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === '0') length++
    if (length > best.length) best = { start, length }
  }
  return best
}

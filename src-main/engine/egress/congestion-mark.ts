import { fold } from '../../tun/offload/checksum.ts'

const IPV4_MINIMUM = 20
const IPV6_HEADER = 40

/** The two ECN bits of RFC 3168 section 5. Zero is a sender who would not understand a mark. */
const NOT_CAPABLE = 0
const EXPERIENCED = 3

/**
 * Marks the packet as "congestion experienced" instead of dropping it (RFC 3168). False when its sender did not say that
 * it understands, or when it is no IP packet: then nothing was changed, and only a loss tells him.
 */
export function markCongestion(bytes: Uint8Array, start: number, end: number): boolean {
  const version = start < end ? bytes[start] >>> 4 : 0
  if (version === 4 && end - start >= IPV4_MINIMUM) return markIpv4(bytes, start)
  if (version === 6 && end - start >= IPV6_HEADER) return markIpv6(bytes, start)
  return false
}

function markIpv4(bytes: Uint8Array, start: number): boolean {
  const before = bytes[start + 1]
  if ((before & EXPERIENCED) === NOT_CAPABLE) return false
  const after = before | EXPERIENCED
  // RFC 1624, equation 3: HC' = ~(~HC + ~m + m'), of the word that holds version, length and this byte.
  const checksum = (bytes[start + 10] << 8) | bytes[start + 11]
  const first = bytes[start] << 8
  const sum = fold((~checksum & 0xffff) + (~(first | before) & 0xffff) + (first | after))
  const updated = ~sum & 0xffff
  bytes[start + 1] = after
  bytes[start + 10] = updated >>> 8
  bytes[start + 11] = updated
  return true
}

/** The traffic class lies across two bytes: its ECN bits are 4 and 5 of the second. There is no checksum. */
function markIpv6(bytes: Uint8Array, start: number): boolean {
  if (((bytes[start + 1] >>> 4) & EXPERIENCED) === NOT_CAPABLE) return false
  bytes[start + 1] |= EXPERIENCED << 4
  return true
}

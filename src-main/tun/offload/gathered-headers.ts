import { fold, storeChecksum, storeWord, sumBytes, wordOf } from './checksum.ts'
import { type Gathering, STEP_UNKNOWN } from './gathering.ts'
import { VNET_HEADER_SIZE } from './vnet-header.ts'

/** What joining TCP and joining UDP have in common: the IP header, and how packets are compared with what is gathered. */

/** IPv4's and IPv6's length fields end here, and so does a super-packet. */
export const MAX_PACKET = 65_535

export const IP_PROTOCOL = { tcp: 6, udp: 17 } as const

const IPV4_HEADER = 20
const IPV6_HEADER = 40
const DONT_FRAGMENT = 0x4000

/**
 * Offset of the transport header, of `minimum` bytes at least, in a packet that may be joined at all, else 0. Those with
 * options, extension headers or fragments never are, nor is what the IP header says untruly.
 */
export function transportOffset(
  bytes: Uint8Array,
  start: number,
  end: number,
  protocol: number,
  minimum: number,
): number {
  const length = end - start
  if (bytes[start] === 0x45) {
    if (length < IPV4_HEADER + minimum || length > MAX_PACKET) return 0
    if (bytes[start + 9] !== protocol || readU16(bytes, start + 2) !== length) return 0
    // The reserved bit, more fragments, or a fragment offset.
    if ((readU16(bytes, start + 6) & ~DONT_FRAGMENT) !== 0) return 0
    if (fold(sumBytes(bytes, start, start + IPV4_HEADER)) !== 0xffff) return 0
    return IPV4_HEADER
  }
  if (bytes[start] >>> 4 === 6) {
    if (length < IPV6_HEADER + minimum || length > MAX_PACKET) return 0
    if (bytes[start + 6] !== protocol || readU16(bytes, start + 4) !== length - IPV6_HEADER) return 0
    return IPV6_HEADER
  }
  return 0
}

/** True for the same addresses, ports and version of IP. */
export function isSameFlow(slot: Gathering, bytes: Uint8Array, start: number, transport: number): boolean {
  if (slot.transport - VNET_HEADER_SIZE !== transport) return false
  const addresses = transport === IPV6_HEADER ? 8 : 12
  // Addresses and ports lie next to each other when there are no IP options.
  const length = transport + 4 - addresses
  return isEqual(slot.bytes, VNET_HEADER_SIZE + addresses, bytes, start + addresses, length)
}

/** Everything of the IP header that a receiver sees, but length, identification and checksum. */
export function hasSameIpHeader(slot: Gathering, bytes: Uint8Array, start: number): boolean {
  const own = slot.bytes
  const ip = VNET_HEADER_SIZE
  // Version, traffic class with ECN, flow label; hop limit.
  if (slot.isIpv6) return isEqual(own, ip, bytes, start, 4) && own[ip + 7] === bytes[start + 7]
  // Type of service with ECN; fragment flags; time to live.
  if (own[ip + 1] !== bytes[start + 1] || own[ip + 6] !== bytes[start + 6]) return false
  return own[ip + 8] === bytes[start + 8]
}

/**
 * IPv4 identifications must count on, so that cutting the super-packet again restores them. They may also stay where
 * nobody may fragment, because they mean nothing there (RFC 6864 section 4.1).
 */
export function continuesIdentification(slot: Gathering, bytes: Uint8Array, start: number): boolean {
  if (slot.isIpv6) return true
  const step = (readU16(bytes, start + 4) - slot.identification) & 0xffff
  const mayStay = (readU16(bytes, start + 6) & DONT_FRAGMENT) !== 0
  const perSegment = step === slot.segments ? 1 : step === 0 && mayStay ? 0 : undefined
  if (perSegment === undefined) return false
  if (slot.identificationStep !== STEP_UNKNOWN && slot.identificationStep !== perSegment) return false
  slot.identificationStep = perSegment
  return true
}

/** Writes the length of what is gathered, and with IPv4 the checksum, into the IP header. */
export function finishIpHeader(slot: Gathering): void {
  const { bytes, transport, end } = slot
  const length = end - VNET_HEADER_SIZE
  if (slot.isIpv6) {
    storeWord(bytes, VNET_HEADER_SIZE + 4, wordOf(length - IPV6_HEADER))
    return
  }
  storeWord(bytes, VNET_HEADER_SIZE + 2, wordOf(length))
  storeWord(bytes, VNET_HEADER_SIZE + 10, 0)
  storeChecksum(bytes, VNET_HEADER_SIZE + 10, sumBytes(bytes, VNET_HEADER_SIZE, transport))
}

/** The sum of the pseudo header, for a transport header with payload of this length. */
export function pseudoSum(slot: Gathering, protocol: number, transportLength: number): number {
  const { bytes } = slot
  const addresses = slot.isIpv6 ? 8 : 12
  return (
    sumBytes(bytes, VNET_HEADER_SIZE + addresses, slot.transport) + wordOf(protocol) + wordOf(transportLength)
  )
}

export function isEqual(
  a: Uint8Array,
  aStart: number,
  b: Uint8Array,
  bStart: number,
  length: number,
): boolean {
  for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return false
  return true
}

export function readU16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] << 8) | bytes[offset + 1]
}

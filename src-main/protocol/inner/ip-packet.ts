import { concat, readU16, writeU16 } from '../bytes.ts'
import { internetChecksum, pseudoHeader4, pseudoHeader6 } from './checksum.ts'

/** IANA "Assigned Internet Protocol Numbers". */
export const IP_PROTOCOL = { udp: 17, icmp6: 58 } as const

const IPV4_HEADER = 20
const IPV6_HEADER = 40
const UDP_HEADER = 8

/** A datagram of UDP. Addresses are bytes, four or sixteen; what was parsed are views. */
export interface Datagram {
  source: Uint8Array
  destination: Uint8Array
  sourcePort: number
  destinationPort: number
  payload: Uint8Array
}

/** A packet of IPv6 without extension headers; nothing that is asked for inside a tunnel has any. */
export interface Ipv6Packet {
  source: Uint8Array
  destination: Uint8Array
  nextHeader: number
  hopLimit: number
  payload: Uint8Array
}

/** One datagram in one packet of IPv4 (RFC 791), with both checksums. */
export function encodeUdp4(datagram: Datagram): Uint8Array {
  const { source, destination } = datagram
  const udp = encodeUdp(datagram, (length) => pseudoHeader4(source, destination, IP_PROTOCOL.udp, length))
  const header = new Uint8Array(IPV4_HEADER)
  header[0] = 0x45
  writeU16(header, 2, IPV4_HEADER + udp.length)
  header[8] = 64
  header[9] = IP_PROTOCOL.udp
  header.set(source, 12)
  header.set(destination, 16)
  writeU16(header, 10, internetChecksum(header))
  return concat(header, udp)
}

/** Undefined for everything but a whole datagram in a packet of its own, with right checksums. */
export function parseUdp4(packet: Uint8Array): Datagram | undefined {
  const headerLength = (packet[0] & 0x0f) * 4
  if (packet[0] >>> 4 !== 4 || headerLength < IPV4_HEADER || packet.length < headerLength) return undefined
  const length = readU16(packet, 2)
  if (length < headerLength || length > packet.length || packet[9] !== IP_PROTOCOL.udp) return undefined
  const isFragment = (readU16(packet, 6) & 0x3fff) !== 0
  if (isFragment || internetChecksum(packet.subarray(0, headerLength)) !== 0) return undefined
  const source = packet.subarray(12, 16)
  const destination = packet.subarray(16, 20)
  return parseUdp(packet.subarray(headerLength, length), source, destination, pseudoHeader4)
}

/** Wraps a payload in IPv6 (RFC 8200). */
export function encodeIpv6({ source, destination, nextHeader, hopLimit, payload }: Ipv6Packet): Uint8Array {
  const header = new Uint8Array(IPV6_HEADER)
  header[0] = 0x60
  writeU16(header, 4, payload.length)
  header[6] = nextHeader
  header[7] = hopLimit
  header.set(source, 8)
  header.set(destination, 24)
  return concat(header, payload)
}

/** Undefined for what is no packet of IPv6, or cut off. */
export function parseIpv6(packet: Uint8Array): Ipv6Packet | undefined {
  if (packet.length < IPV6_HEADER || packet[0] >>> 4 !== 6) return undefined
  const end = IPV6_HEADER + readU16(packet, 4)
  if (end > packet.length) return undefined
  return {
    source: packet.subarray(8, 24),
    destination: packet.subarray(24, 40),
    nextHeader: packet[6],
    hopLimit: packet[7],
    payload: packet.subarray(IPV6_HEADER, end),
  }
}

export function encodeUdp6(datagram: Datagram, hopLimit = 64): Uint8Array {
  const { source, destination } = datagram
  const nextHeader = IP_PROTOCOL.udp
  const payload = encodeUdp(datagram, (length) => pseudoHeader6(source, destination, nextHeader, length))
  return encodeIpv6({ source, destination, nextHeader, hopLimit, payload })
}

export function parseUdp6(packet: Uint8Array): Datagram | undefined {
  const ip = parseIpv6(packet)
  if (ip?.nextHeader !== IP_PROTOCOL.udp) return undefined
  return parseUdp(ip.payload, ip.source, ip.destination, pseudoHeader6)
}

/** A message of ICMPv6 (RFC 4443), whose checksum field is filled in here. Neighbour discovery sends hop limit 255. */
export function encodeIcmp6({
  source,
  destination,
  message,
}: {
  source: Uint8Array
  destination: Uint8Array
  message: Uint8Array
}): Uint8Array {
  const payload = message.slice()
  const pseudo = pseudoHeader6(source, destination, IP_PROTOCOL.icmp6, payload.length)
  writeU16(payload, 2, internetChecksum(pseudo, payload))
  return encodeIpv6({ source, destination, nextHeader: IP_PROTOCOL.icmp6, hopLimit: 255, payload })
}

/** The packet, if its payload is ICMPv6 with a right checksum. */
export function parseIcmp6(packet: Uint8Array): Ipv6Packet | undefined {
  const ip = parseIpv6(packet)
  if (ip?.nextHeader !== IP_PROTOCOL.icmp6 || ip.payload.length < 4) return undefined
  const pseudo = pseudoHeader6(ip.source, ip.destination, ip.nextHeader, ip.payload.length)
  return internetChecksum(pseudo, ip.payload) === 0 ? ip : undefined
}

function encodeUdp(
  { sourcePort, destinationPort, payload }: Datagram,
  pseudoHeader: (length: number) => Uint8Array,
): Uint8Array {
  const udp = new Uint8Array(UDP_HEADER + payload.length)
  writeU16(udp, 0, sourcePort)
  writeU16(udp, 2, destinationPort)
  writeU16(udp, 4, udp.length)
  udp.set(payload, UDP_HEADER)
  // A sum of zero is written as its other form, because zero says that there is none (RFC 768).
  writeU16(udp, 6, internetChecksum(pseudoHeader(udp.length), udp) || 0xffff)
  return udp
}

function parseUdp(
  udp: Uint8Array,
  source: Uint8Array,
  destination: Uint8Array,
  pseudoHeader: typeof pseudoHeader4,
): Datagram | undefined {
  if (udp.length < UDP_HEADER) return undefined
  const length = readU16(udp, 4)
  if (length < UDP_HEADER || length > udp.length) return undefined
  const whole = udp.subarray(0, length)
  // Over IPv4 the sum may be left out.
  const isSummed = readU16(udp, 6) !== 0 || source.length > 4
  const pseudo = pseudoHeader(source, destination, IP_PROTOCOL.udp, length)
  if (isSummed && internetChecksum(pseudo, whole) !== 0) return undefined
  return {
    source,
    destination,
    sourcePort: readU16(udp, 0),
    destinationPort: readU16(udp, 2),
    payload: whole.subarray(UDP_HEADER),
  }
}

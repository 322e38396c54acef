/**
 * For tests: TCP and UDP packets, built and taken apart in the plainest way, byte by byte and big-endian, so that they
 * share nothing with the code under test.
 */
export interface TcpFields {
  version?: 4 | 6
  /** Last bytes of the addresses. */
  source?: number
  destination?: number
  sourcePort?: number
  destinationPort?: number
  sequence?: number
  acknowledgement?: number
  flags?: number
  window?: number
  /** A multiple of four bytes. */
  options?: Uint8Array
  identification?: number
  /** Type of service or traffic class. */
  tos?: number
  ttl?: number
  dontFragment?: boolean
  payload?: Uint8Array
  /** The four bits behind the data offset, of which Accurate ECN uses the last (RFC 9768). */
  reserved?: number
  urgentPointer?: number
  /** IPv4: a multiple of four bytes. */
  ipOptions?: Uint8Array
  /** IPv4: flags and offset as a whole, instead of `dontFragment`. */
  fragment?: number
  /** IPv6. */
  flowLabel?: number
  /** IPv6: one extension header; its first byte is set to the protocol that follows. */
  extension?: { type: number; bytes: Uint8Array }
}

export const FIN = 0x01
export const SYN = 0x02
export const RST = 0x04
export const PSH = 0x08
export const ACK = 0x10
export const URG = 0x20
export const ECE = 0x40
export const CWR = 0x80

/** The 12 bytes that Linux puts into every segment: two NOPs and a timestamp. */
export const TIMESTAMPS = Uint8Array.of(1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2)

export function tcpPacket(fields: TcpFields = {}): Uint8Array {
  const {
    sourcePort = 5201,
    destinationPort = 40_000,
    sequence = 1_000,
    acknowledgement = 77,
    flags = ACK,
  } = fields
  const { window = 512, options = TIMESTAMPS, payload = new Uint8Array(0) } = fields
  const { reserved = 0, urgentPointer = 0 } = fields
  const segment = new Uint8Array(20 + options.length + payload.length)
  const view = new DataView(segment.buffer)
  view.setUint16(0, sourcePort)
  view.setUint16(2, destinationPort)
  view.setUint32(4, sequence)
  view.setUint32(8, acknowledgement)
  segment[12] = (((20 + options.length) / 4) << 4) | reserved
  segment[13] = flags
  view.setUint16(14, window)
  view.setUint16(18, urgentPointer)
  segment.set(options, 20)
  segment.set(payload, 20 + options.length)
  return ipPacket(6, segment, fields, 16)
}

export function udpPacket(payload: Uint8Array, fields: TcpFields = {}): Uint8Array {
  const datagram = new Uint8Array(8 + payload.length)
  const view = new DataView(datagram.buffer)
  view.setUint16(0, fields.sourcePort ?? 5201)
  view.setUint16(2, fields.destinationPort ?? 40_000)
  view.setUint16(4, datagram.length)
  datagram.set(payload, 8)
  return ipPacket(17, datagram, fields, 6)
}

function ipPacket(
  protocol: number,
  transport: Uint8Array,
  fields: TcpFields,
  checksumAt: number,
): Uint8Array {
  const header =
    fields.version === 6 ? ipv6Header(protocol, transport, fields) : ipv4Header(protocol, transport, fields)
  const packet = Uint8Array.from([...header, ...transport])
  new DataView(packet.buffer).setUint16(header.length + checksumAt, transportChecksum(packet))
  return packet
}

function ipv4Header(protocol: number, transport: Uint8Array, fields: TcpFields): Uint8Array {
  const { identification = 7, tos = 0, ttl = 64, dontFragment = true } = fields
  const { source = 1, destination = 2, ipOptions = new Uint8Array(0) } = fields
  const header = new Uint8Array(20 + ipOptions.length)
  const view = new DataView(header.buffer)
  header[0] = 0x40 | (header.length / 4)
  header[1] = tos
  view.setUint16(2, header.length + transport.length)
  view.setUint16(4, identification)
  view.setUint16(6, fields.fragment ?? (dontFragment ? 0x4000 : 0))
  header[8] = ttl
  header[9] = protocol
  header.set([10, 0, 0, source, 10, 0, 0, destination], 12)
  header.set(ipOptions, 20)
  view.setUint16(10, internetChecksum(header))
  return header
}

function ipv6Header(protocol: number, transport: Uint8Array, fields: TcpFields): Uint8Array {
  const { tos = 0, ttl = 64, flowLabel = 0, source = 1, destination = 2, extension } = fields
  const length = extension?.bytes.length ?? 0
  const header = new Uint8Array(40 + length)
  const view = new DataView(header.buffer)
  view.setUint32(0, 0x6000_0000 | (tos << 20) | flowLabel)
  view.setUint16(4, length + transport.length)
  header[6] = extension?.type ?? protocol
  header[7] = ttl
  header.set([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, source], 8)
  header.set([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, destination], 24)
  if (extension !== undefined) header.set([protocol, ...extension.bytes.subarray(1)], 40)
  return header
}

/** Where the transport header begins, and which it is. At most one extension header. */
function transportOf(packet: Uint8Array): { start: number; protocol: number } {
  if (packet[0] >>> 4 === 4) return { start: (packet[0] & 15) * 4, protocol: packet[9] }
  const isTransport = packet[6] === 6 || packet[6] === 17
  return isTransport
    ? { start: 40, protocol: packet[6] }
    : { start: 48 + packet[41] * 8, protocol: packet[40] }
}

/** What the checksum field of the packet should hold, computed as if it were zero. */
function transportChecksum(packet: Uint8Array): number {
  const isIpv4 = packet[0] >>> 4 === 4
  const { start, protocol } = transportOf(packet)
  const transport = packet.slice(start)
  transport.set([0, 0], protocol === 6 ? 16 : 6)
  const addresses = isIpv4 ? packet.subarray(12, 20) : packet.subarray(8, 40)
  const pseudo = [...addresses, 0, protocol, transport.length >>> 8, transport.length & 0xff]
  const checksum = internetChecksum(Uint8Array.from([...pseudo, ...transport]))
  return protocol === 17 && checksum === 0 ? 0xffff : checksum
}

function internetChecksum(bytes: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i] * 256 + (bytes[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum % 0x1_0000) + Math.floor(sum / 0x1_0000)
  return 0xffff - sum
}

/** True when every checksum in the packet is right. */
export function isSound(packet: Uint8Array): boolean {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length)
  const isIpv4 = packet[0] >>> 4 === 4
  const { start, protocol } = transportOf(packet)
  const stored = view.getUint16(start + (protocol === 6 ? 16 : 6))
  return (
    (!isIpv4 || internetChecksum(packet.subarray(0, start)) === 0) && stored === transportChecksum(packet)
  )
}

/** The fields of a TCP packet, for comparisons. */
export function readTcp(packet: Uint8Array) {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length)
  const isIpv4 = packet[0] >>> 4 === 4
  const { start } = transportOf(packet)
  const headerLength = (packet[start + 12] >>> 4) * 4
  return {
    length: isIpv4 ? view.getUint16(2) : view.getUint16(4) + 40,
    identification: isIpv4 ? view.getUint16(4) : 0,
    sequence: view.getUint32(start + 4),
    flags: packet[start + 13],
    payload: packet.slice(start + headerLength),
  }
}

/** `length` bytes that differ from each other. */
export function someBytes(length: number, seed = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >>> 8) * 7 + seed) & 0xff)
}

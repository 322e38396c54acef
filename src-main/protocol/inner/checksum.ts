import { writeU16, writeU32 } from '../bytes.ts'

/** The one's complement sum over 16-bit words (RFC 1071), ready to be written; 0 over data that holds a right one. */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0
  // Every part but the last has an even length, so a word never crosses from one to the next.
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 2) sum += (part[i] << 8) | (i + 1 < part.length ? part[i + 1] : 0)
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000)
  return ~sum & 0xffff
}

/** What the checksum of UDP over IPv4 covers besides UDP itself (RFC 768). */
export function pseudoHeader4(
  source: Uint8Array,
  destination: Uint8Array,
  protocol: number,
  length: number,
): Uint8Array {
  const header = new Uint8Array(12)
  header.set(source, 0)
  header.set(destination, 4)
  header[9] = protocol
  writeU16(header, 10, length)
  return header
}

/** The same over IPv6 (RFC 8200 section 8.1). */
export function pseudoHeader6(
  source: Uint8Array,
  destination: Uint8Array,
  nextHeader: number,
  length: number,
): Uint8Array {
  const header = new Uint8Array(40)
  header.set(source, 0)
  header.set(destination, 16)
  writeU32(header, 32, length)
  header[39] = nextHeader
  return header
}

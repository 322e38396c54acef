/**
 * `struct virtio_net_hdr` (linux/virtio_net.h), which a TUN device with IFF_VNET_HDR puts in front of every packet in
 * both directions: what is left to do for the checksum, and how to cut a super-packet. Multi-byte fields are in the
 * machine's byte order, which is little-endian on every platform that Culvert runs on.
 */

/** The 12-byte variant (TUNSETVNETHDRSZ), so that the IP header behind it is aligned to four bytes. */
export const VNET_HEADER_SIZE = 12

export const VNET_NEEDS_CHECKSUM = 1

export const GSO = { none: 0, tcp4: 1, tcp6: 4, udp: 5, ecn: 0x80 } as const

export interface VnetHeader {
  flags: number
  gsoType: number
  /** Payload bytes of each segment. */
  gsoSize: number
  /** Where the checksum begins to cover, from the start of the IP header. */
  checksumStart: number
  /** Where it is stored, from `checksumStart`. */
  checksumOffset: number
}

/** Reads the header at the start of `bytes` into `header`, because this runs for every read. */
export function readVnetHeader(bytes: Uint8Array, header: VnetHeader): void {
  header.flags = bytes[0]
  header.gsoType = bytes[1]
  header.gsoSize = bytes[4] | (bytes[5] << 8)
  header.checksumStart = bytes[6] | (bytes[7] << 8)
  header.checksumOffset = bytes[8] | (bytes[9] << 8)
}

/** How many packets a write stands for: one, or what the kernel would cut it into. */
export function packetsIn(bytes: Uint8Array, start: number, end: number): number {
  const gsoSize = bytes[start + 4] | (bytes[start + 5] << 8)
  if (gsoSize === 0) return 1
  const headerLength = bytes[start + 2] | (bytes[start + 3] << 8)
  return Math.ceil((end - start - VNET_HEADER_SIZE - headerLength) / gsoSize)
}

/** Writes the header for a super-packet whose headers take `headerLength` bytes, and whose checksum is to be finished. */
export function writeVnetHeader(
  bytes: Uint8Array,
  header: Omit<VnetHeader, 'flags'> & { headerLength: number },
): void {
  const { gsoType, headerLength, gsoSize, checksumStart, checksumOffset } = header
  bytes[0] = VNET_NEEDS_CHECKSUM
  bytes[1] = gsoType
  bytes[2] = headerLength
  bytes[3] = headerLength >>> 8
  bytes[4] = gsoSize
  bytes[5] = gsoSize >>> 8
  bytes[6] = checksumStart
  bytes[7] = checksumStart >>> 8
  bytes[8] = checksumOffset
  bytes[9] = 0
  bytes[10] = 0
  bytes[11] = 0
}

export const TCP_CHECKSUM_OFFSET = 16
export const UDP_CHECKSUM_OFFSET = 6

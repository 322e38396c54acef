import { KernelMemory, type PacketMemory, PLAIN_MEMORY } from '../../packet-memory.ts'
import { Coalescer } from '../coalescer.ts'
import { Segmenter } from '../segmenter.ts'
import { VNET_HEADER_SIZE } from '../vnet-header.ts'

/** For tests: both ways of doing it, which must not differ. */
export const MEMORIES: readonly (readonly [string, PacketMemory])[] = [
  ['compiled', new KernelMemory(4 * 1024 * 1024)],
  ['plain', PLAIN_MEMORY],
]

const UNTOUCHED = 0xee

/** One turn: what the device gets for these packets, each write with its vnet header in front. */
export function turn(memory: PacketMemory, packets: readonly Uint8Array[]): Uint8Array[] {
  const writes: Uint8Array[] = []
  const coalescer = new Coalescer((bytes, start, end) => writes.push(bytes.slice(start, end)), memory)
  const buffer = memory.allocate(70_000)
  for (const packet of packets) {
    // Neighbours on both sides show code that leaves its span.
    buffer.fill(UNTOUCHED, 0, packet.length + 16)
    buffer.set(packet, 8)
    coalescer.add(buffer, 8, 8 + packet.length)
  }
  coalescer.flush()
  coalescer.close()
  memory.release(buffer)
  return writes
}

/** The fields of `struct virtio_net_hdr` that say what is left to do; those left out mean a finished packet. */
export interface Offload {
  flags?: number
  gsoType?: number
  gsoSize?: number
  checksumStart?: number
  checksumOffset?: number
}

/** What the kernel hands over: the header, written little-endian by hand, and the packet. */
export function handedOver(packet: Uint8Array, offload: Offload): Uint8Array {
  const { flags = 1, gsoType = 0, gsoSize = 0, checksumStart = 20, checksumOffset = 16 } = offload
  const bytes = new Uint8Array(VNET_HEADER_SIZE + packet.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, flags)
  view.setUint8(1, gsoType)
  view.setUint16(4, gsoSize, true)
  view.setUint16(6, checksumStart, true)
  view.setUint16(8, checksumOffset, true)
  bytes.set(packet, VNET_HEADER_SIZE)
  return bytes
}

/**
 * As the stack leaves a packet to the device: the checksum field holds the folded sum over the pseudo header alone. The
 * transport header is the first thing behind the IP header, and the addresses are those of the IP header, if not told.
 */
export function pseudoSummed(
  packet: Uint8Array,
  { start, addresses }: { start?: number; addresses?: Uint8Array } = {},
): Uint8Array {
  const isIpv4 = packet[0] >>> 4 === 4
  const at = start ?? (isIpv4 ? 20 : 40)
  const isUdp = packet[isIpv4 ? 9 : 6] === 17
  const length = packet.length - at
  const pseudo = [
    ...(addresses ?? (isIpv4 ? packet.subarray(12, 20) : packet.subarray(8, 40))),
    ...[0, isUdp ? 17 : 6, length >>> 8, length & 0xff],
  ]
  let sum = 0
  for (let i = 0; i < pseudo.length; i += 2) sum += pseudo[i] * 256 + pseudo[i + 1]
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  const unfinished = packet.slice()
  unfinished.set([sum >>> 8, sum & 0xff], at + (isUdp ? 6 : 16))
  return unfinished
}

/** The packets that something handed over, or written, stands for; undefined when it is refused as malformed. */
export function cut(memory: PacketMemory, bytes: Uint8Array): Uint8Array[] | undefined {
  const segmenter = new Segmenter(memory)
  segmenter.staging.set(bytes)
  const loaded = segmenter.load(bytes.length)
  const slab = memory.allocate(70_000)
  const packets: Uint8Array[] = []
  for (let length = segmenter.emit(slab, 8, 65_536); length > 0; length = segmenter.emit(slab, 8, 65_536)) {
    packets.push(slab.slice(8, 8 + length))
  }
  memory.release(slab)
  segmenter.close()
  return loaded ? packets : undefined
}

/** What was written in a turn, without the vnet headers. */
export function bare(writes: readonly Uint8Array[]): Uint8Array[] {
  return writes.map((write) => write.slice(VNET_HEADER_SIZE))
}

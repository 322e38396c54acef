import { type PacketMemory, PLAIN_MEMORY } from '../packet-memory.ts'
import { fold, storeChecksum, storeWord, sumBytes, wordOf } from './checksum.ts'
import { CUT, CUT_STATE_BYTES } from './cut-state.ts'
import {
  GSO,
  readVnetHeader,
  TCP_CHECKSUM_OFFSET,
  UDP_CHECKSUM_OFFSET,
  VNET_HEADER_SIZE,
  VNET_NEEDS_CHECKSUM,
  type VnetHeader,
} from './vnet-header.ts'

/** The largest thing that the kernel hands over: one vnet header and one super-packet. */
export const SUPER_PACKET_SIZE = VNET_HEADER_SIZE + 65_536

const IPV4_MINIMUM = 20
const IPV6_HEADER = 40
const UDP_HEADER = 8
const TCP_MINIMUM = 20
const TCP = { sequence: 4, offset: 12, flags: 13 } as const
const FLAG = { fin: 0x01, psh: 0x08, cwr: 0x80 } as const

/**
 * Cuts what a TUN device with offloads hands over into packets that fit the tunnel, and finishes their checksums, as
 * the kernel's software GSO does (Documentation/networking/segmentation-offloads.rst). Holds one super-packet at a
 * time: read into `staging`, `load`, then `emit` until it returns 0.
 */
export class Segmenter {
  readonly #memory: PacketMemory
  /** Where the device's read goes: the vnet header, then the packet. */
  readonly staging: Uint8Array
  readonly #vnet: VnetHeader = { flags: 0, gsoType: 0, gsoSize: 0, checksumStart: 0, checksumOffset: 0 }
  readonly #stateBuffer: Uint8Array
  readonly #state: Uint32Array
  /** Where the compiled loops find the state; negative when they cannot. */
  readonly #address: number
  /** False: it fits as it is. */
  #isSuper = false

  constructor(memory: PacketMemory = PLAIN_MEMORY) {
    this.#memory = memory
    this.staging = memory.allocate(SUPER_PACKET_SIZE)
    this.#stateBuffer = memory.allocate(CUT_STATE_BYTES)
    this.#state = new Uint32Array(this.#stateBuffer.buffer, this.#stateBuffer.byteOffset, CUT_STATE_BYTES / 4)
    this.#state.fill(0)
    const staging = memory.addressOf(this.staging)
    this.#address = staging < 0 ? -1 : memory.addressOf(this.#stateBuffer)
    if (staging >= 0) this.#state[CUT.staging] = staging
  }

  /** Gives the memory back. */
  close(): void {
    this.#memory.release(this.staging)
    this.#memory.release(this.#stateBuffer)
  }

  /** Takes `length` bytes that were read into `staging`. False: malformed, dropped. */
  load(length: number): boolean {
    this.#state[CUT.end] = length
    this.#state[CUT.at] = length
    if (length < VNET_HEADER_SIZE + IPV4_MINIMUM) return false
    readVnetHeader(this.staging, this.#vnet)
    this.#isSuper = (this.#vnet.gsoType & ~GSO.ecn) !== GSO.none
    const loaded = this.#isSuper ? this.#loadSuperPacket() : this.#loadWhole()
    if (!loaded) this.#state[CUT.at] = length
    return loaded
  }

  /** True when the super-packet is used up. */
  get done(): boolean {
    return this.#state[CUT.at] >= this.#state[CUT.end]
  }

  /**
   * Writes the next packet to `slab[at...]`; returns its length, 0 when done, -1 when `room` is too small for it. There
   * may be none at all: near a slab's end not even the packet's headroom fits, and `at` lies behind it.
   */
  emit(slab: Uint8Array, at: number, room: number): number {
    if (this.done) return 0
    if (room <= 0) return -1
    if (this.#isSuper && this.#address >= 0 && this.#memory.addressOf(slab) >= 0)
      return this.#memory.cut(this.#address, slab, at, room)
    const state = this.#state
    const payloadEnd = Math.min(state[CUT.at] + state[CUT.segmentSize], state[CUT.end])
    const headers = state[CUT.payload] - VNET_HEADER_SIZE
    const length = headers + payloadEnd - state[CUT.at]
    if (length > room) return -1
    const payloadSum = this.#memory.copyAndSum(this.staging, state[CUT.at], payloadEnd, slab, at + headers)
    if (this.#isSuper) {
      for (let i = 0; i < headers; i++) slab[at + i] = this.staging[VNET_HEADER_SIZE + i]
      this.#finishHeaders(slab, at, length, payloadEnd, payloadSum)
    }
    state[CUT.at] = payloadEnd
    state[CUT.index] += 1
    return length
  }

  /** A packet that needs no cutting: at most its checksum is missing. */
  #loadWhole(): boolean {
    const { flags, checksumStart, checksumOffset } = this.#vnet
    const end = this.#state[CUT.end]
    if ((flags & VNET_NEEDS_CHECKSUM) !== 0) {
      const start = VNET_HEADER_SIZE + checksumStart
      const field = start + checksumOffset
      if (field + 2 > end) return false
      // The field already holds the sum over the pseudo header, so it is summed along.
      const sum = this.#memory.sum(this.staging, start, end)
      storeChecksum(this.staging, field, sum)
      // RFC 768: a UDP checksum that comes out as zero is sent as all ones; zero would mean none.
      const isZero = this.staging[field] === 0 && this.staging[field + 1] === 0
      if (checksumOffset === UDP_CHECKSUM_OFFSET && isZero) storeWord(this.staging, field, 0xffff)
    }
    this.#state[CUT.at] = VNET_HEADER_SIZE
    this.#state[CUT.payload] = VNET_HEADER_SIZE
    this.#state[CUT.segmentSize] = end
    return true
  }

  #loadSuperPacket(): boolean {
    const { gsoType, gsoSize, checksumStart } = this.#vnet
    const bytes = this.staging
    const state = this.#state
    const end = state[CUT.end]
    const kind = gsoType & ~GSO.ecn
    const isTcp = kind === GSO.tcp4 || kind === GSO.tcp6
    if ((!isTcp && kind !== GSO.udp) || gsoSize === 0) return false
    const isIpv6 = bytes[VNET_HEADER_SIZE] >>> 4 === 6
    const transport = VNET_HEADER_SIZE + checksumStart
    const minimum = isTcp ? TCP_MINIMUM : UDP_HEADER
    const ipHeader = isIpv6 ? IPV6_HEADER : IPV4_MINIMUM
    if (checksumStart < ipHeader || transport + minimum > end) return false
    const transportLength = isTcp ? (bytes[transport + TCP.offset] >>> 4) * 4 : UDP_HEADER
    const payload = transport + transportLength
    if (transportLength < minimum || payload >= end) return false
    state[CUT.isTcp] = isTcp ? 1 : 0
    state[CUT.isIpv6] = isIpv6 ? 1 : 0
    state[CUT.transport] = transport
    state[CUT.payload] = payload
    state[CUT.segmentSize] = gsoSize
    state[CUT.at] = payload
    state[CUT.index] = 0
    this.#prepareSums()
    return true
  }

  /** Sums up everything that all segments share, so that each adds only its own fields. */
  #prepareSums(): void {
    const bytes = this.staging
    const state = this.#state
    const ip = VNET_HEADER_SIZE
    const transport = state[CUT.transport]
    const isIpv6 = state[CUT.isIpv6] !== 0
    const isTcp = state[CUT.isTcp] !== 0
    if (!isIpv6) {
      state[CUT.identification] = (bytes[ip + 4] << 8) | bytes[ip + 5]
      bytes.fill(0, ip + 2, ip + 6)
      bytes.fill(0, ip + 10, ip + 12)
      state[CUT.ipSum] = sumBytes(bytes, ip, transport)
    }
    // The kernel left the sum over the pseudo header of the whole here. Its addresses need not be those of the IP
    // header, because a routing header keeps the last one. Adding the complement takes the length out again.
    const field = transport + (isTcp ? TCP_CHECKSUM_OFFSET : UDP_CHECKSUM_OFFSET)
    const length = wordOf(state[CUT.end] - transport)
    const pseudo = (bytes[field] | (bytes[field + 1] << 8)) + (~length & 0xffff)
    if (isTcp) {
      state[CUT.sequence] =
        ((bytes[transport + TCP.sequence] << 24) |
          (bytes[transport + TCP.sequence + 1] << 16) |
          (bytes[transport + TCP.sequence + 2] << 8) |
          bytes[transport + TCP.sequence + 3]) >>>
        0
      state[CUT.flags] = bytes[transport + TCP.flags]
      bytes.fill(0, transport + TCP.sequence, transport + TCP.sequence + 4)
      bytes[transport + TCP.flags] = 0
      bytes.fill(0, field, field + 2)
    } else {
      bytes.fill(0, transport + 4, transport + UDP_HEADER)
    }
    state[CUT.transportSum] = pseudo + sumBytes(bytes, transport, state[CUT.payload])
  }

  #finishHeaders(slab: Uint8Array, at: number, length: number, payloadEnd: number, payloadSum: number): void {
    const state = this.#state
    const transport = at + state[CUT.transport] - VNET_HEADER_SIZE
    if (state[CUT.isIpv6] !== 0) {
      storeWord(slab, at + 4, wordOf(length - IPV6_HEADER))
    } else {
      // Each segment is a datagram of its own and counts on (the kernel does the same in inet_gso_segment).
      const identification = (state[CUT.identification] + state[CUT.index]) & 0xffff
      storeWord(slab, at + 2, wordOf(length))
      storeWord(slab, at + 4, wordOf(identification))
      storeChecksum(slab, at + 10, state[CUT.ipSum] + wordOf(length) + wordOf(identification))
    }
    const transportLength = length - (state[CUT.transport] - VNET_HEADER_SIZE)
    const sum = state[CUT.transportSum] + wordOf(transportLength) + payloadSum
    if (state[CUT.isTcp] !== 0) this.#finishTcp(slab, transport, payloadEnd, sum)
    else this.#finishUdp(slab, transport, transportLength, sum)
  }

  #finishTcp(slab: Uint8Array, transport: number, payloadEnd: number, sum: number): void {
    const state = this.#state
    const sequence = (state[CUT.sequence] + (state[CUT.at] - state[CUT.payload])) >>> 0
    let flags = state[CUT.flags]
    // PSH and FIN belong to the end of the data, CWR to its beginning (RFC 3168 section 6.1.2).
    if (payloadEnd < state[CUT.end]) flags &= ~(FLAG.fin | FLAG.psh)
    if (state[CUT.index] > 0) flags &= ~FLAG.cwr
    const high = sequence >>> 16
    const low = sequence & 0xffff
    storeWord(slab, transport + TCP.sequence, wordOf(high))
    storeWord(slab, transport + TCP.sequence + 2, wordOf(low))
    slab[transport + TCP.flags] = flags
    storeChecksum(slab, transport + TCP_CHECKSUM_OFFSET, sum + wordOf(high) + wordOf(low) + (flags << 8))
  }

  #finishUdp(slab: Uint8Array, transport: number, length: number, sum: number): void {
    storeWord(slab, transport + 4, wordOf(length))
    const checksum = ~fold(sum + wordOf(length)) & 0xffff
    storeWord(slab, transport + UDP_CHECKSUM_OFFSET, checksum === 0 ? 0xffff : checksum)
  }
}

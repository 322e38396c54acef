import { type PacketMemory, PLAIN_MEMORY } from '../packet-memory.ts'
import { fold, storeWord, sumBytes, wordOf } from './checksum.ts'
import type { DeviceWrite } from './coalescer.ts'
import {
  continuesIdentification,
  finishIpHeader,
  hasSameIpHeader,
  IP_PROTOCOL,
  isSameFlow,
  MAX_PACKET,
  pseudoSum,
  readU16,
  transportOffset,
} from './gathered-headers.ts'
import { Gathering, STEP_UNKNOWN } from './gathering.ts'
import { GSO, UDP_CHECKSUM_OFFSET, VNET_HEADER_SIZE, writeVnetHeader } from './vnet-header.ts'

/** Flows that are gathered side by side: downloads by QUIC, a game, a call. */
const FLOWS = 4

/** UDP_GRO_CNT_MAX of the kernel, because many small datagrams take more of its memory than they are long. */
const MAX_DATAGRAMS = 64

const UDP_HEADER = 8

/**
 * VXLAN (4789; 8472 on Linux) and Geneve, which kernels before 6.8.5 lose when they come joined (tailscale issue 11026): such
 * tunnels inside of this one are rare, and finding out why they fail is not.
 */
const TUNNEL_PORTS: readonly number[] = [4789, 8472, 6081]

/**
 * Joins consecutive datagrams of one flow into a super-packet, as the kernel's GRO does (net/ipv4/udp_offload.c), so that
 * the device is entered once for many. Programs do not see it: the kernel cuts the super-packet into the same datagrams
 * before they reach a socket, but for one that asked for UDP_GRO. Only for kernels that know of USO (Linux 6.2).
 */
export class DatagramCoalescer {
  readonly #write: DeviceWrite
  readonly #memory: PacketMemory
  readonly #gatherings: Gathering[] = []
  #active = 0

  constructor(write: DeviceWrite, memory: PacketMemory = PLAIN_MEMORY) {
    this.#write = write
    this.#memory = memory
    for (let i = 0; i < FLOWS; i++) {
      this.#gatherings.push(new Gathering(memory, VNET_HEADER_SIZE + MAX_PACKET))
    }
  }

  /** Gives the memory back; what is gathered is lost. */
  close(): void {
    for (const slot of this.#gatherings.splice(0)) slot.release()
    this.#active = 0
  }

  /** One IP packet. False when somebody else has to write it, at once, so that it keeps its place in its flow. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start + (bytes[start] >>> 4 === 4 ? 9 : 6)] !== IP_PROTOCOL.udp) return false
    const transport = transportOffset(bytes, start, end, IP_PROTOCOL.udp, UDP_HEADER)
    if (transport === 0) {
      // Of a fragment nobody knows the flow.
      this.flush()
      return false
    }
    const slot = this.#find(bytes, start, transport)
    const joinable = isJoinable(bytes, start + transport, end)
    if (joinable && slot !== undefined && this.#join(slot, bytes, start, end)) return true
    if (slot !== undefined) this.#hand(slot)
    return joinable && this.#begin(bytes, start, transport, end)
  }

  /** Ends the turn: hands over everything that is gathered. */
  flush(): void {
    for (let i = 0; this.#active > 0 && i < FLOWS; i++) {
      if (this.#gatherings[i].segments > 0) this.#hand(this.#gatherings[i])
    }
  }

  #find(bytes: Uint8Array, start: number, transport: number): Gathering | undefined {
    if (this.#active === 0) return undefined
    for (const slot of this.#gatherings) {
      if (slot.segments > 0 && isSameFlow(slot, bytes, start, transport)) return slot
    }
    return undefined
  }

  /** Gathers a flow's first datagram. False when it is damaged: the receiver's stack must see that itself. */
  #begin(bytes: Uint8Array, start: number, transport: number, end: number): boolean {
    const slot = this.#gatherings.find(({ segments }) => segments === 0) ?? this.#evict()
    slot.isIpv6 = bytes[start] >>> 4 === 6
    slot.transport = VNET_HEADER_SIZE + transport
    slot.payload = slot.transport + UDP_HEADER
    slot.end = VNET_HEADER_SIZE + end - start
    this.#memory.copyAndSum(bytes, start, start + transport, slot.bytes, VNET_HEADER_SIZE)
    const sum = this.#memory.copyAndSum(bytes, start + transport, end, slot.bytes, slot.transport)
    if (!this.#isSound(slot, sum, end - start - transport)) return false
    slot.segments = 1
    slot.segmentSize = slot.end - slot.payload
    slot.identification = slot.isIpv6 ? 0 : readU16(bytes, start + 4)
    slot.identificationStep = STEP_UNKNOWN
    this.#active += 1
    return true
  }

  /** Appends a datagram to its flow's super-packet, when that changes nothing that the receiver could tell. */
  #join(slot: Gathering, bytes: Uint8Array, start: number, end: number): boolean {
    const transport = start + slot.transport - VNET_HEADER_SIZE
    const payload = transport + UDP_HEADER
    const length = end - payload
    if (length > slot.segmentSize || slot.end + length - VNET_HEADER_SIZE > MAX_PACKET) return false
    if (!hasSameIpHeader(slot, bytes, start) || !continuesIdentification(slot, bytes, start)) return false
    const payloadSum = this.#memory.copyAndSum(bytes, payload, end, slot.bytes, slot.end)
    const sum = sumBytes(bytes, transport, payload) + payloadSum
    if (!this.#isSound(slot, sum, end - transport)) return false
    slot.end += length
    slot.segments += 1
    // A shorter datagram can only be the last.
    if (length < slot.segmentSize || slot.segments === MAX_DATAGRAMS) this.#hand(slot)
    return true
  }

  #isSound(slot: Gathering, sum: number, length: number): boolean {
    return fold(sum + pseudoSum(slot, IP_PROTOCOL.udp, length)) === 0xffff
  }

  #hand(slot: Gathering): void {
    const { bytes, segments, segmentSize, transport, payload, end } = slot
    slot.segments = 0
    this.#active -= 1
    if (segments === 1) {
      bytes.fill(0, 0, VNET_HEADER_SIZE)
    } else {
      finishIpHeader(slot)
      storeWord(bytes, transport + 4, wordOf(end - transport))
      const sum = pseudoSum(slot, IP_PROTOCOL.udp, end - transport)
      storeWord(bytes, transport + UDP_CHECKSUM_OFFSET, fold(sum))
      writeVnetHeader(bytes, {
        gsoType: GSO.udp,
        headerLength: payload - VNET_HEADER_SIZE,
        gsoSize: segmentSize,
        checksumStart: transport - VNET_HEADER_SIZE,
        checksumOffset: UDP_CHECKSUM_OFFSET,
      })
    }
    this.#write(bytes, 0, end)
  }

  #evict(): Gathering {
    this.#hand(this.#gatherings[0])
    // The oldest goes first; what follows it moves up.
    this.#gatherings.push(...this.#gatherings.splice(0, 1))
    return this.#gatherings[FLOWS - 1]
  }
}

/**
 * A datagram with a payload, for no tunnel, of which the IP header and UDP's own say the same length, and with a checksum: without one
 * (RFC 768) it would come out of the cutting with one.
 */
function isJoinable(bytes: Uint8Array, transport: number, end: number): boolean {
  const length = end - transport
  if (length <= UDP_HEADER || readU16(bytes, transport + 4) !== length) return false
  if (TUNNEL_PORTS.includes(readU16(bytes, transport + 2))) return false
  return readU16(bytes, transport + UDP_CHECKSUM_OFFSET) !== 0
}

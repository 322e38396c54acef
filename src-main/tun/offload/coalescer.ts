import { APPENDED, type PacketMemory, PLAIN_MEMORY } from '../packet-memory.ts'
import { fold, storeWord, sumBytes } from './checksum.ts'
import {
  continuesIdentification,
  finishIpHeader,
  hasSameIpHeader,
  IP_PROTOCOL,
  isEqual,
  isSameFlow,
  MAX_PACKET,
  pseudoSum,
  readU16,
  transportOffset,
} from './gathered-headers.ts'
import { Gathering, STEP_UNKNOWN } from './gathering.ts'
import { GSO, TCP_CHECKSUM_OFFSET, VNET_HEADER_SIZE, writeVnetHeader } from './vnet-header.ts'

/** Flows that are gathered side by side; more only matter when more than that many bulk downloads share one chunk. */
const FLOWS = 8

const TCP_MINIMUM = 20
const FLAG = { psh: 0x08, ack: 0x10 } as const

/** Takes one packet for the device, its vnet header in front: `bytes[start, end)`. */
export type DeviceWrite = (bytes: Uint8Array, start: number, end: number) => void

/**
 * Joins consecutive TCP segments of one flow into super-packets, as the kernel's GRO does (net/ipv4/tcp_offload.c), so
 * that the device and the stack behind it are entered once for many packets. Segments are joined only within one turn:
 * `flush` ends it, and nothing waits for a packet that may not come.
 */
export class Coalescer {
  readonly #write: DeviceWrite
  readonly #gatherings: Gathering[] = []
  readonly #memory: PacketMemory
  readonly #single = new Uint8Array(VNET_HEADER_SIZE + MAX_PACKET)
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

  /** One IP packet. It is copied or written before the call returns. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.#active > 0 && this.#append(bytes, start, end)) return
    const transport = transportOffset(bytes, start, end, IP_PROTOCOL.tcp, TCP_MINIMUM)
    if (transport === 0) {
      this.writeSingle(bytes, start, end)
      return
    }
    const slot = this.#find(bytes, start, transport)
    const payload = start + transport + (bytes[start + transport + 12] >>> 4) * 4
    const joinable = isPlainData(bytes, start + transport, payload, end)
    if (joinable && slot !== undefined && this.#join(slot, bytes, start, payload, end)) return
    // Nothing of a flow may overtake what is gathered of it.
    if (slot !== undefined) this.#hand(slot)
    if (!joinable || !this.#begin(bytes, start, transport, payload, end)) this.writeSingle(bytes, start, end)
  }

  /** One IP packet, as it is and at once. */
  writeSingle(bytes: Uint8Array, start: number, end: number): void {
    this.#single.set(bytes.subarray(start, end), VNET_HEADER_SIZE)
    this.#write(this.#single, 0, VNET_HEADER_SIZE + end - start)
  }

  /** The common case, compiled: the next segment of a flow that is being gathered. */
  #append(bytes: Uint8Array, start: number, end: number): boolean {
    for (const slot of this.#gatherings) {
      if (slot.segments === 0 || slot.address < 0) continue
      const appended = this.#memory.append(slot.address, bytes, start, end)
      if (appended === APPENDED.no) continue
      if (appended === APPENDED.last) this.#hand(slot)
      return true
    }
    return false
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

  /** Gathers a flow's first segment. False when it is damaged: the receiver's stack must see that itself. */
  #begin(bytes: Uint8Array, start: number, transport: number, payload: number, end: number): boolean {
    const slot = this.#gatherings.find(({ segments }) => segments === 0) ?? this.#evict()
    const headers = transport + TCP_MINIMUM
    slot.bytes.set(bytes.subarray(start, start + headers), VNET_HEADER_SIZE)
    const rest = VNET_HEADER_SIZE + headers
    const restSum = this.#memory.copyAndSum(bytes, start + headers, end, slot.bytes, rest)
    slot.end = VNET_HEADER_SIZE + end - start
    slot.isIpv6 = bytes[start] >>> 4 === 6
    slot.transport = VNET_HEADER_SIZE + transport
    slot.payload = VNET_HEADER_SIZE + payload - start
    const sum =
      sumBytes(slot.bytes, slot.transport, rest) +
      restSum +
      pseudoSum(slot, IP_PROTOCOL.tcp, slot.end - slot.transport)
    if (fold(sum) !== 0xffff) return false
    slot.segments = 1
    slot.segmentSize = end - payload
    slot.nextSequence = (readU32(bytes, start + transport + 4) + slot.segmentSize) >>> 0
    slot.identification = slot.isIpv6 ? 0 : readU16(bytes, start + 4)
    slot.identificationStep = STEP_UNKNOWN
    this.#active += 1
    if ((bytes[start + transport + 13] & FLAG.psh) !== 0) this.#hand(slot)
    return true
  }

  /** Appends a segment to its flow's super-packet, when that changes nothing that the receiver could tell. */
  #join(slot: Gathering, bytes: Uint8Array, start: number, payload: number, end: number): boolean {
    const length = end - payload
    const transport = start + slot.transport - VNET_HEADER_SIZE
    if (payload - start !== slot.payload - VNET_HEADER_SIZE) return false
    if (length > slot.segmentSize || slot.end + length - VNET_HEADER_SIZE > MAX_PACKET) return false
    if (readU32(bytes, transport + 4) !== slot.nextSequence) return false
    if (!hasSameHeaders(slot, bytes, start, payload) || !continuesIdentification(slot, bytes, start))
      return false

    const payloadSum = this.#memory.copyAndSum(bytes, payload, end, slot.bytes, slot.end)
    const sum =
      sumBytes(bytes, transport, payload) + payloadSum + pseudoSum(slot, IP_PROTOCOL.tcp, end - transport)
    if (fold(sum) !== 0xffff) return false
    slot.end += length
    slot.segments += 1
    slot.nextSequence = (slot.nextSequence + length) >>> 0
    const push = bytes[transport + 13] & FLAG.psh
    slot.bytes[slot.transport + 13] |= push
    // A shorter segment can only be the last, and PSH asks for delivery now.
    if (push !== 0 || length < slot.segmentSize) this.#hand(slot)
    return true
  }

  #hand(slot: Gathering): void {
    const { bytes, segments, transport, payload, end } = slot
    slot.segments = 0
    this.#active -= 1
    if (segments === 1) {
      bytes.fill(0, 0, VNET_HEADER_SIZE)
    } else {
      finishIpHeader(slot)
      storeWord(
        bytes,
        transport + TCP_CHECKSUM_OFFSET,
        fold(pseudoSum(slot, IP_PROTOCOL.tcp, end - transport)),
      )
      writeVnetHeader(bytes, {
        gsoType: slot.isIpv6 ? GSO.tcp6 : GSO.tcp4,
        headerLength: payload - VNET_HEADER_SIZE,
        gsoSize: slot.segmentSize,
        checksumStart: transport - VNET_HEADER_SIZE,
        checksumOffset: TCP_CHECKSUM_OFFSET,
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

/** Data with nothing but ACK and perhaps PSH: SYN, FIN, RST, URG and the ECN flags all mean something at their place. */
function isPlainData(bytes: Uint8Array, transport: number, payload: number, end: number): boolean {
  if (payload - transport < TCP_MINIMUM || payload >= end) return false
  return (bytes[transport + 13] & ~FLAG.psh) === FLAG.ack
}

/** Everything that a receiver sees of the headers but length, identification, checksums, sequence and PSH. */
function hasSameHeaders(slot: Gathering, bytes: Uint8Array, start: number, payload: number): boolean {
  if (!hasSameIpHeader(slot, bytes, start)) return false
  const own = slot.bytes
  const theirs = start + slot.transport - VNET_HEADER_SIZE
  // Acknowledgement and data offset; window; urgent pointer and options.
  if (!isEqual(own, slot.transport + 8, bytes, theirs + 8, 5)) return false
  if (!isEqual(own, slot.transport + 14, bytes, theirs + 14, 2)) return false
  return isEqual(own, slot.transport + 18, bytes, theirs + 18, payload - theirs - 18)
}

function readU32(bytes: Uint8Array, offset: number): number {
  return ((readU16(bytes, offset) << 16) | readU16(bytes, offset + 2)) >>> 0
}

import { DATA_HEADROOM } from '../../protocol/sstp/data-header.ts'
import { Codel } from './codel.ts'
import { markCongestion } from './congestion-mark.ts'
import { flowHash } from './flow-hash.ts'
import { emptyLine, type PacketLine, PacketSlots } from './packet-slots.ts'

/** Caps: what waits is at most so much, whoever sends it. Half a second at 24 Mbit/s. */
export const QUEUE_LIMITS = { packets: 1024, bytes: 1536 * 1024 } as const

/** Lines that conversations are spread over; two that meet in one share its turn. RFC 8290 section 4.1.1 has as many. */
const FLOWS = 1024

/** One conversation, or several that hash alike. */
interface Flow {
  readonly line: PacketLine
  readonly codel: Codel
  bytes: number
  /** What it may still send in this round. */
  deficit: number
  waiting: boolean
}

/**
 * FlowQueue-CoDel (RFC 8290): packets that wait for a slow line, each conversation in a line of its own. The lines take
 * turns of one long packet; one that has just begun, or that sends less than its share, goes first. So a ping passes a
 * bulk transfer without anybody saying which is which. Within a line CoDel keeps the delay low. No clock of its own.
 */
export class FairQueue {
  readonly #slots: PacketSlots
  readonly #quantum: number
  readonly #seed: number
  readonly #flows: (Flow | undefined)[] = new Array(FLOWS)
  #fresh: Flow[] = []
  #others: Flow[] = []
  #bytes = 0
  #dropped = 0
  #droppedBytes = 0
  #marked = 0

  /** `longest` is that of a packet with the tunnel's headers; `seed` is any number that others cannot guess. */
  constructor(longest: number, seed: number) {
    const count = Math.min(QUEUE_LIMITS.packets, Math.floor(QUEUE_LIMITS.bytes / longest))
    this.#slots = new PacketSlots(count, longest)
    this.#quantum = longest
    this.#seed = seed
  }

  /** Packets that wait. */
  get length(): number {
    return this.#slots.used
  }

  /** Bytes that wait, with headers. */
  get bytes(): number {
    return this.#bytes
  }

  get dropped(): number {
    return this.#dropped
  }

  get droppedBytes(): number {
    return this.#droppedBytes
  }

  get marked(): number {
    return this.#marked
  }

  /**
   * Copies a packet with its `DATA_HEADROOM` bytes of headers into the queue. When the queue is full, the oldest packet of
   * the conversation that has most goes: that is the one to slow down, and it hears of it soonest that way.
   */
  push(bytes: Uint8Array, start: number, end: number, now: number): void {
    if (this.#slots.isFull) this.#drop(this.#fattest())
    const index = flowHash(bytes, start + DATA_HEADROOM, end, this.#seed) % FLOWS
    this.#flows[index] ??= { line: emptyLine(), codel: new Codel(), bytes: 0, deficit: 0, waiting: false }
    const flow = this.#flows[index]
    this.#slots.push(flow.line, bytes, start, end, now)
    flow.bytes += end - start
    this.#bytes += end - start
    if (flow.waiting) return
    flow.waiting = true
    flow.deficit = this.#quantum
    this.#fresh.push(flow)
  }

  /** Moves the packet whose turn it is to `target[at...]`, which must have room; its length, or 0 when nothing waits. */
  pull(target: Uint8Array, at: number, now: number): number {
    for (;;) {
      const flow = this.#fresh[0] ?? this.#others[0]
      if (flow === undefined) return 0
      if (flow.deficit <= 0) {
        flow.deficit += this.#quantum
        this.#toTheEnd()
        continue
      }
      const length = this.#take(flow, target, at, now)
      if (length > 0) {
        flow.deficit -= length
        return length
      }
      // An empty one that was fresh goes round once more, or it would be fresh again with its next packet, always.
      if (this.#fresh.length > 0 && this.#others.length > 0) this.#toTheEnd()
      else this.#leave(flow)
    }
  }

  /** The next packet of a conversation that CoDel lets pass; 0 when it has none left. */
  #take(flow: Flow, target: Uint8Array, at: number, now: number): number {
    const { line, codel } = flow
    const slots = this.#slots
    while (!slots.isEmpty(line)) {
      const start = slots.offsetOf(line)
      const length = slots.lengthOf(line)
      const isShort = flow.bytes - length <= this.#quantum
      const late = codel.isTooLate(now, now - slots.arrivalOf(line), isShort)
      if (late && !this.#mark(start, length)) {
        this.#drop(flow)
        continue
      }
      target.set(slots.bytes.subarray(start, start + length), at)
      this.#forget(flow, length)
      return length
    }
    return 0
  }

  #mark(start: number, length: number): boolean {
    const marked = markCongestion(this.#slots.bytes, start + DATA_HEADROOM, start + length)
    if (marked) this.#marked += 1
    return marked
  }

  #drop(flow: Flow): void {
    const length = this.#slots.lengthOf(flow.line)
    this.#forget(flow, length)
    this.#dropped += 1
    this.#droppedBytes += length
  }

  #forget(flow: Flow, length: number): void {
    this.#slots.shift(flow.line)
    flow.bytes -= length
    this.#bytes -= length
  }

  #fattest(): Flow {
    let fattest: Flow | undefined
    for (const flow of this.#fresh) if (flow.bytes > (fattest?.bytes ?? 0)) fattest = flow
    for (const flow of this.#others) if (flow.bytes > (fattest?.bytes ?? 0)) fattest = flow
    if (fattest === undefined) throw new Error('a full queue without a conversation in it')
    return fattest
  }

  /** The conversation at the front has had its turn. */
  #toTheEnd(): void {
    const flow = this.#fresh.shift() ?? this.#others.shift()
    if (flow !== undefined) this.#others.push(flow)
  }

  #leave(flow: Flow): void {
    flow.waiting = false
    if (this.#fresh[0] === flow) this.#fresh.shift()
    else this.#others.shift()
  }
}

import { DATA_HEADROOM } from '../../protocol/sstp/data-header.ts'
import { FairQueue } from './fair-queue.ts'
import { WriteBudget } from './write-budget.ts'

/**
 * What stands between device and socket while the line is slow: packets wait in a fair queue, and the socket gets so few
 * at a time that the order is decided as late as possible. Once the line is found quick and the queue is empty it is out
 * of the way. It begins in the way, because nothing is known about a new line. Bytes and time in, bytes out.
 */
export class ManagedEgress {
  readonly #budget = new WriteBudget()
  readonly #seed: number
  #longest = 0
  #queue: FairQueue | undefined
  #dropped = 0
  #droppedBytes = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** The longest packet of the tunnel. What waits under other limits is given up: the link was renegotiated. */
  setLongest(mtu: number): void {
    if (mtu === this.#longest) return
    this.#longest = mtu
    this.#dropped += (this.#queue?.dropped ?? 0) + (this.#queue?.length ?? 0)
    this.#droppedBytes += (this.#queue?.droppedBytes ?? 0) + (this.#queue?.bytes ?? 0)
    this.#queue = new FairQueue(mtu + DATA_HEADROOM, this.#seed)
  }

  /** True while packets have to come through here, or they would overtake others of their conversation. */
  get isInTheWay(): boolean {
    return !this.#budget.isQuick || this.#waiting > 0
  }

  /** True while nothing should be added, because the line is quick and what still waits goes first. */
  get isLeaving(): boolean {
    return this.#budget.isQuick && this.#waiting > 0
  }

  /** How much of what was written the kernel may keep without having sent it. */
  get unsentBytes(): number {
    return this.#budget.unsentBytes
  }

  /** Packets and bytes that came in and have not come out: they wait, or are lost. */
  get withheld(): { dropped: number; packets: number; bytes: number } {
    const dropped = this.#dropped + (this.#queue?.dropped ?? 0)
    const bytes = this.#droppedBytes + (this.#queue?.droppedBytes ?? 0) + (this.#queue?.bytes ?? 0)
    return { dropped, packets: dropped + this.#waiting, bytes }
  }

  /** Takes finished SSTP data packets, back to back: `run[0...length]`. */
  push(run: Uint8Array, length: number, now: number): void {
    for (let at = 0; at < length; ) {
      // MS-SSTP section 2.2.1: the length of the whole packet stands in its header.
      const end = at + ((run[at + 2] << 8) | run[at + 3])
      this.#queue?.push(run, at, end, now)
      at = end
    }
  }

  /** Fills `slab` with what the socket should get next; returns its length, 0 when nothing waits. */
  pull(slab: Uint8Array, now: number): number {
    const enough = Math.min(this.#budget.bytes, slab.length - this.#longest - DATA_HEADROOM)
    let at = 0
    while (at < enough) {
      const length = this.#queue?.pull(slab, at, now) ?? 0
      if (length === 0) break
      at += length
    }
    return at
  }

  /** The socket took so many bytes, `elapsedMs` after it was given them. */
  handleWritten(length: number, elapsedMs: number): void {
    this.#budget.handleWritten(length, elapsedMs)
  }

  get #waiting(): number {
    return this.#queue?.length ?? 0
  }
}

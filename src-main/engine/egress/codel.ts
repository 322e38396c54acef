/**
 * How long a packet may wait without harm, and for how long it must have been longer before anything is done: the
 * recommendations of RFC 8289 sections 4.2 and 4.3, for round trips up to some hundred milliseconds.
 */
export const CODEL = { targetMs: 5, intervalMs: 100 } as const

/** How long a finished episode is remembered, in intervals, so that the next one goes on where it stopped. */
const MEMORY_INTERVALS = 16

/**
 * Controlled delay (RFC 8289), the state of one queue. A queue that absorbs bursts is good, one that never empties only
 * adds delay: when packets have waited longer than the target for a whole interval, one is given up, then another after
 * ever shorter times, until the senders have slowed down.
 */
export class Codel {
  /** When packets will have been late for an interval; undefined while they are not. */
  #patienceEnds: number | undefined
  #dropping = false
  #nextDropAt = 0
  /** Packets given up in this episode, and what the count began with. */
  #count = 0
  #countAtStart = 0

  /**
   * Judges a packet that is taken from the front: true means that it is to be dropped, or marked. `waitedMs` is its own
   * time in the queue. When no more than one long packet is left behind it (`isShort`), the queue is as short as it can be,
   * however slow the line is.
   */
  isTooLate(now: number, waitedMs: number, isShort: boolean): boolean {
    if (!this.#isLate(now, waitedMs, isShort)) {
      this.#dropping = false
      return false
    }
    if (!this.#dropping) {
      this.#begin(now)
      return true
    }
    if (now < this.#nextDropAt) return false
    this.#count += 1
    this.#nextDropAt += this.#pause()
    return true
  }

  #isLate(now: number, waitedMs: number, isShort: boolean): boolean {
    if (waitedMs < CODEL.targetMs || isShort) {
      this.#patienceEnds = undefined
      return false
    }
    this.#patienceEnds ??= now + CODEL.intervalMs
    return now >= this.#patienceEnds
  }

  #begin(now: number): void {
    this.#dropping = true
    const recently = now - this.#nextDropAt < MEMORY_INTERVALS * CODEL.intervalMs
    const learned = this.#count - this.#countAtStart
    this.#count = recently && learned > 1 ? learned : 1
    this.#countAtStart = this.#count
    this.#nextDropAt = now + this.#pause()
  }

  /** The control law: throughput of TCP falls with the square root of its losses. */
  #pause(): number {
    return CODEL.intervalMs / Math.sqrt(this.#count)
  }
}

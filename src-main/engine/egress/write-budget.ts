/** A write may stand in the way of the next packet for so long. */
export const WRITE_MS = 10

/**
 * When a line takes as much at a time, it is quick (80 Mbit/s or more): there is nothing to manage. It is less than a slab
 * of the pump holds by more than one long packet, so that a write that reached its budget always fits.
 */
export const QUICK_BYTES = 96 * 1024

/** What a line is trusted with before anything is known about it: 10 ms at 13 Mbit/s. */
const FIRST_BYTES = 16 * 1024

/** One packet; a write never has less. */
const LEAST_BYTES = 1024

/** One late write is not proof of a slow line: a busy computer makes them late, too. */
const LARGEST_STEP_DOWN = 4

/** Limits for what the kernel holds unsent; measured, see docs/performance.md. */
const UNSENT = { least: 4 * 1024, most: 64 * 1024, quick: 128 * 1024 } as const

/**
 * How many bytes the socket gets at a time, so that they are out of its hands within `WRITE_MS`: what waits there waits in
 * the order of its arrival, what waits in front of it can be overtaken. It is found by trying. A full write that was taken
 * in half of the time doubles it; one that took longer brings it to what the line would have taken in time.
 */
export class WriteBudget {
  #bytes = FIRST_BYTES

  get bytes(): number {
    return this.#bytes
  }

  /** True when the line takes whatever it gets. */
  get isQuick(): boolean {
    return this.#bytes >= QUICK_BYTES
  }

  /**
   * How much the kernel should hold unsent: half of a write or more, so that the line never runs dry; at most one, so that
   * it stands in the way no longer. In powers of two, so that it seldom changes.
   */
  get unsentBytes(): number {
    if (this.isQuick) return UNSENT.quick
    let bytes: number = UNSENT.least
    while (bytes * 2 <= this.#bytes && bytes < UNSENT.most) bytes *= 2
    return bytes
  }

  /** The socket took a write of `length` bytes in `elapsedMs`. Only one that used up the budget can raise it. */
  handleWritten(length: number, elapsedMs: number): void {
    if (elapsedMs >= WRITE_MS) {
      const inTime = (length * WRITE_MS) / elapsedMs
      const bytes = Math.max(inTime, this.#bytes / LARGEST_STEP_DOWN, LEAST_BYTES)
      this.#bytes = Math.min(bytes, this.#bytes)
    } else if (length >= this.#bytes && elapsedMs < WRITE_MS / 2) {
      this.#bytes = Math.min(this.#bytes * 2, QUICK_BYTES)
    }
  }
}

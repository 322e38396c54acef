/** A write may stand in the way of the next packet for so long. */
export const WRITE_MS = 10

/** At this size a write carries everything that one turn reads: the line is quick, and there is nothing to manage. */
export const QUICK_BYTES = 128 * 1024

/** What a line is trusted with before anything is known about it: 10 ms at 13 Mbit/s. */
const FIRST_BYTES = 16 * 1024

/** One long packet; a write never has less. */
const LEAST_BYTES = 1024

/** One late write is not proof of a slow line: a busy computer makes them late, too. */
const LARGEST_STEP_DOWN = 4

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

  /** The socket took a write of `length` bytes in `elapsedMs`; `more` says that more would have gone with it. */
  handleWritten(length: number, elapsedMs: number, more: boolean): void {
    if (elapsedMs >= WRITE_MS) {
      const inTime = (length * WRITE_MS) / elapsedMs
      const bytes = Math.max(inTime, this.#bytes / LARGEST_STEP_DOWN, LEAST_BYTES)
      this.#bytes = Math.min(bytes, this.#bytes)
    } else if (more && elapsedMs < WRITE_MS / 2) {
      this.#bytes = Math.min(this.#bytes * 2, QUICK_BYTES)
    }
  }
}

/** Packets on the way at once, far more than any window of TCP here; more are lost, as on a full line. */
const MOST_PACKETS = 16_384

/**
 * A line that delivers packets in their order, each so many milliseconds after it was sent, except those that it loses.
 * Packets and time in, packets and the next deadline out.
 */
export class DelayLine {
  readonly #random: () => number
  #waiting: { due: number; packet: Uint8Array }[] = []
  #delayMs = 0
  #loss = 0

  /** `random` gives numbers from 0 to 1. */
  constructor(random: () => number) {
    this.#random = random
  }

  /** From now on; what is on the way keeps its time. `loss` is a share of the packets. */
  set({ delayMs, loss }: { delayMs: number; loss: number }): void {
    this.#delayMs = delayMs
    this.#loss = loss
  }

  send(packet: Uint8Array, now: number): void {
    if (this.#random() < this.#loss || this.#waiting.length >= MOST_PACKETS) return
    const last = this.#waiting.at(-1)?.due ?? 0
    this.#waiting.push({ due: Math.max(now + this.#delayMs, last), packet })
  }

  /** The packets that have arrived by now. */
  arrived(now: number): Uint8Array[] {
    const pending = this.#waiting.findIndex(({ due }) => due > now)
    const count = pending < 0 ? this.#waiting.length : pending
    return this.#waiting.splice(0, count).map(({ packet }) => packet)
  }

  /** When the next packet arrives; undefined when none is on the way. */
  get nextArrival(): number | undefined {
    return this.#waiting[0]?.due
  }
}

/** Numbers from 0 to 1 that look random and are the same in every run (Marsaglia's xorshift32). */
export function repeatableRandom(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

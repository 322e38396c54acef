import { earlier } from '../../timer-table.ts'

/** For tests: numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One end of a wire. */
export interface WireEnd {
  handleFrame(frame: Uint8Array, now: number): void
  handleTimeout(now: number): void
  nextDeadline(): number | undefined
}

const LATENCY_MS = 20

/** Longer than any honest negotiation; a livelock fails instead of hanging. */
const MAX_STEPS = 2_000

/** For tests: joins two ends by a wire with latency and loss, on a virtual clock. */
export class LossyWire {
  now = 0
  readonly #inFlight: { to: WireEnd; frame: Uint8Array; at: number }[] = []
  readonly #random: () => number
  readonly #loss: number

  constructor({ seed, loss }: { seed: number; loss: number }) {
    this.#random = seededRandom(seed)
    this.#loss = loss
  }

  send(to: WireEnd, frame: Uint8Array): void {
    if (this.#random() >= this.#loss) this.#inFlight.push({ to, frame, at: this.now + LATENCY_MS })
  }

  /** Runs until nothing is due any more or the time is over; returns how many steps it took. */
  run(ends: readonly WireEnd[], forMs: number): number {
    const end = this.now + forMs
    for (let step = 0; step < MAX_STEPS; step++) {
      const due = ends.map((one) => one.nextDeadline()).reduce(earlier, this.#inFlight[0]?.at)
      if (due === undefined || due > end) return step
      this.now = Math.max(this.now, due)
      if (this.#inFlight[0]?.at === due) {
        const { to, frame } = this.#inFlight.splice(0, 1)[0]
        to.handleFrame(frame, this.now)
      } else {
        for (const one of ends) one.handleTimeout(this.now)
      }
    }
    throw new Error(`still busy after ${MAX_STEPS} steps`)
  }
}

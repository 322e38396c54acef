/**
 * A question that is asked inside the tunnel once the link is up. Like every machine: packets and time in, packets and
 * the next deadline out. It is over when there is an answer, or when nobody answered for long enough.
 */
export interface Inquiry {
  /** Whole IP packets to send into the tunnel. */
  pollTransmit(): Uint8Array | undefined
  /** Takes a packet that came out of the tunnel; false when it is nobody's answer, and belongs to the host. */
  handlePacket(packet: Uint8Array, now: number): boolean
  handleTimeout(now: number): void
  nextDeadline(): number | undefined
  readonly isOver: boolean
}

/**
 * When to ask again. Each pause is twice the one before: PPP drops packets that come while the server still sets up the
 * link, and later a second answer would only be noise.
 */
export class Repetition {
  readonly #attempts: number
  #pauseMs: number
  #sent = 0
  #deadline: number | undefined

  constructor({ attempts, pauseMs }: { attempts: number; pauseMs: number }) {
    this.#attempts = attempts
    this.#pauseMs = pauseMs
  }

  get deadline(): number | undefined {
    return this.#deadline
  }

  /** Notes that the question went out. */
  sent(now: number): void {
    this.#sent += 1
    this.#deadline = now + this.#pauseMs
    this.#pauseMs *= 2
  }

  /** What to do at this time: nothing yet, ask again, or give up. */
  due(now: number): 'wait' | 'again' | 'never' {
    if (this.#deadline === undefined || now < this.#deadline) return 'wait'
    return this.#sent < this.#attempts ? 'again' : 'never'
  }
}

/** Four questions, 15 s in all: longer than servers need that ask somebody else first. */
export const PATIENCE = { attempts: 4, pauseMs: 1_000 } as const

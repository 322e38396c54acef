/** What to do now: nothing, ask the peer for a sign of life, or give the peer up. */
export type HelloVerdict = 'wait' | 'ask' | 'give-up'

/**
 * The hello timer of MS-SSTP section 3.1.2.3. Anything that the peer sends counts as a sign of life, because SoftEther
 * never answers an echo request. `notePacket` runs for every chunk of data, so it only remembers the time; the
 * deadline catches up when it is due.
 */
export class Hello {
  readonly #intervalMs: number
  #lastPacket = 0
  #askedAt: number | undefined
  #deadline: number | undefined

  /** @param intervalMs silence until the question, and again until the peer is given up */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs
  }

  /** Silence after which the peer is given up. */
  get patienceMs(): number {
    return 2 * this.#intervalMs
  }

  start(now: number): void {
    this.#lastPacket = now
    this.#deadline = now + this.#intervalMs
  }

  stop(): void {
    this.#deadline = undefined
  }

  notePacket(now: number): void {
    this.#lastPacket = now
  }

  nextDeadline(): number | undefined {
    return this.#deadline
  }

  handleTimeout(now: number): HelloVerdict {
    if (this.#deadline === undefined || now < this.#deadline) return 'wait'
    const quietUntil = this.#lastPacket + this.#intervalMs
    if (quietUntil > now) {
      this.#deadline = quietUntil
      return 'wait'
    }
    const unanswered = this.#askedAt !== undefined && this.#lastPacket < this.#askedAt
    if (unanswered) {
      this.stop()
      return 'give-up'
    }
    this.#askedAt = now
    this.#deadline = now + this.#intervalMs
    return 'ask'
  }
}

export interface KeepaliveOptions {
  /** Milliseconds between LCP Echo-Requests. */
  intervalMs: number
  /** Echo-Requests without any sign of life after them before the link counts as dead. */
  maxUnanswered: number
}

/**
 * LCP echo (RFC 1661 section 5.8) as a means to notice a dead peer. Off unless asked for: SSTP has its own hello, and
 * not every server answers.
 */
export class Keepalive {
  readonly #options: KeepaliveOptions
  #unanswered = 0
  #deadline: number | undefined

  constructor(options: KeepaliveOptions) {
    this.#options = options
  }

  /** Seconds of silence after which the link counts as dead. */
  get seconds(): number {
    return (this.#options.intervalMs * (this.#options.maxUnanswered + 1)) / 1000
  }

  start(now: number): void {
    this.#unanswered = 0
    this.#deadline = now + this.#options.intervalMs
  }

  stop(): void {
    this.#deadline = undefined
  }

  noteSignOfLife(): void {
    this.#unanswered = 0
  }

  /** What to do now. */
  handleTimeout(now: number): 'nothing' | 'send-echo' | 'dead' {
    if (this.#deadline === undefined || now < this.#deadline) return 'nothing'
    if (this.#unanswered >= this.#options.maxUnanswered) {
      this.stop()
      return 'dead'
    }
    this.#unanswered += 1
    this.#deadline = now + this.#options.intervalMs
    return 'send-echo'
  }

  nextDeadline(): number | undefined {
    return this.#deadline
  }
}

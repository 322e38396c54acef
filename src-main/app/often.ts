/** Tells the occasional from the repeated: true from the `limit`th time within `windowMs` on. */
export class Often {
  readonly #limit: number
  readonly #windowMs: number
  #times: number[] = []

  constructor({ limit, windowMs }: { limit: number; windowMs: number }) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Counts one more at the time `now`, in milliseconds. */
  again(now: number): boolean {
    this.#times = [...this.#times, now].filter((time) => now - time < this.#windowMs).slice(-this.#limit)
    return this.#times.length >= this.#limit
  }
}

/** Milliseconds. */
const QUIET = 60
const LONGEST = 400

/**
 * Makes one call of a burst: when it has been quiet for a moment, or when it does not end. A change of network comes as
 * a dozen lines within a few milliseconds, and looking after each would see it half done.
 */
export class Debounce {
  readonly #call: () => void
  #timer: NodeJS.Timeout | undefined
  #since = 0

  constructor(call: () => void) {
    this.#call = call
  }

  poke(): void {
    const now = performance.now()
    if (this.#timer === undefined) this.#since = now
    clearTimeout(this.#timer)
    const wait = Math.max(0, Math.min(QUIET, this.#since + LONGEST - now))
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#call()
    }, wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

/** Hands inputs to whoever waits for them. What comes while nobody waits is kept by none: it is looked up again then. */
export class Inbox<Input> {
  #waiting: ((input: Input | undefined) => void) | undefined

  /** Resolves with the next input; with undefined after `ms`, if given, or when `signal` is aborted. */
  next(ms: number | undefined, signal: AbortSignal): Promise<Input | undefined> {
    return new Promise((resolve) => {
      const done = (input?: Input) => {
        clearTimeout(timer)
        this.#waiting = undefined
        signal.removeEventListener('abort', onAbort)
        resolve(input)
      }
      const onAbort = () => done()
      const timer = ms === undefined ? undefined : setTimeout(onAbort, ms)
      this.#waiting = done
      signal.addEventListener('abort', onAbort)
      if (signal.aborted) done()
    })
  }

  put(input: Input): void {
    this.#waiting?.(input)
  }
}

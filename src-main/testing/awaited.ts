/** How often the answer is looked for, in milliseconds. */
const LOOK_MS = 2

/** A promise for a machine that knows deadlines only: one at a time, looked at until it has settled. */
export class Awaited<Value> {
  #settled: Value | Error | undefined
  #lookAt: number | undefined

  get isBusy(): boolean {
    return this.#lookAt !== undefined
  }

  begin(promise: Promise<Value>, now: number): void {
    this.#lookAt = now
    promise.then(
      (value) => {
        this.#settled = value
      },
      (error: Error) => {
        this.#settled = error
      },
    )
  }

  /** What it came to, once. */
  take(now: number): Value | Error | undefined {
    if (this.#lookAt === undefined || now < this.#lookAt) return undefined
    const settled = this.#settled
    this.#lookAt = settled === undefined ? now + LOOK_MS : undefined
    this.#settled = undefined
    return settled
  }

  get deadline(): number | undefined {
    return this.#lookAt
  }
}

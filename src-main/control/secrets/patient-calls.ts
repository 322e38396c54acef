/** A call that takes longer waits for the user: keychains answer within milliseconds. */
const SLOW_MS = 1_000

/** The user was asked for something, and has not answered. */
export class OutOfPatience extends Error {}

/**
 * Makes calls that may wait for the user, one at a time, and waits for each of them only so long. A call that is given up
 * goes on in its thread, of which a process has few: until it ends, other calls are refused at once.
 */
export class PatientCalls {
  readonly #patienceMs: number
  #queue: Promise<unknown> = Promise.resolve()
  /** When the call began that has not ended yet. */
  #since: number | undefined
  #watchesExit = false

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs
  }

  /** Rejects with what `call` rejects with, or `OutOfPatience`. */
  make<Value>(call: () => Promise<Value>): Promise<Value> {
    const made = this.#queue.then(() => this.#inTime(call))
    this.#queue = made.catch(() => undefined)
    return made
  }

  async #inTime<Value>(call: () => Promise<Value>): Promise<Value> {
    if (this.#since !== undefined) throw new OutOfPatience()
    this.#watchExit()
    this.#since = performance.now()
    const answer = call().finally(() => {
      this.#since = undefined
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new OutOfPatience()), this.#patienceMs)
    })
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }

  /** The end of a process waits for its threads, and so for a dialog that nobody answers; a kill does not. */
  #watchExit(): void {
    if (this.#watchesExit) return
    this.#watchesExit = true
    process.on('exit', () => {
      if (this.#since !== undefined && performance.now() - this.#since > SLOW_MS) {
        process.kill(process.pid, 'SIGKILL')
      }
    })
  }
}

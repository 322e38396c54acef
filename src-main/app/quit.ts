import type { QuitStep } from './quit-policy.ts'

/** The network is restored within this time, or the helper does it after we are gone. */
export const QUIT_TIMEOUT_MS = 6000

export interface QuitHost {
  step(): QuitStep
  /** Shows the question in the window, or takes it away. */
  ask(open: boolean): void
  /** Puts the window away and lets everything run on. */
  keepRunning(): void
  remember(decision: 'stay-connected' | 'disconnect'): void
  /** Ends the tunnel, restores the network, and writes what is not written yet. */
  shutDown(): Promise<void>
  /** The end, now; or a new beginning with the given arguments. */
  exit(relaunch: Relaunch | undefined): void
  /** Something in shutting down went wrong or took too long; the program ends all the same. */
  onTrouble(text: string): void
}

export interface Relaunch {
  args: readonly string[]
}

/** The way out: one question while connected, then the tunnel, then the program. */
export class Quit {
  readonly #host: QuitHost
  #leaving: Promise<void> | undefined

  constructor(host: QuitHost) {
    this.#host = host
  }

  /** True once nothing is asked any more; windows then close for good. */
  get leaving(): boolean {
    return this.#leaving !== undefined
  }

  /** The user wants to quit. */
  request(): void {
    if (this.leaving) return
    const step = this.#host.step()
    if (step === 'ask') this.#host.ask(true)
    else if (step === 'keep-running') this.#host.keepRunning()
    else void this.leave()
  }

  answer(answer: 'stay-connected' | 'disconnect' | 'cancel', remember: boolean): void {
    this.#host.ask(false)
    if (answer === 'cancel') return
    if (remember) this.#host.remember(answer)
    if (answer === 'disconnect') void this.leave()
    else this.#host.keepRunning()
  }

  /** Without a question: the session ends, a signal came, or the user said "disconnect and quit". */
  leave(relaunch?: Relaunch): Promise<void> {
    this.#leaving ??= this.#leave(relaunch)
    return this.#leaving
  }

  async #leave(relaunch: Relaunch | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#host.onTrouble('the tunnel did not end in time')
        resolve()
      }, QUIT_TIMEOUT_MS)
    })
    try {
      await Promise.race([this.#host.shutDown(), tooLong])
    } catch (error) {
      this.#host.onTrouble(`shutting down failed: ${error}`)
    }
    clearTimeout(timer)
    this.#host.exit(relaunch)
  }
}

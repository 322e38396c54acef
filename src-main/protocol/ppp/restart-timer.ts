import { NEGOTIATION } from './constants.ts'

/** The restart timer and restart counter of RFC 1661 section 4.6: when to send again, and how often still. */
export class RestartTimer {
  #remaining = 0
  #deadline: number | undefined

  get deadline(): number | undefined {
    return this.#deadline
  }

  /** True when a time-out means to send again (TO+), false when it means to give up (TO-). */
  get mayRepeat(): boolean {
    return this.#remaining > 0
  }

  isDue(now: number): boolean {
    return this.#deadline !== undefined && now >= this.#deadline
  }

  /** initialize-restart-count; `transmissions` includes the first one. */
  initialize(transmissions: number): void {
    this.#remaining = transmissions
  }

  /** zero-restart-count: the peer that asked to terminate gets one period to close the lower layer. */
  zero(now: number): void {
    this.#remaining = 0
    this.#deadline = now + NEGOTIATION.restartTimerMs
  }

  /** A Configure- or Terminate-Request goes out. */
  countTransmission(now: number): void {
    this.#remaining -= 1
    this.#deadline = now + NEGOTIATION.restartTimerMs
  }

  stop(): void {
    this.#deadline = undefined
  }
}

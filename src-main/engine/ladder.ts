import type { RungReport } from '../../src-shared/ladder.ts'
import { now } from './clock.ts'
import type { EngineEvent } from './messages.ts'

type Rung = RungReport['rung']

/** Times the rungs of one attempt and reports each as it begins and ends. */
export class Ladder {
  readonly #onEvent: (event: EngineEvent) => void
  #current: { rung: Rung; startedAt: number } | undefined

  constructor(onEvent: (event: EngineEvent) => void) {
    this.#onEvent = onEvent
  }

  /** The rung that is being climbed; undefined between two and after the last. */
  get current(): Rung | undefined {
    return this.#current?.rung
  }

  start(rung: Rung): void {
    this.#current = { rung, startedAt: now() }
    this.#onEvent({ type: 'rung-start', rung })
  }

  /** Ends the current rung well; does nothing when `rung` is not the current one. */
  end(rung: Rung, detail?: string): void {
    this.#finish(rung, true, detail)
  }

  /** Marks the current rung as the one that failed. */
  fail(): void {
    if (this.#current !== undefined) this.#finish(this.#current.rung, false, undefined)
  }

  #finish(rung: Rung, ok: boolean, detail: string | undefined): void {
    if (this.#current?.rung !== rung) return
    const ms = Math.round((now() - this.#current.startedAt) * 10) / 10
    this.#current = undefined
    this.#onEvent({ type: 'ladder', report: { rung, ok, ms, ...(detail !== undefined && { detail }) } })
  }
}

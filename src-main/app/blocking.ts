import type { BlockReason } from '../../src-shared/app-state.ts'
import type { SettingsStore } from '../control/settings-store.ts'
import type { StateStore } from '../control/state-store.ts'
import type { BlockGate } from './block-gate.ts'

interface Parts {
  store: StateStore
  settings: SettingsStore
  gate: BlockGate
  /** For what nobody waits for. */
  attempt(action: Promise<unknown>): void
}

/** The block can be raised and opened behind our back, and its note cannot be watched while there is none. */
const LOOK_MS = 2000

/**
 * Keeps the state true about the block of this computer, and the setting `lockdown` about what is in force: the helper's
 * note is the truth, whoever caused it.
 */
export class Blocking {
  readonly #parts: Parts
  /** Ours are under way: until they are through the setting and the note may differ. */
  #jobs = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Looks from now on. What a restart of the computer opened although the user wants it blocked is blocked again. */
  begin(): void {
    const { store, settings, gate, attempt } = this.#parts
    if (settings.get().lockdown && gate.outlivedItsBoot()) attempt(this.setLockdown(true))
    else this.look()
    setInterval(() => this.look(), LOOK_MS).unref()
    store.subscribe(({ tunnel }) => {
      if (tunnel !== undefined) this.look()
    })
  }

  look(): void {
    const { store, gate } = this.#parts
    const block = gate.current() ?? null
    if (store.get().block !== block) store.update({ block })
    if (this.#jobs === 0) this.#adopt(block)
  }

  /** Resolves when it is in force, or over. Rejects with `FailureError`. */
  async setLockdown(on: boolean): Promise<void> {
    const { gate } = this.#parts
    await this.#perform(on ? gate.lockDown() : gate.endLockdown())
  }

  /** Opens this computer, whatever has blocked it; lockdown is over with it. Rejects with `FailureError`. */
  async unblock(): Promise<void> {
    await this.#perform(this.#parts.gate.open())
  }

  async #perform(job: Promise<unknown>): Promise<void> {
    this.#jobs += 1
    try {
      await job
    } finally {
      this.#jobs -= 1
      this.look()
    }
  }

  #adopt(block: BlockReason | null): void {
    const { settings, attempt } = this.#parts
    const { lockdown } = settings.get()
    if (lockdown && block === null) attempt(settings.update({ lockdown: false }))
    if (!lockdown && block === 'lockdown') attempt(settings.update({ lockdown: true }))
  }
}

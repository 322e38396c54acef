import { type Activity, STATE_LIMITS } from '../../../src-shared/app-state.ts'
import type { StateStore } from '../state-store.ts'

type Happening = Activity extends infer One
  ? One extends Activity
    ? Omit<One, 'time' | 'profileId'>
    : never
  : never

/** The timeline of what happened to connections; the oldest entries give way. */
export class ActivityLog {
  readonly #store: StateStore
  readonly #clock: () => number

  constructor(store: StateStore, clock: () => number) {
    this.#store = store
    this.#clock = clock
  }

  add(profileId: string, happening: Happening): void {
    const entry = { time: this.#clock(), profileId, ...happening } as Activity
    this.#store.update({ activity: [...this.#store.get().activity, entry].slice(-STATE_LIMITS.ACTIVITY) })
  }
}

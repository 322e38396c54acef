import type { AppState, AppStatePatch } from '../../src-shared/app-state.ts'

/** The one copy of everything that window and tray show. Whoever changes a part replaces it whole. */
export class StateStore {
  readonly #listeners = new Set<(patch: AppStatePatch, state: AppState) => void>()
  #state: AppState

  constructor(initial: Omit<AppState, 'revision'>) {
    this.#state = { revision: 0, ...initial }
  }

  get(): AppState {
    return this.#state
  }

  update(changes: Partial<Omit<AppState, 'revision'>>): void {
    const patch = { ...changes, revision: this.#state.revision + 1 }
    this.#state = { ...this.#state, ...patch }
    for (const listener of this.#listeners) listener(patch, this.#state)
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (patch: AppStatePatch, state: AppState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

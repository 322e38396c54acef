import type { Notice } from '../../src-shared/app-state.ts'
import type { Log } from '../control/log/log.ts'
import type { ProfileLibrary } from '../control/profile-library.ts'
import { forgetAll, type SecretStore } from '../control/secrets/secret-store.ts'
import type { SettingsStore } from '../control/settings-store.ts'

interface Parts {
  library: ProfileLibrary
  secrets: SecretStore
  settings: SettingsStore
  log: Pick<Log, 'write'>
}

/** A removed connection can be brought back for as long as the line about it is there; then it goes, and its password. */
export class Removals {
  readonly #parts: Parts
  #pending: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  noticeIsGone(notice: Notice): void {
    if (notice.type !== 'profile-removed') return
    this.#later(notice.profileId)
  }

  /** What an earlier run removed and did not live to forget: nobody can bring it back any more. */
  takeUpAbandoned(): void {
    for (const id of this.#parts.library.abandoned()) this.#later(id)
  }

  /** Before the end of the program. */
  finish(): Promise<void> {
    return this.#pending
  }

  #later(id: string): void {
    this.#pending = this.#pending.then(() => this.#forget(id))
  }

  async #forget(id: string): Promise<void> {
    const { library, secrets, settings, log } = this.#parts
    // It was brought back: that takes the line away, too.
    if (library.find(id) !== undefined) return
    try {
      await library.forgetRemoved(id)
      if (settings.get().connectOnStart === id) await settings.update({ connectOnStart: null })
      await forgetAll(id, secrets)
    } catch (error) {
      log.write('warn', 'app', `what belonged to a removed connection is still there: ${error}`)
    }
  }
}

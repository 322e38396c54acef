import type { Settings } from '../../src-shared/settings.ts'
import type { SettingsStore } from '../control/settings-store.ts'
import type { StateStore } from '../control/state-store.ts'
import type { Autostart } from './autostart-file.ts'

interface Parts {
  store: StateStore
  settings: SettingsStore
  autostart: Autostart
  setLockdown(on: boolean): Promise<void>
  /** What has to follow the settings at once: theme, language, level of the log. */
  onChanged(settings: Settings): void
}

/** Changes settings, and with them what they are about. */
export class SettingsChanges {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
    parts.settings.subscribe(() => this.#follow())
    this.#follow()
  }

  async apply(patch: Partial<Settings>): Promise<void> {
    const { settings, autostart } = this.#parts
    const before = settings.get()
    const after = { ...before, ...patch }
    const concernsLogin =
      after.launchAtLogin !== before.launchAtLogin || after.startHidden !== before.startHidden
    // First the system, so that the setting never says what the system did not do.
    if (concernsLogin && (before.launchAtLogin || after.launchAtLogin))
      await autostart.set(after.launchAtLogin, after.startHidden)
    if (after.lockdown !== before.lockdown) await this.#parts.setLockdown(after.lockdown)
    await settings.update(patch)
  }

  /** The user can have changed the registration behind our back, and the program can have moved. */
  async adoptRegistration(): Promise<void> {
    const { settings, autostart } = this.#parts
    const { launchAtLogin, startHidden } = settings.get()
    const registered = await autostart.isOn()
    if (registered) await autostart.set(true, startHidden)
    if (registered !== launchAtLogin) await settings.update({ launchAtLogin: registered })
  }

  #follow(): void {
    const settings = this.#parts.settings.get()
    this.#parts.store.update({ settings })
    this.#parts.onChanged(settings)
  }
}

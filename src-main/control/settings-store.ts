import { z } from 'zod'
import { DEFAULT_SETTINGS, LANGUAGES, LOG_LEVELS, type Settings, THEMES } from '../../src-shared/settings.ts'
import { VersionedFile } from './versioned-file.ts'

const SETTINGS = z.object({
  launchAtLogin: z.boolean(),
  startHidden: z.boolean(),
  connectOnStart: z.string().max(200).nullable(),
  notifications: z.boolean(),
  theme: z.enum(THEMES),
  hardwareAcceleration: z.boolean(),
  logLevel: z.enum(LOG_LEVELS),
  language: z.enum(['system', ...LANGUAGES]),
  quitWhileConnected: z.enum(['ask', 'stay-connected', 'disconnect']),
  lockdown: z.boolean(),
}) satisfies z.ZodType<Settings>

/** A setting that a file does not have, or that makes no sense in it, is at its default; the others stay. */
function readSettings(content: unknown): Settings | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  for (const [key, schema] of Object.entries(SETTINGS.shape)) {
    const result = schema.safeParse((content as Record<string, unknown>)[key])
    if (result.success) settings[key] = result.data
  }
  return settings as unknown as Settings
}

/** The settings of the program, in memory and in a file. */
export class SettingsStore {
  readonly #file: VersionedFile<Settings>
  readonly #listeners = new Set<(settings: Settings) => void>()
  #settings: Settings
  #queue: Promise<void> = Promise.resolve()

  private constructor(file: VersionedFile<Settings>, settings: Settings) {
    this.#file = file
    this.#settings = settings
  }

  /** Rejects with `store-unreadable` and `store-too-new`. */
  static async open(
    path: string,
    { onSetAside }: { onSetAside: (file: string, keptAs: string) => void },
  ): Promise<SettingsStore> {
    const file = new VersionedFile<Settings>({ path, migrations: [], validate: readSettings, onSetAside })
    return new SettingsStore(file, (await file.read()) ?? DEFAULT_SETTINGS)
  }

  get(): Settings {
    return this.#settings
  }

  /** Changes come one after the other. Rejects with `store-…` failures; the settings are then as before. */
  update(patch: Partial<Settings>): Promise<void> {
    const updated = this.#queue.then(async () => {
      const changed = { ...this.#settings, ...patch }
      await this.#file.write(changed)
      this.#settings = changed
      for (const listener of this.#listeners) listener(changed)
    })
    // A failed change is told to whoever asked for it, and must not stop the next one.
    this.#queue = updated.catch(() => undefined)
    return updated
  }

  /** Resolves when every change so far is written, or has failed and been told. */
  async flush(): Promise<void> {
    await this.#queue
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

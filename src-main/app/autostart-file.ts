import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'
import { autostartEntry, isEnabledEntry, type LoginCommand } from './autostart-entry.ts'

/** What the system starts at login. The system's registration is the truth; our setting only follows it. */
export interface Autostart {
  isOn(): Promise<boolean>
  /** `hidden`: started so, it shows no window. */
  set(on: boolean, hidden: boolean): Promise<void>
}

/** The place for a user's own entries, by the XDG base directory specification; a relative path there is invalid. */
export function autostartPath({ XDG_CONFIG_HOME: config }: Readonly<Record<string, string | undefined>>) {
  const folder = config !== undefined && isAbsolute(config) ? config : join(homedir(), '.config')
  return join(folder, 'autostart', 'culvert.desktop')
}

/** Linux: an entry in the user's autostart folder. */
export class AutostartFile implements Autostart {
  readonly #path: string
  readonly #command: LoginCommand

  constructor(path: string, command: LoginCommand) {
    this.#path = path
    this.#command = command
  }

  async isOn(): Promise<boolean> {
    try {
      return isEnabledEntry(await readFile(this.#path, 'utf8'))
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw this.#failure('store-unreadable', cause)
    }
  }

  async set(on: boolean, hidden: boolean): Promise<void> {
    const { command, args } = this.#command
    try {
      if (!on) return await rm(this.#path, { force: true })
      await mkdir(dirname(this.#path), { recursive: true })
      await writeFile(this.#path, autostartEntry({ command, args: hidden ? [...args, '--hidden'] : args }))
    } catch (cause) {
      throw this.#failure('store-unwritable', cause)
    }
  }

  #failure(code: 'store-unreadable' | 'store-unwritable', cause: unknown): FailureError {
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
    return new FailureError({ code, path: this.#path, detail }, { cause })
  }
}

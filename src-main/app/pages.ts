import { join } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'

/** The documents that we open for the user, all there are: nothing that comes from the window is ever a path or an address. */
const FILES = {
  'install-helper': 'install-helper.md',
  'user-guide': 'user-guide.md',
  keychain: 'keychain.md',
} as const

export type Page = keyof typeof FILES

/** Opens documents that come with the program in whatever the system has for them. */
export class Pages {
  readonly #folder: string
  readonly #openPath: (path: string) => Promise<string>

  /** `openPath` is Electron's: it answers a message when it failed. */
  constructor(folder: string, openPath: (path: string) => Promise<string>) {
    this.#folder = folder
    this.#openPath = openPath
  }

  async open(page: Page): Promise<void> {
    const path = join(this.#folder, FILES[page])
    const trouble = await this.#openPath(path)
    if (trouble !== '') throw new FailureError({ code: 'internal', detail: `${path}: ${trouble}` })
  }
}

import type { ImportFile } from '../../src-shared/import-review.ts'
import { readImportFiles, reviewFiles, reviewText } from '../control/import-sources.ts'
import type { ProfileLibrary } from '../control/profile-library.ts'
import type { StateStore } from '../control/state-store.ts'
import type { Dialogs } from './dialogs.ts'
import type { StartRequest } from './start-request.ts'

interface Parts {
  store: StateStore
  library: ProfileLibrary
  dialogs: Pick<Dialogs, 'connectionFiles'>
}

/** Whatever way something comes in, it ends in the review: nothing is kept, and nothing connects, before it was seen. */
export class Importing {
  readonly #store: StateStore
  readonly #library: ProfileLibrary
  readonly #dialogs: Parts['dialogs']

  constructor({ store, library, dialogs }: Parts) {
    this.#store = store
    this.#library = library
    this.#dialogs = dialogs
  }

  async chooseFiles(): Promise<void> {
    const paths = await this.#dialogs.connectionFiles()
    if (paths !== undefined) await this.reviewPaths(paths)
  }

  async reviewPaths(paths: readonly string[]): Promise<void> {
    this.reviewFiles(await readImportFiles(paths))
  }

  reviewFiles(files: ImportFile[]): void {
    this.#store.update({ review: reviewFiles(files, this.#library.entries()) })
  }

  reviewText(text: string): void {
    this.#store.update({ review: reviewText(text, this.#library.entries()) })
  }

  /** What a start, the first or a later one, handed over. True when there is something to look at. */
  async reviewStart({ files, links }: StartRequest): Promise<boolean> {
    if (files.length > 0) await this.reviewPaths(files)
    else if (links.length > 0) this.reviewText(links.join('\n'))
    return files.length > 0 || links.length > 0
  }
}

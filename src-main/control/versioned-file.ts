import { link, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'
import { readStart } from './read-start.ts'
import { storeFailure, sweepParts, writeWhole } from './whole-file.ts'

/** Our files are a few kilobytes; what is larger is not ours. */
const MAX_BYTES = 4 * 1024 * 1024

/** Turns what version n held into what version n + 1 holds. Its types are its own: later changes must not reach it. */
export type Migration = (old: unknown) => unknown

export interface VersionedFileOptions<Content> {
  path: string
  /** One for each step from version 1; the file's version is their number plus one. */
  migrations: readonly Migration[]
  /** The content, or undefined when it is not what this version writes. */
  validate: (content: unknown) => Content | undefined
  /** A file that could not be used was renamed, and this is what it is called now. */
  onSetAside: (file: string, keptAs: string) => void
}

interface Versioned {
  version: number
  content: unknown
}

/**
 * A small JSON file `{ version, content }` that only its owner can read and that is always written whole. A damaged one
 * is kept under another name, and one of a newer version is never touched.
 */
export class VersionedFile<Content> {
  readonly #options: VersionedFileOptions<Content>
  readonly #known: number
  #queue: Promise<void> = Promise.resolve()

  constructor(options: VersionedFileOptions<Content>) {
    this.#options = options
    this.#known = options.migrations.length + 1
  }

  /** The content, migrated; undefined when there is none, or it was set aside. Rejects with `store-…` failures. */
  async read(): Promise<Content | undefined> {
    const bytes = await this.#bytes()
    if (bytes === undefined) return undefined
    // What a killed write left is only litter; a folder that cannot be swept can still be read.
    await sweepParts(dirname(this.#options.path)).catch(() => undefined)
    const parsed = parse(bytes)
    this.#refuseNewer(parsed)
    const content = parsed && this.#upToDate(parsed)
    return content ?? (await this.#setAside())
  }

  /** Writes after all earlier writes. Rejects with `store-…` failures; the old content is still there then. */
  write(content: Content): Promise<void> {
    const text = `${JSON.stringify({ version: this.#known, content }, null, 2)}\n`
    const written = this.#queue.then(async () => {
      const bytes = await this.#bytes()
      // A newer version may have been started since we read it.
      this.#refuseNewer(bytes && parse(bytes))
      await writeWhole(this.#options.path, text)
    })
    // A failed write is told to whoever asked for it, and must not stop the next one.
    this.#queue = written.catch(() => undefined)
    return written
  }

  async #bytes(): Promise<Uint8Array | undefined> {
    const { path } = this.#options
    try {
      return await readStart(path, MAX_BYTES)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw storeFailure('store-unreadable', path, cause)
    }
  }

  #refuseNewer(parsed: Versioned | undefined): void {
    if (parsed === undefined || parsed.version <= this.#known) return
    const { path } = this.#options
    throw new FailureError({
      code: 'store-too-new',
      path,
      version: parsed.version,
      known: this.#known,
    })
  }

  #upToDate({ version, content }: Versioned): Content | undefined {
    const { migrations, validate } = this.#options
    try {
      return validate(migrations.slice(version - 1).reduce((old, migrate) => migrate(old), content))
    } catch {
      // What a migration cannot take is not what its version wrote.
      return undefined
    }
  }

  async #setAside(): Promise<undefined> {
    const { path, onSetAside } = this.#options
    try {
      const keptAs = await renameToFree(path)
      onSetAside(basename(path), keptAs)
    } catch (cause) {
      throw storeFailure('store-unreadable', path, cause)
    }
  }
}

/** Renames to `<path>.damaged-<n>`, with the first number that is free. */
async function renameToFree(path: string): Promise<string> {
  for (let i = 1; ; i++) {
    const keptAs = `${path}.damaged-${i}`
    try {
      // A link fails where a rename would replace an earlier one.
      await link(path, keptAs)
      await rm(path)
      return keptAs
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw cause
      // A file system without links: the time stands for a number that is free.
      const dated = `${path}.damaged-${Date.now()}`
      await rename(path, dated)
      return dated
    }
  }
}

function parse(bytes: Uint8Array): Versioned | undefined {
  if (bytes.length > MAX_BYTES) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (typeof value !== 'object' || value === null || !('version' in value) || !('content' in value)) {
      return undefined
    }
    const { version, content } = value
    return Number.isSafeInteger(version) && Number(version) >= 1
      ? { version: Number(version), content }
      : undefined
  } catch {
    // What is no JSON is damaged, and that is all that matters about it.
    return undefined
  }
}

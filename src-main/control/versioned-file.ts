import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'

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

/**
 * A small JSON file `{ version, content }` that only its owner can read. Writing replaces it whole and at once: whoever
 * reads it, even after a power cut, finds the old content or the new one. A damaged file is kept under another name, and
 * one of a newer version is never touched.
 */
export class VersionedFile<Content> {
  readonly #options: VersionedFileOptions<Content>
  #queue: Promise<void> = Promise.resolve()

  constructor(options: VersionedFileOptions<Content>) {
    this.#options = options
  }

  /** The content, migrated; undefined when there is none, or it was set aside. Rejects with `store-…` failures. */
  async read(): Promise<Content | undefined> {
    const { path, migrations, validate } = this.#options
    const text = await readText(path)
    if (text === undefined) return undefined
    const known = migrations.length + 1
    const parsed = parse(text)
    if (parsed === undefined) return await this.#setAside()
    const { version } = parsed
    if (version > known) throw new FailureError({ code: 'store-too-new', path, version, known })
    const content = validate(migrate(parsed, migrations))
    return content === undefined ? await this.#setAside() : content
  }

  /** Writes after all earlier writes. Rejects with `store-unwritable`; the old content is still there then. */
  write(content: Content): Promise<void> {
    const text = `${JSON.stringify({ version: this.#options.migrations.length + 1, content }, null, 2)}\n`
    const written = this.#queue.then(() => writeWhole(this.#options.path, text))
    // A failed write is told to whoever asked for it, and must not stop the next one.
    this.#queue = written.catch(() => undefined)
    return written
  }

  async #setAside(): Promise<undefined> {
    const { path, onSetAside } = this.#options
    for (let i = 1; ; i++) {
      const keptAs = `${path}.damaged-${i}`
      try {
        // A link fails where a rename would replace an earlier one.
        await link(path, keptAs)
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue
        throw storeFailure('store-unreadable', path, cause)
      }
      await rm(path)
      onSetAside(basename(path), keptAs)
      return undefined
    }
  }
}

/** Replaces a file whole: readable for its owner only, on the disk before it has its name. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(fresh, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  } catch (cause) {
    await rm(fresh, { force: true })
    throw storeFailure('store-unwritable', path, cause)
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(path)
    return bytes.length > MAX_BYTES ? '' : bytes.toString('utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw storeFailure('store-unreadable', path, cause)
  }
}

function parse(text: string): { version: number; content: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
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

function migrate(
  { version, content }: { version: number; content: unknown },
  migrations: readonly Migration[],
) {
  return migrations.slice(version - 1).reduce((old, migration) => migration(old), content)
}

export function storeFailure(
  code: 'store-unreadable' | 'store-unwritable',
  path: string,
  cause: unknown,
): FailureError {
  const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
  return new FailureError({ code, path, detail }, { cause })
}

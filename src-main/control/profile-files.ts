import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { MAX_PROFILE_BYTES } from './profile-formats/profile-text.ts'
import { type ParsedSstp, parseSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'
import { storeFailure, writeWhole } from './versioned-file.ts'

const ENDING = '.sstp'
/** A removed profile keeps its file under this ending until it cannot be brought back any more. */
const REMOVED = '.removed'

export type ReadProfile = { id: string; parsed: ParsedSstp } | { id: string; failure: Failure }

/** The folder of profiles, a file each. Everything rejects with `FailureError`. */
export class ProfileFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  path(id: string): string {
    return join(this.#folder, `${id}${ENDING}`)
  }

  /** Every profile of the folder, in the order of their names; what was removed in an earlier run is gone now. */
  async readAll(): Promise<ReadProfile[]> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      const names = (await readdir(this.#folder)).sort()
      for (const name of names.filter((file) => file.endsWith(`${ENDING}${REMOVED}`))) {
        await rm(join(this.#folder, name), { force: true })
      }
      const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length))
      return await Promise.all(ids.map((id) => this.#read(id)))
    } catch (cause) {
      throw storeFailure('store-unreadable', this.#folder, cause)
    }
  }

  /** What was in the file and is unknown to this version stays in it. */
  async write(id: string, profile: Profile, before: ParsedSstp | undefined): Promise<ParsedSstp> {
    const path = this.path(id)
    const text = serialiseSstp(profile, before?.document)
    const parsed = parseSstp(text, path)
    await writeWhole(path, text)
    return parsed
  }

  remove(id: string): Promise<void> {
    return this.#rename(this.path(id), `${this.path(id)}${REMOVED}`)
  }

  restore(id: string): Promise<void> {
    return this.#rename(`${this.path(id)}${REMOVED}`, this.path(id))
  }

  async forget(id: string): Promise<void> {
    try {
      await rm(`${this.path(id)}${REMOVED}`, { force: true })
    } catch (cause) {
      throw storeFailure('store-unwritable', this.path(id), cause)
    }
  }

  async #rename(from: string, to: string): Promise<void> {
    try {
      await rename(from, to)
    } catch (cause) {
      throw storeFailure('store-unwritable', from, cause)
    }
  }

  async #read(id: string): Promise<ReadProfile> {
    const path = this.path(id)
    try {
      return { id, parsed: parseSstp(await readStart(path), path) }
    } catch (cause) {
      if (cause instanceof FailureError) return { id, failure: cause.failure }
      const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
      return { id, failure: { code: 'profile-unreadable', path, detail } }
    }
  }
}

/** One byte more than a profile may have is enough to see that it is too large. A named pipe is not waited for. */
async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    if (!(await file.stat()).isFile()) throw new Error('it is not an ordinary file')
    const buffer = new Uint8Array(MAX_PROFILE_BYTES + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length)
      length += bytesRead
      if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
    }
  } finally {
    await file.close()
  }
}

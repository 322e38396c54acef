import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { MAX_PROFILE_BYTES } from './profile-formats/profile-text.ts'
import { type ParsedSstp, parseSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'
import { readStart } from './read-start.ts'
import { storeFailure, sweepParts, writeWhole } from './whole-file.ts'

/** Nobody has more connections; whoever puts more files there gets the first ones. */
export const MAX_PROFILES = 5_000

/** Files that are open at the same time, of the thousand or so that a program may have. */
const AT_ONCE = 50

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

  /** Every profile of the folder, in the order of their names, and the ids of those whose removal was not finished. */
  async readAll(): Promise<{ profiles: ReadProfile[]; removed: string[] }> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await sweepParts(this.#folder)
      const names = (await readdir(this.#folder)).sort()
      const ids = idsOf(names, ENDING).slice(0, MAX_PROFILES)
      const profiles: ReadProfile[] = []
      for (let i = 0; i < ids.length; i += AT_ONCE) {
        profiles.push(...(await Promise.all(ids.slice(i, i + AT_ONCE).map((id) => this.#read(id)))))
      }
      return { profiles, removed: idsOf(names, `${ENDING}${REMOVED}`) }
    } catch (cause) {
      throw storeFailure('store-unreadable', this.#folder, cause)
    }
  }

  /** What the file of a profile will hold; what is in it already and unknown to this version stays in it. */
  prepare(
    id: string,
    profile: Profile,
    before: ParsedSstp | undefined,
  ): { text: string; parsed: ParsedSstp } {
    const text = serialiseSstp(profile, before?.document)
    return { text, parsed: parseSstp(text, this.path(id)) }
  }

  write(id: string, text: string): Promise<void> {
    return writeWhole(this.path(id), text)
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
      return { id, parsed: parseSstp(await readStart(path, MAX_PROFILE_BYTES), path) }
    } catch (cause) {
      if (cause instanceof FailureError) return { id, failure: cause.failure }
      const { code, message } = cause as NodeJS.ErrnoException
      return { id, failure: { code: 'profile-unreadable', path, detail: code ?? message } }
    }
  }
}

/** Hidden files are not ours: editors keep their copies there. */
function idsOf(names: readonly string[], ending: string): string[] {
  return names
    .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
    .map((name) => name.slice(0, -ending.length))
}

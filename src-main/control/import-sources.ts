import { randomUUID } from 'node:crypto'
import type { Failure } from '../../src-shared/failure.ts'
import {
  IMPORT_LIMITS,
  type ImportCandidate,
  type ImportFile,
  type ImportRefusal,
  type ImportReview,
  type Verifier,
} from '../../src-shared/import-review.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'
import { connectionKey, duplicateFinder, UniqueNames } from './import-duplicates.ts'
import { baseName } from './profile-formats/clean-text.ts'
import { type ImportedProfile, type Reading, refused } from './profile-formats/imported.ts'
import { readFile, readText } from './profile-formats/readers.ts'

export { acceptReview } from './import-accept.ts'
export { readImportFiles } from './import-read-files.ts'

/** More refusals than this help nobody. */
const MAX_REFUSALS = 64

/** Looks through files of any known format. Nothing is kept, and no file is opened that these name. */
export function reviewFiles(files: readonly ImportFile[], saved: readonly ProfileEntry[]): ImportReview {
  const sources = files.slice(0, IMPORT_LIMITS.FILES).map((file) => {
    const source = baseName(file.name)
    return { source, reading: readingOf(file, source) }
  })
  if (files.length > IMPORT_LIMITS.FILES) sources.push(tooMany(files.length, IMPORT_LIMITS.FILES))
  return review(sources, saved)
}

/** Looks through a paste or a link: an address or several, commands, or the content of a file. */
export function reviewText(text: string, saved: readonly ProfileEntry[]): ImportReview {
  const limit = IMPORT_LIMITS.BYTES_PER_FILE
  const size = Buffer.byteLength(text)
  const reading =
    size > limit ? refused({ code: 'import-too-large', source: '', size, limit }) : readText(text)
  return review([{ source: '', reading }], saved)
}

interface Source {
  source: string
  reading: Reading
}

function readingOf(file: ImportFile, source: string): Reading {
  const limit = IMPORT_LIMITS.BYTES_PER_FILE
  const size = Math.max(file.size, file.bytes.length)
  if (file.unreadable !== undefined)
    return refused({ code: 'profile-unreadable', path: source, detail: file.unreadable })
  if (size > limit) return refused({ code: 'import-too-large', source, size, limit })
  return readFile(file, source)
}

function review(sources: readonly Source[], saved: readonly ProfileEntry[]): ImportReview {
  const found = sources.flatMap(({ source, reading }) =>
    reading.profiles.map((imported) => ({ source, imported })),
  )
  const limit = IMPORT_LIMITS.CANDIDATES
  const refusals = [...sources, ...(found.length > limit ? [tooMany(found.length, limit)] : [])].flatMap(
    ({ source, reading }) => reading.failures.map((failure): ImportRefusal => ({ source, failure })),
  )
  return {
    id: randomUUID(),
    candidates: candidatesOf(found.slice(0, limit), saved),
    refusals: refusals.slice(0, MAX_REFUSALS),
  }
}

function candidatesOf(
  found: readonly { source: string; imported: ImportedProfile }[],
  saved: readonly ProfileEntry[],
): ImportCandidate[] {
  const duplicateOf = duplicateFinder(saved)
  const names = new UniqueNames(saved.map(({ profile }) => profile.name))
  const seen = new Set<string>()
  return found.map(({ source, imported: { profile, assumed, ...imported } }, index) => {
    const duplicate = duplicateOf(profile)
    const key = connectionKey(profile)
    const repeated = seen.has(key)
    seen.add(key)
    return {
      index,
      source,
      ...imported,
      profile: { ...profile, name: names.take(profile.name) },
      verifier: verifierOf(profile),
      ...(assumed.length > 0 && { assumed }),
      ...(duplicate !== undefined && { duplicateOf: duplicate }),
      preselected: duplicate === undefined && !repeated,
    }
  })
}

function verifierOf({ identity: { ca, pinSha256 } }: Profile): Verifier {
  if (pinSha256.length > 0) return 'pin'
  return ca === undefined ? 'system' : 'profile-ca'
}

function tooMany(count: number, limit: number): Source {
  const failure: Failure = { code: 'import-too-many', count, limit }
  return { source: '', reading: refused(failure) }
}

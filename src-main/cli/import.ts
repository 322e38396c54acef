import type { Failure } from '../../src-shared/failure.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import { IMPORT_LIMITS, type ImportFile } from '../../src-shared/import-review.ts'
import type { Language } from '../../src-shared/settings.ts'
import { acceptReview, readImportFiles, reviewFiles } from '../control/import-sources.ts'
import type { Output } from './output.ts'
import { askConfirmation } from './prompt.ts'
import { reviewLines } from './review-lines.ts'
import { openLibrary } from './saved-profiles.ts'

/** Shows what files, links or a pipe hold, asks, and saves what is new. Nothing connects. */
export async function importProfiles(
  { sources, yes }: { sources: readonly string[]; yes: boolean },
  output: Output,
  language: Language,
): Promise<Failure | undefined> {
  const words = textsFor(language).cli.import
  const library = await openLibrary(output, language)
  const review = reviewFiles(await filesOf(sources), library.entries())
  const [first, ...others] = review.refusals
  for (const { failure } of others) output.fail(failure)
  // The caller tells the first one, and ends with its exit code.
  if (review.candidates.length === 0) return first?.failure
  if (first !== undefined) output.fail(first.failure)
  for (const candidate of review.candidates)
    for (const line of reviewLines(candidate, process.stdout.columns, language)) output.note(line)
  const wanted = review.candidates.filter(({ preselected }) => preselected)
  if (wanted.length === 0) {
    output.note(words.nothingNew)
    return undefined
  }
  if (!yes) {
    const answer = await askConfirmation(words.question(wanted.length), words.needsYes)
    if (answer.trim().toLowerCase() !== words.yes) return { code: 'cancelled' }
  }
  const choices = wanted.map(({ index }) => ({ index, action: 'add' }) as const)
  for (const { profile } of acceptReview(review, choices, library.entries())) {
    const { id } = await library.add(profile, 'keychain')
    output.note(words.saved(profile.name, id))
  }
  return undefined
}

/** Paths, links, and `-` for standard input. */
async function filesOf(sources: readonly string[]): Promise<ImportFile[]> {
  const files: ImportFile[] = []
  for (const source of sources) {
    if (source === '-') files.push(ofBytes(await standardInput()))
    else if (/^sstp:\/\//i.test(source)) files.push(ofBytes(Buffer.from(source)))
    else files.push(...(await readImportFiles([source])))
  }
  return files
}

/** One byte more than is read is enough to see that it is too large. */
async function standardInput(): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of process.stdin) {
    parts.push(part)
    size += part.length
    if (size > IMPORT_LIMITS.BYTES_PER_FILE) break
  }
  return Buffer.concat(parts)
}

function ofBytes(bytes: Uint8Array): ImportFile {
  return { name: '', size: bytes.length, bytes }
}

import { parse, TomlError, type TomlTable } from 'smol-toml'
import type { z } from 'zod'
import type { Profile } from '../../../src-shared/profile.ts'
import type { ProfileMistake } from '../../../src-shared/profile-mistake.ts'
import { type KeyPath, keyOffsets } from './key-positions.ts'
import { malformed, positionAt } from './malformed.ts'
import { profileText } from './profile-text.ts'
import { inspectKeys, isTable } from './sstp-keys.ts'
import { heard, tomlTrouble } from './sstp-mistakes.ts'
import { profileOfFile } from './sstp-profile.ts'
import { FORMAT, SECTIONS, SSTP_FILE } from './sstp-schema.ts'

export interface ParsedSstp {
  profile: Profile
  /** Keys that this version does not know, with dots; they are kept when the profile is written again. */
  unknown: string[]
  /** The file as it was, for `serialiseSstp`. */
  document: SstpDocument
}

/** The whole content of a file, known or not. Integers are bigint, so that `1` and `1.0` stay apart. */
export type SstpDocument = Readonly<TomlTable>

/** Inline arrays and tables nested deeper than this are an attack on the parser's stack. */
const MAX_INLINE_DEPTH = 16

/**
 * Reads a `.sstp` file (docs/profile-format.md) and fills in every default.
 *
 * @param source bytes of the file, or its text
 * @param path how errors name the file
 * @throws FailureError `profile-malformed` with line and column, and nothing else, whatever the source is
 */
export function parseSstp(source: string | Uint8Array, path: string): ParsedSstp {
  const text = profileText(source, path)
  const document = parseToml(text, path)
  const refuse = (key: KeyPath, mistake: ProfileMistake) =>
    malformed(path, positionAt(text, keyOffsets(text)(key)), mistake)

  checkFormat(document, refuse)
  const { unknown, secret, tooDeep } = inspectKeys(document)
  if (secret !== undefined) {
    throw refuse(secret, { problem: 'secret', key: secret.join('.') })
  }
  if (tooDeep !== undefined) throw refuse(tooDeep, { problem: 'nested' })
  for (const section of Object.keys(SECTIONS)) {
    if (document[section] !== undefined && !isTable(document[section]))
      throw refuse([section], {
        problem: 'value',
        key: section,
        mistake: { problem: 'not-a-table', header: `[${section}]` },
      })
  }
  const result = SSTP_FILE.safeParse(document)
  if (!result.success) throw refuseFirst(result.error.issues, keyOffsets(text), refuse)
  return { profile: profileOfFile(result.data), unknown, document }
}

type Refuse = (key: KeyPath, mistake: ProfileMistake) => Error

function parseToml(text: string, path: string): TomlTable {
  try {
    return parse(text, { integersAsBigInt: true, unsafeKeyBehaviour: 'throw', maxDepth: MAX_INLINE_DEPTH })
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [reason = ''] = cause.message.replace(/^Invalid TOML document: /, '').split('\n')
    const mistake = { problem: 'not-toml', because: tomlTrouble(reason) } as const
    throw malformed(path, { line: cause.line, column: cause.column }, mistake, cause)
  }
}

/** Comes before everything else, because a newer format may mean something else by the same names. */
function checkFormat({ format }: TomlTable, refuse: Refuse): void {
  if (format === BigInt(FORMAT)) return
  if (format === undefined) throw refuse([], { problem: 'format-missing', known: FORMAT })
  if (typeof format === 'bigint' && format > BigInt(FORMAT))
    throw refuse(['format'], { problem: 'format-too-new', format: String(format), known: FORMAT })
  throw refuse(['format'], { problem: 'format-wrong', known: FORMAT })
}

/** Of several mistakes the one that stands first in the file is told. */
function refuseFirst(
  issues: readonly z.core.$ZodIssue[],
  offsetOf: (path: KeyPath) => number,
  refuse: Refuse,
): Error {
  const [first] = issues
    .map(({ path, message }) => {
      const key = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
      return { key, message, offset: offsetOf(key) }
    })
    .sort((a, b) => a.offset - b.offset)
  const key = first.key.filter((part) => typeof part === 'string').join('.')
  return refuse(first.key, { problem: 'value', key, mistake: heard(first.message) })
}

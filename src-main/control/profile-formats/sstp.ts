import { parse, TomlError, type TomlTable } from 'smol-toml'
import type { z } from 'zod'
import type { Profile } from '../../../src-shared/profile.ts'
import { type KeyPath, keyOffsets } from './key-positions.ts'
import { malformed, positionAt } from './malformed.ts'
import { profileText } from './profile-text.ts'
import { inspectKeys, isTable } from './sstp-keys.ts'
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
  const refuse = (key: KeyPath, detail: string) =>
    malformed(path, positionAt(text, keyOffsets(text)(key)), detail)

  checkFormat(document, refuse)
  const { unknown, secret, tooDeep } = inspectKeys(document)
  if (secret !== undefined) {
    throw refuse(
      secret,
      `"${secret.join('.')}" looks like a password. Profiles never hold one, because they are copied and shared: remove the line. Culvert asks for the password when it connects.`,
    )
  }
  if (tooDeep !== undefined) throw refuse(tooDeep, 'This is nested deeper than any profile is.')
  for (const section of Object.keys(SECTIONS)) {
    if (document[section] !== undefined && !isTable(document[section]))
      throw refuse([section], `"${section}" must be a table: a line [${section}] with its settings below.`)
  }
  const result = SSTP_FILE.safeParse(document)
  if (!result.success) throw refuseFirst(result.error.issues, keyOffsets(text), refuse)
  return { profile: profileOfFile(result.data), unknown, document }
}

type Refuse = (key: KeyPath, detail: string) => Error

function parseToml(text: string, path: string): TomlTable {
  try {
    return parse(text, { integersAsBigInt: true, unsafeKeyBehaviour: 'throw', maxDepth: MAX_INLINE_DEPTH })
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [reason = ''] = cause.message.replace(/^Invalid TOML document: /, '').split('\n')
    // All control characters but line ends were refused before.
    const words = /control characters .* in strings/.test(reason)
      ? 'a text in quotes does not end on its line'
      : reason.replace(/\.$/, '')
    const detail = `This is not valid TOML: ${words}.`
    throw malformed(path, { line: cause.line, column: cause.column }, detail, cause)
  }
}

/** Comes before everything else, because a newer format may mean something else by the same names. */
function checkFormat({ format }: TomlTable, refuse: Refuse): void {
  if (format === BigInt(FORMAT)) return
  if (format === undefined)
    throw refuse(
      [],
      `The line "format = ${FORMAT}" is missing. If this is no profile of Culvert, it is the wrong file.`,
    )
  if (typeof format === 'bigint' && format > BigInt(FORMAT))
    throw refuse(
      ['format'],
      `The profile is of format ${format}, and this version of Culvert knows format ${FORMAT} only. Update Culvert.`,
    )
  throw refuse(['format'], `"format" must be ${FORMAT}.`)
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
  const name = first.key.filter((part) => typeof part === 'string').join('.')
  return refuse(first.key, `"${name}" ${first.message}.`)
}

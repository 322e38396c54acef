import { FailureError } from '../../../src-shared/failure.ts'
import type { ProfileMistake } from '../../../src-shared/profile-mistake.ts'

/** A place in a text, both counted from 1; columns in UTF-16 code units, as editors count them. */
export interface Position {
  line: number
  column: number
}

/** The error that a profile's reader throws, and its only one. */
export function malformed(
  path: string,
  { line, column }: Position,
  mistake: ProfileMistake,
  cause?: unknown,
): FailureError {
  return new FailureError({ code: 'profile-malformed', path, line, column, mistake }, { cause })
}

/** The place of an offset in a text whose lines end with LF or CRLF. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

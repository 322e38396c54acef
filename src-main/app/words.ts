import { describeFailure } from '../../src-shared/failure-words.ts'
import type { Language } from '../../src-shared/settings.ts'
import { failureOf } from './ipc-server.ts'

/** What went wrong, in sentences, for a dialog of the system. */
export function wordsOf(cause: unknown, language: Language): string {
  const { title, cause: why, remedy, code } = describeFailure(failureOf(cause), language)
  return [title, why, remedy, `(${code})`].filter(Boolean).join('\n\n')
}

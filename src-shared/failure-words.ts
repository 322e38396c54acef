import type { Failure, FailureCode } from './failure.ts'
import type { Catalogue, Words } from './failure-words/catalogue.ts'
import { GERMAN } from './failure-words/de.ts'
import { GERMAN_IN_WINDOW } from './failure-words/de-window.ts'
import { ENGLISH } from './failure-words/en.ts'
import { ENGLISH_IN_WINDOW } from './failure-words/en-window.ts'
import { printable } from './failure-words/printable.ts'
import type { WindowRemedies } from './failure-words/window-remedies.ts'
import type { Language } from './settings.ts'

/** A failure in words, with its code for searches and scripts. */
export interface FailureWords extends Words {
  code: FailureCode
}

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: ENGLISH, de: GERMAN }

const IN_WINDOW: Readonly<Record<Language, WindowRemedies>> = { en: ENGLISH_IN_WINDOW, de: GERMAN_IN_WINDOW }

/** Says in plain words what happened, why, and what to do. Texts that came from a server are made safe to print. */
export function describeFailure(
  failure: Failure,
  language: Language = 'en',
  where: 'terminal' | 'window' = 'terminal',
): FailureWords {
  // The compiler cannot see that the function found under a code takes the failure with that code.
  const describe = CATALOGUES[language][failure.code] as (facts: Failure) => Words
  const facts = printable(failure)
  const words = { code: failure.code, ...describe(facts) }
  const inWindow = IN_WINDOW[language][failure.code] as ((facts: Failure) => string) | undefined
  return where === 'window' && inWindow !== undefined ? { ...words, remedy: inWindow(facts) } : words
}

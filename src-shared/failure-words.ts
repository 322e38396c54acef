import type { Failure, FailureCode } from './failure.ts'
import type { Catalogue, Words } from './failure-words/catalogue.ts'
import { GERMAN } from './failure-words/de.ts'
import { ENGLISH } from './failure-words/en.ts'
import { printable } from './failure-words/printable.ts'
import type { Language } from './settings.ts'

/** A failure in words, with its code for searches and scripts. */
export interface FailureWords extends Words {
  code: FailureCode
}

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: ENGLISH, de: GERMAN }

/** Says in plain words what happened, why, and what to do. Texts that came from a server are made safe to print. */
export function describeFailure(failure: Failure, language: Language = 'en'): FailureWords {
  // The compiler cannot see that the function found under a code takes the failure with that code.
  const describe = CATALOGUES[language][failure.code] as (facts: Failure) => Words
  return { code: failure.code, ...describe(printable(failure)) }
}

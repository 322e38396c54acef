import type { Language } from '../settings.ts'
import { GERMAN_TEXTS } from './de.ts'
import { ENGLISH_TEXTS } from './en.ts'
import type { Wording } from './wording.ts'

/** All texts of the program but those about failures, which `failure-words` has. */
export type Texts = Wording<typeof ENGLISH_TEXTS>

const TEXTS: Readonly<Record<Language, Texts>> = { en: ENGLISH_TEXTS, de: GERMAN_TEXTS }

/** The texts of one language: `textsFor('de').common.cancel`. */
export function textsFor(language: Language): Texts {
  return TEXTS[language]
}

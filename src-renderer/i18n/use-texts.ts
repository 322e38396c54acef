import type { Texts } from '../../src-shared/i18n/texts.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'
import { useApp } from '../stores/app-store.ts'

export function useLanguage(): Language {
  return useApp((state) => state.host.language)
}

/** All texts in the language of the program. */
export function useTexts(): Texts {
  return textsFor(useLanguage())
}

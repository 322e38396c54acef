import { LANGUAGES, type Language } from '../settings.ts'

/** The first of the user's preferred languages (BCP 47 or POSIX, `de-AT`, `de_DE.UTF-8`) that we have; else English. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [primary = ''] = tag.toLowerCase().split(/[-_.@]/)
    const known = LANGUAGES.find((language) => language === primary)
    if (known !== undefined) return known
    // A user who asks for the untranslated program gets English, not his second choice.
    if (primary === 'c' || primary === 'posix') return 'en'
  }
  return 'en'
}

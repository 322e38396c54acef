import { expect, it } from 'vitest'
import { languageOf } from './language.ts'

it.each([
  [{}, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'de'],
  [{ LANG: 'de_AT' }, 'de'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'de_DE.UTF-8' }, 'de'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C.UTF-8' }, 'en'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: '' }, 'de'],
  [{ LANG: 'en_US.UTF-8', LANGUAGE: 'fr:de:en' }, 'de'],
  [{ LANG: 'C', LANGUAGE: 'de' }, 'en'],
] as const)('prints for %j in %s', (env, language) => expect(languageOf(env)).toBe(language))

import { expect, it } from 'vitest'
import { chooseLanguage } from './choose-language.ts'

it.each([
  [['de-AT', 'en'], 'de'],
  [['fr-FR', 'de_DE.UTF-8'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['C', 'de'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
] as const)('takes for %j the language %s', (preferred, language) =>
  expect(chooseLanguage(preferred)).toBe(language),
)

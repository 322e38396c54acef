import { chooseLanguage } from '../../src-shared/i18n/choose-language.ts'
import type { Language } from '../../src-shared/settings.ts'

/**
 * The language of what is printed, by the rules of gettext: the first of LC_ALL, LC_MESSAGES and LANG that is set names
 * the locale; unless that is the untranslated one, the list in LANGUAGE goes before it. Pure.
 */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '')
  if (locale === undefined || /^(C|POSIX)(\.|$)/.test(locale)) return 'en'
  const preferred = (env.LANGUAGE ?? '').split(':').filter((tag) => tag !== '')
  return chooseLanguage([...preferred, locale])
}

import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'

/** The text of `culvert --help`, or of one command; the general one for commands that need no more words. */
export function helpText(topic: string | undefined, language: Language = 'en'): string {
  const { general, ...topics } = textsFor(language).cli.help
  return topic !== undefined && topic in topics ? topics[topic as keyof typeof topics] : general
}

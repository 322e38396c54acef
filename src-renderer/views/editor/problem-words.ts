import type { Texts } from '../../../src-shared/i18n/texts.ts'
import type { DraftProblem } from '../../../src-shared/profile-draft.ts'

type ProblemTexts = Texts['profiles']['problem']

/** What is wrong with a field, in words. */
export function problemWords({ field, problem, detail = '' }: DraftProblem, texts: ProblemTexts): string {
  if (problem === 'missing') {
    const { other, ...known } = texts.missing
    return field in known ? known[field as keyof typeof known] : other
  }
  const words: string | ((detail: string) => string) = texts[problem]
  return typeof words === 'string' ? words : words(detail)
}

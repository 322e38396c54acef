import type { TrustRequest } from '../../../../src-shared/app-state.ts'
import type { IdentityFailure } from '../../../../src-shared/failure.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import type { Texts } from '../../../../src-shared/i18n/texts.ts'
import type { Language } from '../../../../src-shared/settings.ts'
import { dayText } from '../../../i18n/formats.ts'

type TrustTexts = Texts['sheets']['trust']

/** A certificate can carry hundreds of names; more of them tell nobody more. */
const MAX_NAMES = 8

/** The day of a certificate's time; as it is when it makes no sense. */
export function certificateDay(iso: string, language: Language): string {
  return Number.isNaN(Date.parse(iso)) ? iso : dayText(iso, language)
}

export function namesText(names: readonly string[], words: TrustTexts): string {
  const shown = names.slice(0, MAX_NAMES).join(', ')
  if (shown === '') return words.noName
  return names.length > MAX_NAMES ? words.moreNames(shown, names.length - MAX_NAMES) : shown
}

export function titleOf({ code }: IdentityFailure, { title }: TrustTexts): string {
  switch (code) {
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
      return title.unknown
    case 'certificate-wrong-name':
      return title['wrong-name']
    case 'certificate-expired':
      return title.expired
    case 'certificate-pin-mismatch':
      return title.changed
    default:
      return title.other
  }
}

/** Why the server is not simply trusted, in a sentence. */
export function reasonOf({ failure }: TrustRequest, words: TrustTexts, language: Language): string {
  const { reason } = words
  switch (failure.code) {
    case 'certificate-self-signed':
      return reason.selfSigned
    case 'certificate-unknown-issuer':
      return reason.unknownIssuer(failure.issuer)
    case 'certificate-wrong-name':
      return reason.wrongName(failure.expected, namesText(failure.names, words))
    case 'certificate-expired':
      return reason.expired(certificateDay(failure.validTo, language), certificateDay(failure.now, language))
    case 'certificate-pin-mismatch':
      return reason.changed
    default:
      return describeFailure(failure, language, 'window').cause
  }
}

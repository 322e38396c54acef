import type { ProtocolFailure } from '../../errors.ts'
import { peerText } from '../text.ts'

/**
 * Reads the Failure message `E=691 R=1 C=<challenge> V=3 M=<text>` (RFC 2759 section 6). Servers leave fields out and
 * SoftEther has no text, so every field is optional.
 */
export function parseMsChapFailure(body: Uint8Array): ProtocolFailure {
  const text = peerText(body)
  const error = numberIn(text, /(?:^|\s)E=(\d{1,10})/)
  const attemptsAllowed = /(?:^|\s)R=1(?:\s|$)/.test(text)
  const message = error === undefined ? text : (/(?:^|\s)M=(.*)$/.exec(text)?.[1] ?? '')
  switch (error) {
    case 646:
      return { code: 'account-hours', message }
    case 647:
      return { code: 'account-disabled', message }
    case 648:
      return { code: 'password-expired', message }
    case 649:
      return { code: 'account-no-dial-in', message }
    default:
      return { code: 'sign-in-refused', ...(error !== undefined && { error }), message, attemptsAllowed }
  }
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const digits = pattern.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

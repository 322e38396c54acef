import { fromHex } from '../../bytes.ts'
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
      return {
        code: 'password-expired',
        message,
        ...(challengeForChange(body) !== undefined && { changeable: true as const }),
      }
    case 649:
      return { code: 'account-no-dial-in', message }
    case 709:
      return { code: 'password-change-refused', message }
    default:
      return { code: 'sign-in-refused', ...(error !== undefined && { error }), message, attemptsAllowed }
  }
}

/**
 * The challenge that a new password has to be proved with, when the Failure says that the old one has expired and that
 * it can be changed here: `E=648`, `C=` and at least version 3 (RFC 2759 section 7).
 */
export function challengeForChange(body: Uint8Array): Uint8Array | undefined {
  const text = peerText(body)
  const challenge = /(?:^|\s)C=([0-9a-f]{32})(?:\s|$)/i.exec(text)?.[1]
  const version = numberIn(text, /(?:^|\s)V=(\d{1,3})(?:\s|$)/) ?? 0
  const isExpired = numberIn(text, /(?:^|\s)E=(\d{1,10})/) === 648
  return isExpired && version >= 3 && challenge !== undefined ? fromHex(challenge) : undefined
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const digits = pattern.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

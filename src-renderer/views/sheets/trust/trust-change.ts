import type { PresentedCertificate } from '../../../../src-shared/certificate.ts'
import { inspectorIn } from './inspection.ts'

/** What a changed certificate most likely means. */
export type Verdict =
  /** Renewed by whoever holds the private key. */
  | 'same-key'
  /** The usual renewal, as far as a name can tell. */
  | 'same-issuer'
  | 'self-signed'
  | 'other-issuer'
  | 'inspected'
  /** The earlier certificate is not known. */
  | 'unknown'

/** The key counts most, because it cannot be imitated; names can. */
export function verdictOn(previous: PresentedCertificate | undefined, now: PresentedCertificate): Verdict {
  if (previous !== undefined && previous.keySha256 === now.keySha256) return 'same-key'
  const inspector = inspectorIn(now.issuer)
  if (inspector !== undefined && inspector !== inspectorIn(previous?.issuer ?? '')) return 'inspected'
  if (previous === undefined) return 'unknown'
  if (previous.issuer !== now.issuer) return 'other-issuer'
  return now.issuer === now.subject ? 'self-signed' : 'same-issuer'
}

/** Whether a change is worth the colour of danger. */
export function isAlarming(verdict: Verdict): boolean {
  return verdict !== 'same-key' && verdict !== 'same-issuer'
}

export interface FieldChange {
  field: 'subject' | 'issuer' | 'names' | 'validFrom' | 'validTo' | 'key'
  before: string
  now: string
  differs: boolean
}

/** Field by field what a certificate said until now and says now. For the key only whether it is the same one counts. */
export function fieldChanges(previous: PresentedCertificate, now: PresentedCertificate): FieldChange[] {
  const change = (field: FieldChange['field'], before: string, after: string): FieldChange => ({
    field,
    before,
    now: after,
    differs: before !== after,
  })
  return [
    change('subject', previous.subject, now.subject),
    change('issuer', previous.issuer, now.issuer),
    change('names', sorted(previous.names), sorted(now.names)),
    change('validFrom', previous.validFrom, now.validFrom),
    change('validTo', previous.validTo, now.validTo),
    change('key', previous.keySha256, now.keySha256),
  ]
}

/** The order of the names says nothing. */
const sorted = (names: readonly string[]) => [...names].sort().join(', ')

/** How many characters of a new fingerprint are typed before it replaces the old one. */
export const TYPED_CHARACTERS = 4

/** Whether what was typed is the end of the fingerprint; case and spaces around it do not count. */
export function isEndOf(sha256: string, typed: string): boolean {
  return typed.trim().toLowerCase() === sha256.slice(-TYPED_CHARACTERS).toLowerCase()
}

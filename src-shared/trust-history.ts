import type { PresentedCertificate } from './certificate.ts'
import { formatDay } from './format.ts'
import { textsFor } from './i18n/texts.ts'
import type { Profile } from './profile.ts'
import type { Language } from './settings.ts'

/** A certificate that a connection came up with. Its names are left out: there may be a thousand. */
export interface TrustedCertificate extends Omit<PresentedCertificate, 'names'> {
  /** Host and port: the profile may mean another server by now. */
  server: string
  /** Milliseconds since 1970 of the first connection that it was seen with. */
  since: number
  /** When another one was seen in its place; absent while it is the last. */
  until?: number
}

/** More renewals than this tell nobody more. */
export const MAX_TRUSTED = 10

/** A pinned certificate that ends this soon is warned of: time enough to ask the administrator. */
export const ENDS_SOON_DAYS = 14

const DAY = 86_400_000

/**
 * The history, newest first, after a connection that came up with this certificate; the same one when nothing is new. One that
 * comes back, as with servers that take turns, keeps the day on which it was first seen.
 */
export function withTrusted(
  history: readonly TrustedCertificate[],
  { names: _, ...certificate }: PresentedCertificate,
  server: string,
  now: number,
): readonly TrustedCertificate[] {
  const [newest, ...older] = history
  const isSame = (other: TrustedCertificate) => other.sha256 === certificate.sha256 && other.server === server
  if (newest !== undefined && isSame(newest)) return history
  const since = older.find(isSame)?.since ?? now
  const replaced = newest === undefined ? [] : [{ ...newest, until: now }]
  const rest = older.filter((other) => !isSame(other))
  return [{ ...certificate, server, since }, ...replaced, ...rest].slice(0, MAX_TRUSTED)
}

/** How a profile holds on to a certificate: what happens when it is renewed depends on that. */
export type Hold = 'key' | 'certificate' | 'authority' | 'other-pin'

export function holdOn(
  { sha256, keySha256 }: Pick<PresentedCertificate, 'sha256' | 'keySha256'>,
  { pinSha256, pinKeySha256 }: Pick<Profile['identity'], 'pinSha256' | 'pinKeySha256'>,
): Hold {
  if (pinKeySha256.includes(keySha256)) return 'key'
  if (pinSha256.includes(sha256)) return 'certificate'
  return pinSha256.length + pinKeySha256.length === 0 ? 'authority' : 'other-pin'
}

/** Whole days until a certificate ends, negative after its end; undefined when its date makes no sense. */
export function daysLeft(
  { validTo }: Pick<PresentedCertificate, 'validTo'>,
  now: number,
): number | undefined {
  const end = Date.parse(validTo)
  return Number.isNaN(end) ? undefined : Math.floor((end - now) / DAY)
}

/** The warning about a pinned certificate that ends soon or has ended; undefined where there is nothing to warn of. */
export function endingPin(
  certificate: Pick<PresentedCertificate, 'sha256' | 'keySha256' | 'validTo'>,
  identity: Pick<Profile['identity'], 'pinSha256' | 'pinKeySha256'>,
  now: number,
  language: Language,
): string | undefined {
  const hold = holdOn(certificate, identity)
  const days = daysLeft(certificate, now)
  if ((hold !== 'key' && hold !== 'certificate') || days === undefined || days >= ENDS_SOON_DAYS)
    return undefined
  const { ends, renewal } = textsFor(language).trustHistory
  return `${ends(days, formatDay(certificate.validTo, language))} ${renewal[hold]}`
}

export interface TrustReport {
  /** In sentences: since when, until when, and what a renewal will mean. */
  now: readonly string[]
  /** The end is near, and the profile pins it. */
  isWarning: boolean
  current: TrustedCertificate
  /** What was trusted before, newest first, a line each. */
  before: readonly { sha256: string; text: string }[]
}

/** What is known of the certificates of a connection; undefined before the first that came up. */
export function reportTrust(
  history: readonly TrustedCertificate[],
  identity: Pick<Profile['identity'], 'pinSha256' | 'pinKeySha256'>,
  now: number,
  language: Language,
): TrustReport | undefined {
  const [current, ...older] = history
  if (current === undefined) return undefined
  const words = textsFor(language).trustHistory
  const day = (time: number) => formatDay(new Date(time).toISOString(), language)
  const days = daysLeft(current, now)
  return {
    now: [
      words.since(day(current.since)),
      ...(days === undefined ? [] : [words.ends(days, formatDay(current.validTo, language))]),
      words.renewal[holdOn(current, identity)],
    ],
    isWarning: endingPin(current, identity, now, language) !== undefined,
    current,
    before: older.map(({ sha256, subject, issuer, since, until = since, validFrom, validTo }) => ({
      sha256,
      text: words.before({
        subject,
        issuer,
        since: day(since),
        until: day(until),
        validFrom: formatDay(validFrom, language),
        validTo: formatDay(validTo, language),
      }),
    })),
  }
}

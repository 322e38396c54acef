import type { Language } from '../settings.ts'

/** A certificate can carry hundreds of names; more of them tell nobody more. */
export const MAX_NAMES = 8

/** The line as it goes into a `.sstp` file, on a line of its own so that it can be copied. */
export function pinLine(sha256: string): string {
  return `pin-sha256 = ["${sha256}"]`
}

/** The day of a moment in ISO 8601: `2026-03-01`, in German `01.03.2026`. */
export function day(iso: string, language: Language): string {
  const [date, year, month, dayOfMonth] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso) ?? [iso.slice(0, 10)]
  return language === 'de' && year !== undefined ? `${dayOfMonth}.${month}.${year}` : date
}

/** `2026-03-01T12:30:00.000Z` as `2026-03-01 12:30 UTC`; both times of a comparison are shown alike. */
export function moment(iso: string, language: Language): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso)) return iso
  const time = iso.slice(11, 16)
  return language === 'de' ? `${day(iso, 'de')}, ${time} Uhr (UTC)` : `${day(iso, 'en')} ${time} UTC`
}

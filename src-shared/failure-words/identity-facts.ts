import { formatDay } from '../format.ts'
import type { Language } from '../settings.ts'

/** A certificate can carry hundreds of names; more of them tell nobody more. */
export const MAX_NAMES = 8

/** The line as it goes into a `.sstp` file, on a line of its own so that it can be copied. */
export function pinLine(sha256: string): string {
  return `pin-sha256 = ["${sha256}"]`
}

/** `2026-03-01T12:30:00.000Z` as `2026-03-01 12:30 UTC`; both times of a comparison are shown alike. */
export function moment(iso: string, language: Language): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso)) return iso
  const time = iso.slice(11, 16)
  return language === 'de'
    ? `${formatDay(iso, 'de')}, ${time} Uhr (UTC)`
    : `${formatDay(iso, 'en')} ${time} UTC`
}

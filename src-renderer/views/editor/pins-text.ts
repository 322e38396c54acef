import { entriesOf } from '../../../src-shared/check-draft.ts'

/** Hexadecimal digits of a SHA-256. */
export const PIN_DIGITS = 64

/** The fingerprints that stand in the field, 64 lower-case digits each, and whatever else stands there. */
export function splitPins(text: string): { pins: string[]; rest: string } {
  const pins: string[] = []
  const rest: string[] = []
  for (const entry of entriesOf(text)) {
    const pin = pinFrom(entry)
    if (pin === undefined) rest.push(entry)
    else if (!pins.includes(pin)) pins.push(pin)
  }
  return { pins, rest: rest.join(' ') }
}

/** The field with these fingerprints and what is being typed. */
export function joinPins(pins: readonly string[], rest: string): string {
  return [...pins, rest].filter((line) => line.trim() !== '').join('\n')
}

/**
 * The fingerprint in what was typed or pasted, in any of the forms in which programs show it: with colons, in groups, and
 * behind a label such as openssl's `sha256 Fingerprint=`.
 */
export function pinFrom(text: string): string | undefined {
  const digits = pinDigits(text)
  return digits.length === PIN_DIGITS && /^[0-9a-f]+$/.test(digits) ? digits : undefined
}

/** What counts of a fingerprint that is being typed. */
export function pinDigits(text: string): string {
  return text
    .replace(/^.*=/s, '')
    .replace(/^\s*sha-?256:?/i, '')
    .replace(/[\s:]/g, '')
    .toLowerCase()
}

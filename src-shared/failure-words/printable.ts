/** Longer texts from outside tell a user nothing more. */
const MAX_TEXT = 400

/**
 * Control characters (which could drive a terminal), line separators, and the marks that turn the direction of text
 * around (which could make it read as something else).
 */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** A value that is quoted inside a sentence. */
const MAX_VALUE = 60

export function shortened(value: string): string {
  return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value
}

/** A copy of plain data in which every text is one short line that is safe to show. */
export function printable<Data>(data: Data): Data {
  if (typeof data === 'string') return oneLine(data) as Data
  if (Array.isArray(data)) return data.map(printable) as Data
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, printable(value)])) as Data
}

function oneLine(text: string): string {
  const line = text.slice(0, MAX_TEXT).replace(UNPRINTABLE, ' ').trim()
  return text.length > MAX_TEXT ? `${line}…` : line
}

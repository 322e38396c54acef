/** Control characters, line separators, and marks that turn the direction of text around or are not seen at all. */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+/gu

/** Makes one line of a text that comes from outside, which then cannot pretend to be something else in the window. */
export function cleanLine(text: string, max: number): string {
  const line = text
    .slice(0, 4 * max)
    .toWellFormed()
    .replace(UNPRINTABLE, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return line.length > max ? cut(line, max) : line
}

/** The last part of a path, of either kind of slash: a name from outside leads nowhere. */
export function baseName(path: string): string {
  const parts = path.slice(-1024).split(/[/\\]/)
  return cleanLine(parts.findLast((part) => part !== '') ?? '', 120)
}

/** Does not leave half of a character that takes two code units. */
function cut(line: string, max: number): string {
  const short = line.slice(0, max - 1)
  return `${short.isWellFormed() ? short : short.slice(0, -1)}…`
}

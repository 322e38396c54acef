import type { TomlTrouble, ValueMistake, ValueTrouble } from '../../../src-shared/profile-mistake.ts'

/** What a schema says of a value. Zod carries nothing but text with every kind of issue, so the facts travel as JSON. */
export function says(mistake: ValueMistake | ValueTrouble): string {
  return JSON.stringify(typeof mistake === 'string' ? { problem: mistake } : mistake)
}

/** The other end: what `says` has said. A text of Zod's own means that nobody has thought of this case. */
export function heard(message: string): ValueMistake {
  return message.startsWith('{') ? (JSON.parse(message) as ValueMistake) : { problem: 'strange' }
}

/** Parts of what the parser of TOML says, the telling ones first. All control characters but line ends are refused before. */
const TOML: readonly (readonly [RegExp, TomlTrouble])[] = [
  [/control characters .* in strings|unfinished string|multiline strings/, 'text-open'],
  [/excessively nested/, 'nested'],
  [/redefine|unsafe property/, 'twice'],
  [/unfinished (?:table|array)|end of (?:structure|table array)/, 'brackets'],
  [/escape/, 'escape'],
  [/end-of-line/, 'rest'],
  [/\bkey\b/, 'key'],
]

/** What the words of the parser mean. */
export function tomlTrouble(message: string): TomlTrouble {
  return TOML.find(([words]) => words.test(message))?.[1] ?? 'value'
}

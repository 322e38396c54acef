import { isIP } from 'node:net'
import type { LogRecord, RedactedLog } from '../../../src-shared/log-record.ts'
import { type KnownNames, NameFinder } from './known-names.ts'
import { lineOf } from './line.ts'

const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g
/** A colon or full stop behind an address belongs to the sentence. */
const IPV6 = /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?<=::))(?![\w]|:[0-9a-f:])/gi
const FINGERPRINT = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{2}(?::[0-9a-f]{2}){31})(?![0-9a-f])/gi
const HOME = /(?:\/home\/|\/Users\/|C:\\Users\\)[^/\\\s"]+/g

/**
 * The log as it would be given to somebody else: names of servers and users, addresses, fingerprints and home folders
 * become placeholders, the same one for the same thing throughout, so that it can still be followed.
 */
export function preview(records: readonly LogRecord[], known: KnownNames): RedactedLog {
  const names = new NameFinder(
    known,
    records.map(({ text }) => text),
  )
  const placeholders = new Placeholders(names)
  const lines = records.map((record) => `${lineOf(record, placeholders.replaceIn(record.text))}\n`)
  return { text: lines.join(''), replacements: placeholders.counts() }
}

class Placeholders {
  readonly #names: NameFinder
  readonly #byOriginal = new Map<string, { placeholder: string; count: number }>()
  readonly #kinds = new Map<string, number>()

  constructor(names: NameFinder) {
    this.#names = names
  }

  replaceIn(text: string): string {
    return this.#names
      .replaceIn(text, (kind, name) => this.#take(kind, name))
      .replace(FINGERPRINT, (match) => this.#take('fingerprint', match.replaceAll(':', '')))
      .replace(IPV4, (match) => (isIP(match) === 4 ? this.#take('address', match) : match))
      .replace(IPV6, (match) => (isIP(match) === 6 ? this.#take('address', match) : match))
      .replace(HOME, (match) => this.#take('home', match))
  }

  counts(): RedactedLog['replacements'] {
    return [...this.#byOriginal.values()]
  }

  #take(kind: string, original: string): string {
    const key = `${kind} ${original.toLowerCase()}`
    const known = this.#byOriginal.get(key)
    if (known !== undefined) {
      known.count += 1
      return known.placeholder
    }
    const number = (this.#kinds.get(kind) ?? 0) + 1
    this.#kinds.set(kind, number)
    const placeholder = `<${kind}-${number}>`
    this.#byOriginal.set(key, { placeholder, count: 1 })
    return placeholder
  }
}

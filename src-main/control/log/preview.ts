import { isIP } from 'node:net'
import type { LogRecord, RedactedLog } from '../../../src-shared/log-record.ts'

/** What a log would give away about the user's connections. */
export interface KnownNames {
  servers: readonly string[]
  users: readonly string[]
}

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
  const placeholders = new Placeholders()
  const text = records
    .map((record) => {
      const line = placeholders.replaceIn(record.text, known)
      return `${new Date(record.time).toISOString()} ${record.level.padEnd(5)} ${record.source.padEnd(6)} ${line}\n`
    })
    .join('')
  return { text, replacements: placeholders.counts() }
}

class Placeholders {
  readonly #byOriginal = new Map<string, { placeholder: string; count: number }>()
  readonly #kinds = new Map<string, number>()

  replaceIn(text: string, { servers, users }: KnownNames): string {
    let line = text
    for (const server of longestFirst(servers)) line = this.#replaceName(line, 'server', server)
    for (const user of longestFirst(users)) line = this.#replaceName(line, 'user', user)
    return line
      .replace(FINGERPRINT, (match) => this.#take('fingerprint', match.replaceAll(':', '')))
      .replace(IPV4, (match) => (isIP(match) === 4 ? this.#take('address', match) : match))
      .replace(IPV6, (match) => (isIP(match) === 6 ? this.#take('address', match) : match))
      .replace(HOME, (match) => this.#take('home', match))
  }

  counts(): RedactedLog['replacements'] {
    return [...this.#byOriginal.values()]
  }

  #replaceName(text: string, kind: string, name: string): string {
    if (name === '') return text
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return text.replace(new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'giu'), (match) =>
      this.#take(kind, match),
    )
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

const longestFirst = (names: readonly string[]) => [...names].sort((a, b) => b.length - a.length)

import { formsOf } from './secret-forms.ts'

/** Shorter secrets are taken out where they stand alone: elsewhere they would take half of the words with them. */
const MIN_SECRET = 4

/** Secrets of one run: a password for each connection that was tried. */
const MAX_SECRETS = 200

export const REMOVED = '<removed>'

/** Stands for a removed secret until all are removed, so that none is looked for in `REMOVED` itself. */
const MARK = '\ue000'

// A text of a megabyte has to pass these in milliseconds, so nothing before the end of one may repeat without limit
// where it could begin anew at each character.
const PATTERNS: readonly [pattern: RegExp, replacement: string][] = [
  [/((?:proxy-)?authorization\\{0,4}["']?\s{0,8}[:=])[^\r\n]*/gi, `$1 ${MARK}`],
  [
    /((?:password|passwd|passphrase|passwort|kennwort|pwd|secret)\\{0,4}["']?\s{0,8}[=:]\s{0,8})(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+)/gi,
    `$1${MARK}`,
  ],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]*:)[^\s/@]+@/gi, `$1${MARK}@`],
  [/-----BEGIN ([A-Z ]{0,30}PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, MARK],
]

/** Takes secrets out of every line before it is kept anywhere: those that it was told, in every way that we write them. */
export class Redactor {
  readonly #secrets = new Map<string, readonly string[]>()
  #forms: readonly string[] = []
  #short: readonly RegExp[] = []

  addSecret(secret: string): void {
    if (secret === '' || this.#secrets.has(secret)) return
    const [oldest] = this.#secrets.keys()
    if (this.#secrets.size >= MAX_SECRETS && oldest !== undefined) this.#secrets.delete(oldest)
    const isShort = secret.length < MIN_SECRET
    this.#secrets.set(secret, isShort ? [] : formsOf(secret))
    // The longest first, so that no form is left with a part of it standing.
    this.#forms = [...new Set([...this.#secrets.values()].flat())].sort((a, b) => b.length - a.length)
    if (isShort) this.#short = [...this.#short, standingAlone(secret)].slice(-MAX_SECRETS)
  }

  redact(text: string): string {
    let clean = text
    for (const form of this.#forms) if (clean.includes(form)) clean = clean.replaceAll(form, MARK)
    for (const short of this.#short) clean = clean.replace(short, MARK)
    for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
    return clean.replaceAll(MARK, REMOVED)
  }
}

function standingAlone(secret: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${secret.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'gu',
  )
}

/** Shorter secrets would take half of the words with them; where a password could stand, patterns take it out anyway. */
const MIN_SECRET = 4

/** Secrets of one run: a password for each connection that was tried. */
const MAX_SECRETS = 200

export const REMOVED = '<removed>'

const PATTERNS: readonly [pattern: RegExp, replacement: string][] = [
  [/((?:proxy-)?authorization:\s*\S+\s+)\S+/gi, `$1${REMOVED}`],
  [/("?(?:password|passwd|passphrase|pwd|secret)"?\s*[=:]\s*)(?:"(?:[^"\\]|\\.)*"|\S+)/gi, `$1${REMOVED}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+@/gi, `$1${REMOVED}@`],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, REMOVED],
]

/** Takes secrets out of every line before it is kept anywhere: those that it was told, in every way that we write them. */
export class Redactor {
  readonly #secrets = new Map<string, readonly string[]>()
  #forms: readonly string[] = []

  addSecret(secret: string): void {
    if (secret.length < MIN_SECRET || this.#secrets.has(secret)) return
    const [oldest] = this.#secrets.keys()
    if (this.#secrets.size >= MAX_SECRETS && oldest !== undefined) this.#secrets.delete(oldest)
    this.#secrets.set(secret, formsOf(secret))
    // The longest first, so that no form is left with a part of it standing.
    this.#forms = [...new Set([...this.#secrets.values()].flat())].sort((a, b) => b.length - a.length)
  }

  redact(text: string): string {
    let clean = text
    for (const form of this.#forms) if (clean.includes(form)) clean = clean.replaceAll(form, REMOVED)
    for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
    return clean
  }
}

/** As it is, in JSON, in an address, in Base64 and in hexadecimal, in the encodings that protocols use. */
function formsOf(secret: string): string[] {
  const bytes = [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le')]
  const encoded = bytes.flatMap((form) => [
    form.toString('base64'),
    form.toString('base64').replace(/=+$/, ''),
    form.toString('base64url'),
    form.toString('hex'),
    form.toString('hex').toUpperCase(),
  ])
  return [secret, JSON.stringify(secret).slice(1, -1), uriForm(secret), ...encoded]
}

/** A lone surrogate has no form in an address. */
function uriForm(secret: string): string {
  return secret.isWellFormed() ? encodeURIComponent(secret) : secret
}

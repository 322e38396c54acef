/** What a log would give away about the user's connections. */
export interface KnownNames {
  servers: readonly string[]
  users: readonly string[]
}

export type NameKind = 'server' | 'user'

/** One letter names nobody, and stands in every text. */
const MIN_PART = 2

/** Finds the names of servers and users in texts, whatever their case, as they are and as JSON has them. */
export class NameFinder {
  readonly #kinds = new Map<string, { kind: NameKind; name: string }>()
  readonly #pattern: RegExp | undefined

  /** @param texts all of them: names that are in none cost nothing later */
  constructor({ servers, users }: KnownNames, texts: readonly string[]) {
    const all = texts.join('\n').toLowerCase()
    const note = (kind: NameKind, name: string) => {
      for (const form of [name, JSON.stringify(name).slice(1, -1)].map((each) => each.toLowerCase())) {
        if (form !== '' && all.includes(form) && !this.#kinds.has(form)) this.#kinds.set(form, { kind, name })
      }
    }
    for (const server of servers) note('server', server)
    for (const user of users) note('user', user)
    for (const part of users.flatMap(partsOf)) note('user', part)
    const forms = [...this.#kinds.keys()].sort((a, b) => b.length - a.length).map(escaped)
    if (forms.length > 0) this.#pattern = new RegExp(`(?<![\\w-])(?:${forms.join('|')})(?![\\w-])`, 'giu')
  }

  replaceIn(text: string, replace: (kind: NameKind, name: string) => string): string {
    if (this.#pattern === undefined) return text
    return text.replace(this.#pattern, (match) => {
      const { kind, name } = this.#kinds.get(match.toLowerCase()) ?? { kind: 'user', name: match }
      return replace(kind, name)
    })
  }
}

/** `FIRM\anna` and `anna@firm.example` are known as `anna`, too. */
function partsOf(user: string): string[] {
  const parts = user.split(/[\\@]/)
  return parts.length === 1 ? [] : parts.filter((part) => part.length >= MIN_PART)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

export type KeyPath = readonly (string | number)[]

/** Keys inside more tables than this are found by those around them. */
export const MAX_KEY_DEPTH = 16

/**
 * Finds the offsets of keys and of elements of arrays in a TOML text. For what is not there the answer is the nearest
 * table around it, or 0. The text must be one that a TOML parser has accepted: nothing is checked here again.
 */
export function keyOffsets(text: string): (path: KeyPath) => number {
  const offsets = new KeyScanner(text).scan()
  return (path) => {
    for (let length = Math.min(path.length, MAX_KEY_DEPTH); length > 0; length--) {
      const offset = offsets.get(JSON.stringify(path.slice(0, length)))
      if (offset !== undefined) return offset
    }
    return 0
  }
}

/** Walks through the statements of a TOML text and notes where each key begins. */
class KeyScanner {
  readonly #text: string
  readonly #offsets = new Map<string, number>()
  readonly #tableCounts = new Map<string, number>()
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): ReadonlyMap<string, number> {
    let table: KeyPath = []
    while (this.#skip(/[\s]|#[^\n]*/y)) {
      if (this.#peek() === '[') table = this.#header()
      else this.#assignment(table)
    }
    return this.#offsets
  }

  #header(): KeyPath {
    const isArray = this.#text.startsWith('[[', this.#at)
    this.#at += isArray ? 2 : 1
    const path = this.#key([])
    this.#at += isArray ? 2 : 1
    if (!isArray) return path
    const count = this.#tableCounts.get(JSON.stringify(path)) ?? 0
    this.#tableCounts.set(JSON.stringify(path), count + 1)
    return [...path, count]
  }

  #assignment(table: KeyPath): void {
    const path = this.#key(table)
    // Past the equals sign; on a text that no parser would accept this still moves on.
    this.#at += 1
    this.#skip(/[ \t]/y)
    this.#value(path)
  }

  /** Reads a key with its dots, and notes where each part of it begins. */
  #key(base: KeyPath): KeyPath {
    let path = base
    for (;;) {
      this.#skip(/[ \t]/y)
      const start = this.#at
      const part = this.#keyPart()
      if (path.length < MAX_KEY_DEPTH) path = [...path, part]
      this.#note(path, start)
      this.#skip(/[ \t]/y)
      if (this.#peek() !== '.') return path
      this.#at += 1
    }
  }

  #keyPart(): string {
    const raw = this.#take(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s.=[\]{}"',#]+/y)
    if (raw.startsWith("'")) return raw.slice(1, -1)
    return raw.startsWith('"') ? unescaped(raw) : raw
  }

  #value(path: KeyPath): void {
    const first = this.#peek()
    if (first === '[') this.#elements(path)
    else if (first === '{') this.#inlineTable(path)
    else
      this.#take(/"""(?:\\[\s\S]|[^\\])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}\n#]+/y)
  }

  #elements(path: KeyPath): void {
    this.#at += 1
    for (let index = 0; this.#toNext(']'); index++) {
      this.#note([...path, index], this.#at)
      this.#value([...path, index])
    }
  }

  #inlineTable(path: KeyPath): void {
    this.#at += 1
    while (this.#toNext('}')) this.#assignment(path)
  }

  /** Moves to the next member of an array or inline table; false, and past the end of it, when there is none. */
  #toNext(close: string): boolean {
    if (!this.#skip(/[\s,]|#[^\n]*/y)) return false
    if (this.#peek() !== close) return true
    this.#at += 1
    return false
  }

  #note(path: KeyPath, offset: number): void {
    const key = JSON.stringify(path)
    if (!this.#offsets.has(key)) this.#offsets.set(key, offset)
  }

  #peek(): string | undefined {
    return this.#text[this.#at]
  }

  /** Skips whatever matches, again and again; false at the end of the text. */
  #skip(pattern: RegExp): boolean {
    for (;;) {
      pattern.lastIndex = this.#at
      const match = pattern.exec(this.#text)
      if (match === null) return this.#at < this.#text.length
      this.#at = pattern.lastIndex
    }
  }

  /** Takes what matches, and at least one character, so that every loop ends. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const taken = pattern.exec(this.#text)?.[0] ?? this.#text.slice(this.#at, this.#at + 1)
    this.#at += Math.max(1, taken.length)
    return taken
  }
}

/** Nearly all escapes of TOML are those of JSON; a key with another one is found by its table. */
function unescaped(raw: string): string {
  try {
    return JSON.parse(raw) as string
  } catch {
    return raw
  }
}

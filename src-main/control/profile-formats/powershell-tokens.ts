/** A piece of a PowerShell text, as far as people write commands in documents and mails. */
export type Token =
  /** `parts` are texts and, with a dollar in front, variables: a string in double quotes may have both. */
  | { type: 'value'; parts: readonly Part[]; quoted: boolean; line: number }
  | { type: 'parameter'; name: string; line: number }
  | { type: 'splat'; name: string; line: number }
  /** A line's end, or what ends a command within a line. */
  | { type: 'end'; line: number }
  | { type: 'mark'; text: ',' | '=' | '(' | ')' | '{' | '}' | '@{'; line: number }

export type Part = { text: string } | { variable: string }

/** A text with more is no list of commands. */
const MAX_TOKENS = 50_000

/** Every pattern is tried at one place only and cannot match the same text in two ways, so the work is linear. */
const PATTERNS = {
  space: /(?:[ \t\f\v\u00a0]|`\r?\n)+/y,
  comment: /#[^\r\n]*/y,
  // Code that is not closed ends with the text; looked for by indexOf, for a pattern would look once for each beginning.
  end: /\r?\n|\r|[;|&]/y,
  parameter: /[-–—]([A-Za-z][A-Za-z0-9]{0,60}):?/y,
  splat: /@([A-Za-z_][A-Za-z0-9_]{0,60})/y,
  mark: /@\{|@\(|[,=(){}]/y,
  variable:
    /\$(?:(?:script|global|local|private|env):)?([A-Za-z_][A-Za-z0-9_:.]{0,60})|\$\{([^}\r\n]{1,60})\}/iy,
  word: /[^\s,=(){};|&'"“”‘’]+/y,
} as const

/** Splits a text; what makes no sense ends up in some value or other, and nothing is run. */
export function powerShellTokens(text: string): Token[] {
  return new Tokenizer(text).run()
}

class Tokenizer {
  readonly #text: string
  readonly #tokens: Token[] = []
  #at = 0
  #line = 1

  constructor(text: string) {
    this.#text = text
  }

  run(): Token[] {
    while (this.#at < this.#text.length && this.#tokens.length < MAX_TOKENS) this.#one()
    return this.#tokens
  }

  #one(): void {
    if (this.#take(PATTERNS.space) || this.#blockComment() || this.#take(PATTERNS.comment)) return
    this.#tokens.push(this.#token(this.#line))
  }

  #token(line: number): Token {
    if (this.#take(PATTERNS.end)) return { type: 'end', line }
    const parameter = this.#take(PATTERNS.parameter)
    if (parameter) return { type: 'parameter', name: parameter[1], line }
    const splat = this.#take(PATTERNS.splat)
    if (splat) return { type: 'splat', name: splat[1], line }
    const mark = this.#take(PATTERNS.mark)
    if (mark) return { type: 'mark', text: markOf(mark[0]), line }
    return { type: 'value', line, ...this.#value() }
  }

  #value(): { parts: readonly Part[]; quoted: boolean } {
    const char = this.#text[this.#at]
    if (/['‘’]/.test(char)) return { parts: [{ text: this.#single() }], quoted: true }
    if (/["“”]/.test(char)) return { parts: this.#double(), quoted: true }
    const variable = this.#take(PATTERNS.variable)
    if (variable) return { parts: [{ variable: variable[1] ?? variable[2] }], quoted: false }
    const word = this.#take(PATTERNS.word)?.[0] ?? this.#text[this.#at++]
    return { parts: [{ text: word.replaceAll('`', '') }], quoted: false }
  }

  /** In single quotes only a doubled quote means something else. Word processors make quotes round. */
  #single(): string {
    const parts: string[] = []
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at]
      if (/['‘’]/.test(char)) {
        this.#at++
        if (this.#text[this.#at] !== "'") return parts.join('')
      }
      parts.push(this.#counted(char))
    }
    return parts.join('')
  }

  #double(): Part[] {
    const parts: Part[] = []
    let text: string[] = []
    const endText = () => {
      if (text.length > 0) parts.push({ text: text.join('') })
      text = []
    }
    this.#at++
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at]
      const variable = char === '$' ? this.#take(PATTERNS.variable) : undefined
      if (variable) {
        endText()
        parts.push({ variable: variable[1] ?? variable[2] })
        continue
      }
      this.#at++
      if (/["“”]/.test(char)) {
        if (this.#text[this.#at] !== '"') break
        this.#at++
      }
      text.push(this.#counted(char === '`' ? (this.#text[this.#at++] ?? '') : char))
    }
    endText()
    return parts.length > 0 ? parts : [{ text: '' }]
  }

  #blockComment(): boolean {
    if (!this.#text.startsWith('<#', this.#at)) return false
    const end = this.#text.indexOf('#>', this.#at)
    const stop = end === -1 ? this.#text.length : end + 2
    for (let at = this.#at; at < stop; at++) this.#counted(this.#text[at])
    this.#at = stop
    return true
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) return undefined
    this.#at = pattern.lastIndex
    for (const char of match[0]) this.#counted(char)
    return match
  }

  #counted(char: string): string {
    if (char === '\n') this.#line++
    return char
  }
}

function markOf(text: string): Extract<Token, { type: 'mark' }>['text'] {
  // `@(` begins a list, and a list in brackets reads the same.
  return text === '@(' ? '(' : (text as Extract<Token, { type: 'mark' }>['text'])
}

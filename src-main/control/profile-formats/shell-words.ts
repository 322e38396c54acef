/** One word of a command, without its quotes. */
export interface ShellWord {
  text: string
  line: number
  /** True where quotes or backslashes kept the word's beginning from meaning more than text. */
  quoted: boolean
}

export type ShellCommand = readonly ShellWord[]

/** A text with more words is no list of commands. */
const MAX_WORDS = 20_000

/**
 * Splits a text into commands and words as a shell does, as far as people write such lines: quotes, backslashes, lines
 * that go on, comments. Nothing is expanded: a variable stays as it is written. One pass, whatever the text is.
 */
export function shellCommands(text: string): ShellCommand[] {
  return new ShellScanner(text).scan()
}

class ShellScanner {
  readonly #text: string
  readonly #commands: ShellWord[][] = []
  #command: ShellWord[] = []
  #at = 0
  #line = 1
  #words = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): ShellCommand[] {
    while (this.#at < this.#text.length && this.#words < MAX_WORDS) {
      const char = this.#text[this.#at]
      if (char === '\n' || char === ';' || char === '|' || char === '&') this.#endCommand()
      else if (char === '#') this.#skipComment()
      else if (!this.#skipSpace(char)) this.#word()
    }
    this.#endCommand()
    return this.#commands
  }

  #endCommand(): void {
    if (this.#command.length > 0) this.#commands.push(this.#command)
    this.#command = []
    this.#next()
  }

  #skipComment(): void {
    while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#at++
  }

  #skipSpace(char: string): boolean {
    if (char === '\\' && this.#endsLine(1)) {
      this.#continueLine()
      return true
    }
    if (!/\s/.test(char)) return false
    this.#next()
    return true
  }

  #word(): void {
    const start = this.#at
    const line = this.#line
    const parts: string[] = []
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at]
      if (/[\s;|&]/.test(char)) break
      if (char === "'" || char === '"') parts.push(this.#quoted(char))
      else if (char === '\\') parts.push(this.#escaped())
      else {
        parts.push(char)
        this.#at++
      }
    }
    this.#words++
    this.#command.push({ text: parts.join(''), line, quoted: /["'\\]/.test(this.#text[start]) })
  }

  /** A quote that never ends takes the rest, as in a shell that waits for more. */
  #quoted(quote: string): string {
    const parts: string[] = []
    this.#at++
    while (this.#at < this.#text.length && this.#text[this.#at] !== quote) {
      const char = this.#text[this.#at]
      if (char === '\\' && quote === '"') parts.push(this.#escaped())
      else {
        parts.push(char)
        this.#next()
      }
    }
    this.#at++
    return parts.join('')
  }

  #escaped(): string {
    if (this.#endsLine(1)) {
      this.#continueLine()
      return ''
    }
    const char = this.#text[this.#at + 1] ?? ''
    this.#at += 2
    return char
  }

  #continueLine(): void {
    this.#at += this.#text[this.#at + 1] === '\r' ? 3 : 2
    this.#line++
  }

  #endsLine(ahead: number): boolean {
    const next = this.#text[this.#at + ahead]
    return next === '\n' || (next === '\r' && this.#text[this.#at + ahead + 1] === '\n')
  }

  #next(): void {
    if (this.#text[this.#at] === '\n') this.#line++
    this.#at++
  }
}

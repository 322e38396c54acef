import { type Part, powerShellTokens, type Token } from './powershell-tokens.ts'

export interface PowerShellCommand {
  /** In lower case. */
  name: string
  line: number
  arguments: readonly Argument[]
}

/** Without a name, a value that stands by its position; without values, a switch. */
export interface Argument {
  name?: string
  values: readonly string[]
}

/**
 * Variables can be put together from variables, and so grow without an end: values in a text that doubles itself, lists
 * and tables of themselves. Real ones are far below.
 */
const MAX = { CHARACTERS: 4096, VALUES: 1000, ARGUMENTS: 200 } as const

/** Stands for the value of a variable that nobody knows here; no text from outside has this character. */
const UNKNOWN = '\u0000'

/** The name of the variable whose value a text lacks. */
export function unknownVariable(text: string): string | undefined {
  return text.includes(UNKNOWN) ? text.split(UNKNOWN)[1] : undefined
}

/** Finds the commands of a text. Variables are known when the text itself gives them a plain value before. */
export function powerShellCommands(text: string): PowerShellCommand[] {
  return new Parser(powerShellTokens(text.replaceAll(UNKNOWN, ''))).run()
}

type Known = { values: readonly string[] } | { table: readonly Argument[] }

class Parser {
  readonly #tokens: readonly Token[]
  readonly #commands: PowerShellCommand[] = []
  readonly #known = new Map<string, Known>([
    ['true', { values: ['$true'] }],
    ['false', { values: ['$false'] }],
    ['null', { values: [] }],
  ])
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  run(): PowerShellCommand[] {
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at++]
      if (token.type !== 'value' || token.quoted) continue
      const [part] = token.parts
      if ('variable' in part) this.#assignment(part.variable)
      else if (/^[A-Za-z]+-[A-Za-z0-9]+$|^rasdial(?:\.exe)?$/i.test(part.text))
        this.#command(part.text.toLowerCase(), token.line)
    }
    return this.#commands
  }

  /** `$name = value` or `$name = @{ … }`; anything else about a variable is passed over. */
  #assignment(name: string): void {
    if (!this.#isMark('=')) return
    this.#at++
    if (this.#isMark('@{')) this.#known.set(name.toLowerCase(), { table: this.#table() })
    else if (['value', 'mark'].includes(this.#tokens[this.#at]?.type) && !this.#isCommandName())
      this.#known.set(name.toLowerCase(), { values: this.#values() })
  }

  #isCommandName(): boolean {
    const token = this.#tokens[this.#at]
    const [part] = token?.type === 'value' && !token.quoted ? token.parts : []
    return part !== undefined && 'text' in part && /^[A-Za-z]+-[A-Za-z]+$/.test(part.text)
  }

  #table(): Argument[] {
    const found: Argument[] = []
    for (this.#at++; this.#at < this.#tokens.length && !this.#isMark('}'); ) {
      const token = this.#tokens[this.#at++]
      if (token.type !== 'value' || !this.#isMark('=')) continue
      this.#at++
      found.push({ name: this.#textOf(token.parts), values: this.#values() })
    }
    this.#at++
    return found.slice(0, MAX.ARGUMENTS)
  }

  #command(name: string, line: number): void {
    const found: Argument[] = []
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at]
      if (token.type === 'end' || (token.type === 'mark' && token.text === '}')) break
      if (token.type === 'splat') {
        const known = this.#known.get(token.name.toLowerCase())
        if (known !== undefined && 'table' in known && found.length < MAX.ARGUMENTS)
          found.push(...known.table)
        this.#at++
      } else if (token.type === 'parameter') {
        this.#at++
        found.push({ name: token.name, values: this.#isValue() ? this.#values() : [] })
      } else if (this.#isValue()) found.push({ values: this.#values() })
      else this.#at++
    }
    this.#commands.push({ name, line, arguments: found.slice(0, MAX.ARGUMENTS) })
  }

  #isValue(): boolean {
    return this.#tokens[this.#at]?.type === 'value' || this.#isMark('(')
  }

  /** A value, or several with commas between them, with or without brackets around; line ends count only outside. */
  #values(): string[] {
    const values: string[] = []
    let depth = 0
    let wanted = true
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at]
      if (token.type === 'value' && (wanted || depth > 0)) {
        if (values.length < MAX.VALUES) values.push(...this.#valuesOf(token))
        wanted = false
      } else if (this.#isMark(',')) wanted = true
      else if (this.#isMark('(')) depth++
      else if (this.#isMark(')') && depth > 0) depth--
      else if (token.type !== 'end' || (depth === 0 && !wanted)) break
    }
    return values.slice(0, MAX.VALUES)
  }

  #valuesOf(token: Extract<Token, { type: 'value' }>): readonly string[] {
    const [part] = token.parts
    const known =
      !token.quoted && 'variable' in part ? this.#known.get(part.variable.toLowerCase()) : undefined
    return known !== undefined && 'values' in known ? known.values : [this.#textOf(token.parts)]
  }

  #textOf(parts: readonly Part[]): string {
    let text = ''
    for (const part of parts) {
      text += 'text' in part ? part.text : this.#textOfVariable(part.variable)
      if (text.length > MAX.CHARACTERS) return text.slice(0, MAX.CHARACTERS)
    }
    return text
  }

  #textOfVariable(name: string): string {
    const known = this.#known.get(name.toLowerCase())
    return known !== undefined && 'values' in known
      ? known.values.slice(0, 10).join(' ')
      : `${UNKNOWN}${name}${UNKNOWN}`
  }

  #isMark(text: string): boolean {
    const token = this.#tokens[this.#at]
    return token?.type === 'mark' && token.text === text
  }
}

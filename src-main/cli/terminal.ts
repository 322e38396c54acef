/** What the output knows about where it goes. Tests hand in their own. */
export interface Terminal {
  /** Writes text as it is. */
  write(text: string): void
  /** Columns, when a person watches; undefined for pipes and files. */
  readonly columns: number | undefined
  colour: boolean
}

const DEFAULT_COLUMNS = 80

/** A stream as a terminal; colours only for people, and only if they did not say no (https://no-color.org). */
export function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  const watched = stream.isTTY === true
  return {
    write: (text) => {
      stream.write(text)
    },
    // Asked each time, because windows change. A terminal that was given no size reports 0.
    get columns() {
      return watched ? stream.columns || DEFAULT_COLUMNS : undefined
    },
    colour: watched && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  }
}

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const

export type Style = keyof typeof CODES

/** Text in a style, when the terminal has colours. */
export function styled(terminal: Terminal, style: Style, text: string): string {
  if (!terminal.colour) return text
  const [on, off] = CODES[style]
  return `\u001b[${on}m${text}\u001b[${off}m`
}

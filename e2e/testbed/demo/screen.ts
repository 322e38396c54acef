import { styled, terminalOf } from '../../../src-main/cli/terminal.ts'

const terminal = terminalOf(process.stdout, process.env)

const LABEL_WIDTH = 17
const VALUE_WIDTH = 30

/** One line of the demo. */
export function say(text = ''): void {
  terminal.write(`${text}\n`)
}

export function heading(text: string): void {
  say(`\n${styled(terminal, 'bold', text)}`)
}

/** A fact with a mark in front: what, how much, and what makes it credible. */
export function row(label: string, value: string, note = '', ok = true): void {
  const mark = ok ? styled(terminal, 'green', '✓') : styled(terminal, 'red', '✗')
  const line = `  ${mark} ${label.padEnd(LABEL_WIDTH)}${value.padEnd(VALUE_WIDTH)}`
  say(`${line}${styled(terminal, 'dim', note)}`.trimEnd())
}

export function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}

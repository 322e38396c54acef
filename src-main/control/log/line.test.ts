import { describe, expect, it } from 'vitest'
import { lineOf, withoutUnseen } from './line.ts'

describe('a line of the log', () => {
  it('has its time, level and source in columns', () =>
    expect(lineOf({ seq: 1, time: 0, level: 'warn', source: 'engine', text: 'slow' })).toBe(
      '1970-01-01T00:00:00.000Z warn  engine slow',
    ))

  it('cannot be imitated by further lines of a text', () => {
    const text = 'reason\n1970-01-01T00:00:00.000Z info  app    all is well'
    const [, second] = lineOf({ seq: 1, time: 0, level: 'info', source: 'app', text }).split('\n')
    expect(second).toMatch(/^ {4}1970/)
  })

  it.each([
    ['red \u001b[31mtext', 'red \\u001b[31mtext'],
    ['over\rwritten', 'over\\u000dwritten'],
    ['turned \u202eround', 'turned \\u202eround'],
    ['two\r\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['Grüße 🔑', 'Grüße 🔑'],
  ])('shows what is hidden: %j', (text, expected) => expect(withoutUnseen(text)).toBe(expected))
})

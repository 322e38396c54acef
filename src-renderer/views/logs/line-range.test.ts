import { describe, expect, it } from 'vitest'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import { isInRange, type LineRange, rangeAfter } from './line-range.ts'

const LINES = [10, 11, 13, 14].map((seq) => ({ seq }) as LogRecord)
const key = (name: string, held: 'shift' | 'ctrl' | 'none' = 'none') => ({
  key: name,
  shiftKey: held === 'shift',
  ctrlKey: held === 'ctrl',
  metaKey: false,
})
const pressed = (range: LineRange | null, ...keys: ReturnType<typeof key>[]) =>
  keys.reduce<LineRange | null>((now, each) => rangeAfter(each, now, LINES, 2) ?? null, range)

describe('marking lines by keyboard', () => {
  const [up, down] = [key('ArrowUp', 'shift'), key('ArrowDown', 'shift')]

  it('begins where the view is, grows, shrinks, and stays within the lines', () => {
    expect(pressed(null, up)).toEqual({ from: 13, to: 13 })
    expect(pressed(null, up, up, up)).toEqual({ from: 13, to: 10 })
    expect(pressed(null, up, up, up, up, down)).toEqual({ from: 13, to: 11 })
    expect(pressed(null, down, down, down, down)).toEqual({ from: 13, to: 14 })
  })

  it('takes all lines, or none', () => {
    expect(pressed(null, key('a', 'ctrl'))).toEqual({ from: 10, to: 14 })
    expect(rangeAfter(key('Escape'), { from: 10, to: 11 }, LINES, 0)).toBeNull()
  })

  it('leaves all other keys to others', () => {
    expect(rangeAfter(key('Escape'), null, LINES, 0)).toBeUndefined()
    expect(rangeAfter(key('ArrowUp'), null, LINES, 0)).toBeUndefined()
    expect(rangeAfter(key('ArrowUp', 'shift'), null, [], 0)).toBeUndefined()
  })

  it('knows which lines are marked, whichever way they were', () => {
    const marked = (range: LineRange | null) => LINES.filter((line) => isInRange(line, range)).length
    expect([marked({ from: 13, to: 11 }), marked({ from: 11, to: 13 }), marked(null)]).toEqual([2, 2, 0])
  })
})

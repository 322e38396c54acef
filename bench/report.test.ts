import { describe, expect, it } from 'vitest'
import { cpuTime, withTable } from './report.ts'

describe('the table', () => {
  it('replaces what is between the markers, and nothing else', () => {
    const page = 'above\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nbelow\n'
    const once = withTable(page, 'new')
    expect(once).toBe('above\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nbelow\n')
    expect(withTable(once, 'new')).toBe(once)
  })

  it('is not written into a page without markers', () =>
    expect(() => withTable('# Performance', 'new')).toThrow('the document has no'))
})

it('reads the time that was stolen, and counts the time of guests once', () => {
  const stat = 'cpu  100 1 50 800 5 0 4 40 30 0\ncpu0 50 0 25 400 2 0 2 20 15 0\n'
  expect(cpuTime(stat)).toEqual({ total: 1_000, stolen: 40 })
})

import { describe, expect, it } from 'vitest'
import { comparison, markOf } from './comparison.ts'

describe('the mark of a benchmark', () => {
  it.each([
    [2, 2, ''],
    [2.49, 2, ''],
    [2.51, 2, 'SLOWER: 1.25 times as long'],
    [1.61, 2, ''],
    [1.59, 2, 'faster: 0.80 times as long'],
    [2, undefined, 'new'],
  ])('of %d with a baseline of %d is %j', (ratio, baseline, mark) => {
    expect(markOf(ratio, baseline)).toBe(mark)
  })
})

describe('the comparison', () => {
  it('lists what was measured beside the baseline, and what was not', () => {
    const results = new Map([
      ['join', { ratio: 3, quartiles: [2.9, 3.25] as const, microseconds: 20 }],
      ['checksum', { ratio: 0.01, quartiles: [0.01, 0.02] as const, microseconds: 0.06 }],
    ])
    const baseline = { machine: 'any', ratios: { join: 2, split: 1 } }
    expect(comparison(results, baseline)).toEqual([
      '          one call  of the reference     baseline',
      'join      20.0 µs   3.000 (2.900–3.250)  2.000     SLOWER: 1.50 times as long',
      'checksum  0.1 µs    0.010 (0.010–0.020)  –         new',
      'split: in the baseline, but not measured',
    ])
  })
})

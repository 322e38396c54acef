import { describe, expect, it } from 'vitest'
import { median, percentile, range } from './statistics.ts'

describe('statistics of a few runs', () => {
  it('takes the middle value, whatever the order', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(median([7])).toBe(7)
  })

  it('is not moved by one outlier', () => expect(median([10, 11, 12, 13, 9_000])).toBe(12))

  it('says within what a share of the values lies', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1)
    expect(percentile(values, 0.95)).toBe(95)
    expect(percentile([5, 1], 0.5)).toBe(1)
    expect(percentile([7], 0.95)).toBe(7)
  })

  it('tells the spread', () => expect(range([3, 1, 2])).toEqual([1, 3]))
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUICK_BYTES, WRITE_MS, WriteBudget } from './write-budget.ts'

/** Full writes on a line that takes `bytesPerMs`; returns how long the last ones took. */
function settle(budget: WriteBudget, bytesPerMs: number, writes = 30): number[] {
  const times: number[] = []
  for (let i = 0; i < writes; i++) {
    const elapsed = budget.bytes / bytesPerMs
    times.push(elapsed)
    budget.handleWritten(budget.bytes, elapsed)
  }
  return times.slice(-5)
}

describe('the budget of a write', () => {
  it('finds the size that a line takes in 10 ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 9_000 }), (bytesPerMs) => {
        const times = settle(new WriteBudget(), bytesPerMs)
        expect(Math.max(...times)).toBeLessThanOrEqual(WRITE_MS)
        expect(Math.max(...times)).toBeGreaterThanOrEqual(WRITE_MS / 2)
      }),
    )
  })

  it('is all of a turn after three full writes that the line takes at once', () => {
    const budget = new WriteBudget()
    expect(budget.isQuick).toBe(false)
    for (let i = 0; i < 3; i++) budget.handleWritten(budget.bytes, 0.2)
    expect([budget.bytes, budget.isQuick]).toEqual([QUICK_BYTES, true])
  })

  it('lets the kernel hold about as much unsent, and more only when the line is quick', () => {
    const budget = new WriteBudget()
    expect(budget.unsentBytes).toBe(16 * 1024)
    settle(budget, 12)
    expect(budget.unsentBytes).toBe(4 * 1024)
    settle(budget, 6_000)
    expect(budget.unsentBytes).toBe(32 * 1024)
    settle(budget, 100_000)
    expect(budget.unsentBytes).toBe(128 * 1024)
  })

  it('learns nothing from writes that had no more to carry', () => {
    const budget = new WriteBudget()
    const before = budget.bytes
    for (let i = 0; i < 100; i++) budget.handleWritten(60, 0.2)
    expect(budget.bytes).toBe(before)
  })

  it('shrinks at most to a quarter for one late write, which may be the computer, not the line', () => {
    const budget = new WriteBudget()
    settle(budget, 100_000)
    budget.handleWritten(60, 50)
    expect(budget.bytes).toBe(QUICK_BYTES / 4)
  })

  it('follows a line that becomes slow, down to one packet', () => {
    const budget = new WriteBudget()
    settle(budget, 100_000)
    settle(budget, 12)
    expect(budget.bytes).toBe(1024)
    settle(budget, 100_000)
    expect(budget.isQuick).toBe(true)
  })
})

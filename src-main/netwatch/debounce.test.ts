import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Debounce } from './debounce.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('makes one call of a burst, soon after its end', () => {
  const call = vi.fn()
  const debounce = new Debounce(call)
  for (let i = 0; i < 10; i++) {
    debounce.poke()
    vi.advanceTimersByTime(10)
  }
  expect(call).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60)
  expect(call).toHaveBeenCalledTimes(1)
})

it('does not wait for the end of a burst that has none', () => {
  const call = vi.fn()
  const debounce = new Debounce(call)
  for (let i = 0; i < 100; i++) {
    debounce.poke()
    vi.advanceTimersByTime(10)
  }
  expect(call.mock.calls.length).toBeGreaterThanOrEqual(2)
})

it('is silent after it was stopped', () => {
  const call = vi.fn()
  const debounce = new Debounce(call)
  debounce.poke()
  debounce.stop()
  vi.advanceTimersByTime(1_000)
  expect(call).not.toHaveBeenCalled()
})

import { expect, it } from 'vitest'
import { WakeWatch } from './wake-watch.ts'

it('notices a sleep by the clock that stood still meanwhile', () => {
  const watch = new WakeWatch()
  expect(watch.tick(1_000, 500_000)).toBe(false)
  expect(watch.tick(2_000, 501_010)).toBe(false)
  expect(watch.tick(3_000, 4_101_000)).toBe(true)
  expect(watch.tick(4_000, 4_102_000)).toBe(false)
})

it('does not take a stopped process, nor a clock that is set back, for a sleep', () => {
  const watch = new WakeWatch()
  watch.tick(1_000, 500_000)
  expect(watch.tick(61_000, 560_000)).toBe(false)
  expect(watch.tick(62_000, 100_000)).toBe(false)
})

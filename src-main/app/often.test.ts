import { expect, it } from 'vitest'
import { Often } from './often.ts'

it('takes three crashes within a minute for many, and three in an hour for few', () => {
  const often = new Often({ limit: 3, windowMs: 60_000 })
  expect([0, 1000, 2000, 3000].map((time) => often.again(time))).toEqual([false, false, true, true])
  expect([1_000_000, 2_000_000, 3_000_000].map((time) => often.again(time))).toEqual([false, false, false])
})

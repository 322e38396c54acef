import { expect, it } from 'vitest'
import { withSample } from './traffic-store.ts'

const second = (time: number) => ({ time, down: time, up: 0 })

it('keeps the last sixty seconds', () => {
  let samples: ReturnType<typeof withSample> = []
  for (let time = 1; time <= 75; time += 1) samples = withSample(samples, second(time))
  expect(samples).toHaveLength(60)
  expect(samples[0]?.time).toBe(16)
  expect(samples.at(-1)?.time).toBe(75)
})

it('begins anew when the clock was set back', () => {
  expect(withSample([second(8), second(9)], second(3))).toEqual([second(3)])
})

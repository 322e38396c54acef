import { expect, it } from 'vitest'
import { graphData, graphTop, heldUnit, peaks } from './graph-data.ts'

const sample = (time: number, down: number, up = 0) => ({ time, down, up })

it('lays samples out by their age and leaves gaps where a second is missing', () => {
  const [seconds, down, up] = graphData([sample(10_000, 5), sample(12_010, 7, 1)])
  expect(seconds).toHaveLength(60)
  expect([seconds[0], seconds.at(-1)]).toEqual([-59, 0])
  expect(down.slice(-4)).toEqual([null, 5, null, 7])
  expect(up.at(-1)).toBe(1)
})

it('is all gaps before the first sample', () => {
  expect(graphData([])[1].every((value) => value === null)).toBe(true)
  expect(peaks([])).toEqual({ down: 0, up: 0 })
})

it('does not blow a trickle up to a flood', () => {
  expect(graphTop([sample(0, 120)])).toBeCloseTo(11_000)
  expect(graphTop([sample(0, 120, 2e6)])).toBeCloseTo(2.2e6)
})

it('finds the highest rates', () => {
  expect(peaks([sample(0, 5, 9), sample(1, 8, 2)])).toEqual({ down: 8, up: 9 })
})

it('holds a unit for five seconds', () => {
  const kilobytes = heldUnit(null, 980_000, 0)
  expect(kilobytes.unit).toBe(1)
  expect(heldUnit(kilobytes, 1_200_000, 3000)).toBe(kilobytes)
  expect(heldUnit(kilobytes, 1_200_000, 5000)).toEqual({ unit: 2, since: 5000 })
  expect(heldUnit(kilobytes, 990_000, 60_000)).toBe(kilobytes)
})

import { expect, it, vi } from 'vitest'
import type { Step } from './measures/measure.ts'
import { type Results, takeRounds } from './rounds.ts'
import type { Subject } from './subject.ts'

it('takes every step with every subject, beginning each round with another, and goes on after a failure', async () => {
  vi.spyOn(console, 'log').mockReturnValue()
  vi.spyOn(console, 'error').mockReturnValue()
  const taken: string[] = []
  const subject = (name: string): Subject => ({
    name,
    take: async (step, seconds) => {
      taken.push(`${step.name} ${name}`)
      if (taken.length === 3) throw new Error('the cable broke')
      return { [`${step.name}.value`]: seconds }
    },
    close: async () => undefined,
  })
  const step = (name: string, quick?: number): Step => ({
    name,
    measure: async () => ({}),
    seconds: { full: 9, ...(quick !== undefined && { quick }) },
  })
  const results: Results = { points: [], failures: [] }
  const steps = [step('up', 1), step('long'), step('idle', 2)]
  await takeRounds(results, [subject('a'), subject('b')], steps, { rounds: 2, quick: true })
  expect(taken).toEqual(['up a', 'up b', 'idle a', 'idle b', 'up b', 'up a', 'idle b', 'idle a'])
  expect(results.failures).toEqual(['round 1, idle, a: the cable broke'])
  expect(results.points).toHaveLength(7)
  expect(results.points[0]).toEqual({ round: 1, subject: 'a', metric: 'up.value', value: 1 })
})

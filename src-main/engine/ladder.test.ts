import { describe, expect, it } from 'vitest'
import { Ladder } from './ladder.ts'
import type { EngineEvent } from './messages.ts'

function climb(steps: (ladder: Ladder) => void): EngineEvent[] {
  const events: EngineEvent[] = []
  steps(new Ladder((event) => events.push(event)))
  return events
}

describe('the ladder', () => {
  it('reports each rung as it begins and ends, with its duration and a fact', () => {
    const events = climb((ladder) => {
      ladder.start('name')
      ladder.end('name', '192.0.2.7')
      ladder.start('tcp')
      ladder.end('tcp')
    })
    expect(events).toEqual([
      { type: 'rung-start', rung: 'name' },
      { type: 'ladder', report: { rung: 'name', ok: true, ms: expect.any(Number), detail: '192.0.2.7' } },
      { type: 'rung-start', rung: 'tcp' },
      { type: 'ladder', report: { rung: 'tcp', ok: true, ms: expect.any(Number) } },
    ])
  })

  it('marks the rung on which the attempt failed, once', () => {
    const events = climb((ladder) => {
      ladder.start('tls')
      ladder.fail()
      ladder.fail()
    })
    expect(events.slice(1)).toEqual([
      { type: 'ladder', report: { rung: 'tls', ok: false, ms: expect.any(Number) } },
    ])
  })

  it('ignores the end of a rung that is not the current one', () => {
    const events = climb((ladder) => {
      ladder.start('address')
      ladder.end('sign-in')
    })
    expect(events).toEqual([{ type: 'rung-start', rung: 'address' }])
  })
})

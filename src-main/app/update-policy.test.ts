import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type UpdateEvent, UpdatePolicy, type Way, wayOf } from './update-policy.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const look = (way: Way): UpdateEvent => ({ type: 'look', way })

/** A policy that has been told of a version in the tunnel, a minute after the start. */
function offered(): UpdatePolicy {
  const policy = new UpdatePolicy(0)
  expect(policy.handle(look('tunnel'), MINUTE)).toBe('check')
  policy.handle({ type: 'found', version: '2.0.0' }, MINUTE)
  return policy
}

describe('asking for updates', () => {
  it('waits for the tunnel, and a day later no longer', () => {
    const policy = new UpdatePolicy(0)
    expect(policy.handle(look('open'), 2 * MINUTE)).toBeUndefined()
    expect(policy.handle(look('none'), 2 * DAY)).toBeUndefined()
    expect(policy.handle(look('open'), DAY + MINUTE)).toBe('check')
  })

  it('happens once a day', () => {
    const policy = new UpdatePolicy(0)
    expect(policy.handle(look('tunnel'), MINUTE - 1)).toBeUndefined()
    expect(policy.handle(look('tunnel'), MINUTE)).toBe('check')
    policy.handle({ type: 'nothing-new' }, MINUTE)
    expect(policy.handle(look('tunnel'), DAY)).toBeUndefined()
    expect(policy.handle(look('tunnel'), DAY + MINUTE)).toBe('check')
  })
})

describe('a download', () => {
  it('begins when the user says so, and is installed when he says so', () => {
    const policy = offered()
    expect(policy.handle(look('tunnel'), 2 * MINUTE)).toBeUndefined()
    expect(policy.handle({ type: 'accepted' }, 2 * MINUTE)).toBe('download')
    policy.handle({ type: 'downloaded' }, 3 * MINUTE)
    expect(policy.state).toEqual({ at: 'ready', version: '2.0.0' })
    expect(policy.handle(look('tunnel'), 4 * DAY)).toBeUndefined()
    expect(policy.handle({ type: 'accepted' }, 4 * DAY)).toBe('install')
  })

  it('stops when the tunnel ends, and goes on in the next one', () => {
    const policy = offered()
    policy.handle({ type: 'accepted' }, 2 * MINUTE)
    expect(policy.handle(look('none'), 3 * MINUTE)).toBe('stop-download')
    expect(policy.handle(look('open'), 4 * MINUTE)).toBeUndefined()
    expect(policy.handle(look('tunnel'), 5 * MINUTE)).toBe('download')
  })

  it('is offered again the next day to who said later', () => {
    const policy = offered()
    policy.handle({ type: 'put-off' }, 2 * MINUTE)
    expect(policy.handle(look('tunnel'), DAY)).toBeUndefined()
    expect(policy.handle(look('tunnel'), DAY + 2 * MINUTE)).toBe('check')
  })
})

const way = fc.constantFrom<Way>('tunnel', 'open', 'none')
const event = fc.oneof(
  way.map(look),
  fc.constantFrom<UpdateEvent>(
    ...[
      { type: 'found', version: '2.0.0' } as const,
      { type: 'nothing-new' } as const,
      { type: 'downloaded' } as const,
      { type: 'failed' } as const,
      { type: 'accepted' } as const,
      { type: 'put-off' } as const,
    ],
  ),
)

describe('whatever happens', () => {
  it('nothing is fetched or installed unasked, and what began in the tunnel stays in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat({ max: 2 * DAY })), { maxLength: 60 }), (steps) => {
        const policy = new UpdatePolicy(0)
        let [now, agreed] = [0, false]
        let current: Way = 'none'
        let hidden = false
        for (const [step, passed] of steps) {
          now += passed
          if (step.type === 'look') current = step.way
          if (step.type === 'accepted' && policy.state.at !== 'rest' && policy.state.at !== 'checking')
            agreed = true
          const action = policy.handle(step, now)
          if (action === 'check' || action === 'download') expect(current).not.toBe('none')
          if (action === 'download') {
            expect(agreed).toBe(true)
            if (hidden) expect(current).toBe('tunnel')
            hidden ||= current === 'tunnel'
          }
          if (action === 'install') expect(step.type).toBe('accepted')
          if (policy.state.at === 'rest') [agreed, hidden] = [false, false]
        }
      }),
    )
  })
})

it('counts a way only while it is what the user wants it to be', () => {
  expect(wayOf({ tunnel: { state: 'disconnected' }, block: null })).toBe('open')
  expect(wayOf({ tunnel: { state: 'disconnected' }, block: 'lockdown' })).toBe('none')
  expect(wayOf({ tunnel: { state: 'reconnecting' } as never, block: null })).toBe('none')
  expect(wayOf({ tunnel: { state: 'connected' } as never, block: 'tunnel' })).toBe('tunnel')
})

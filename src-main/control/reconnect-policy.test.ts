import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src-shared/failure.ts'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { reconnectDelay } from './reconnect-policy.ts'

const LOST = ONE_OF_EACH['connection-lost']
const FULL = ONE_OF_EACH['http-server-full']
const failures = Object.values<Failure>(ONE_OF_EACH)

describe('reconnectDelay', () => {
  it('comes back within a second after a connection that was up', () => {
    expect(reconnectDelay(LOST, 0, 0)).toBe(500)
    expect(reconnectDelay(LOST, 0, 1)).toBe(1_000)
  })

  it('waits twice as long each time, up to a minute', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 7, 2_000].map((attempt) => reconnectDelay(LOST, attempt, 1))
    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  })

  it('gives a full server half a minute at least', () => {
    expect(reconnectDelay(FULL, 1, 0)).toBe(30_000)
    expect(reconnectDelay(FULL, 9, 1)).toBe(60_000)
  })

  it('tries again where time can help, and nowhere else', () => {
    const again = failures.filter((failure) => reconnectDelay(failure, 1, 0.5) !== undefined)
    expect(again.map(({ code }) => code)).toEqual([
      'name-lookup-failed',
      'tcp-refused',
      'tcp-unreachable',
      'tcp-failed',
      'proxy-unreachable',
      'proxy-cannot-reach',
      'proxy-script-failed',
      'tls-failed',
      'http-server-full',
      'http-status',
      'sstp-framing-lost',
      'sstp-aborted',
      'sstp-unexpected-message',
      'link-terminated',
      'address-none',
      'timeout',
      'connection-lost',
      'connection-silent',
      'server-ended',
    ])
  })

  it('tries once more after a mistake of our own that ended a connection', () => {
    const delays = [0, 1].map((attempt) => reconnectDelay(ONE_OF_EACH.internal, attempt, 1))
    expect(delays).toEqual([1_000, undefined])
  })

  it('does not ask again for what a server refuses with 4xx', () =>
    expect(reconnectDelay({ code: 'http-status', status: 418, reason: '' }, 1, 0.5)).toBeUndefined())

  it('never waits longer than a minute, nor a negative time', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...failures), fc.nat(), chance, (failure, attempt, random) => {
        const delay = reconnectDelay(failure, attempt, random) ?? 0
        expect(delay).toBeGreaterThanOrEqual(0)
        expect(delay).toBeLessThanOrEqual(60_000)
      }),
    )
  })
})

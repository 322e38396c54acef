import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Failure } from '../../src-shared/failure.ts'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import type { ReconnectInput, ReconnectStep } from '../../src-shared/reconnect.ts'
import { ReconnectMachine } from './reconnect-machine.ts'
import { reconnectDelay } from './reconnect-policy.ts'

const LOST = ONE_OF_EACH['connection-lost']
const REFUSED = ONE_OF_EACH['sign-in-refused']
const CHANGED = ONE_OF_EACH['certificate-pin-mismatch']
const FULL = ONE_OF_EACH['http-server-full']

const machine = (wanted: 'never' | 'after-success' = 'after-success') =>
  new ReconnectMachine({ wanted, delay: (failure, attempt) => reconnectDelay(failure, attempt, 0.5) })

const ended = (failure: Failure, more: { upForMs?: number; route?: boolean; portal?: boolean } = {}) =>
  ({ type: 'ended', failure, route: true, ...more }) as const

describe('a connection that was lost', () => {
  let policy: ReconnectMachine
  beforeEach(() => {
    policy = machine()
    policy.next({ type: 'begin', route: true }, 0)
  })
  const lose = (more = {}, now = 60_000) => policy.next(ended(LOST, { upForMs: 60_000, ...more }), now)

  it('is dialled again within a second', () => {
    expect(lose()).toEqual({ do: 'pause', ms: 750, attempt: 0 })
    expect(policy.next({ type: 'timeout' }, 60_750)).toEqual({ do: 'dial', attempt: 1 })
  })

  it.each(['woke-up', 'try-now'] as const)('is dialled at once after %s', (type) => {
    lose()
    expect(policy.next({ type }, 60_010)).toEqual({ do: 'dial', attempt: 1 })
  })

  it('is dialled at once when the network is another one', () => {
    lose()
    expect(policy.next({ type: 'network-changed', route: true }, 60_010)).toMatchObject({ do: 'dial' })
  })

  it('is not dialled while there is no way to the server, and at once when there is', () => {
    expect(lose({ route: false })).toEqual({ do: 'wait-for-network' })
    expect(policy.next({ type: 'woke-up' }, 70_000)).toEqual({ do: 'wait-for-network' })
    expect(policy.next({ type: 'try-now' }, 70_000)).toEqual({ do: 'wait-for-network' })
    expect(policy.next({ type: 'network-changed', route: true }, 80_000)).toEqual({ do: 'dial', attempt: 1 })
  })

  it('is dialled at once when the user wanted it begun anew', () => {
    policy.next({ type: 'try-now' }, 50_000)
    expect(lose()).toEqual({ do: 'dial', attempt: 1 })
  })

  it('is dialled at once when another network was the reason of its end', () => {
    policy.next({ type: 'network-changed', route: true }, 60_000)
    expect(lose()).toEqual({ do: 'dial', attempt: 1 })
  })

  it('is given up for good when trying again does harm', () => {
    lose()
    policy.next({ type: 'try-now' }, 60_100)
    expect(policy.next(ended(REFUSED), 61_000)).toEqual({ do: 'give-up' })
    expect(policy.next({ type: 'try-now' }, 62_000)).toEqual({ do: 'give-up' })
  })

  it('waits for a place on a full server, whatever the network does, unless the user cannot', () => {
    lose()
    policy.next({ type: 'timeout' }, 61_000)
    expect(policy.next(ended(FULL), 62_000)).toMatchObject({ do: 'pause', ms: 45_000 })
    expect(policy.next({ type: 'network-changed', route: true }, 63_000)).toMatchObject({ do: 'pause' })
    expect(policy.next({ type: 'woke-up' }, 64_000)).toMatchObject({ do: 'pause', ms: 43_000 })
    expect(policy.next({ type: 'try-now' }, 65_000)).toMatchObject({ do: 'dial' })
  })
})

describe('a connection that was never up', () => {
  it('fails at once: somebody is there to see it', () => {
    const policy = machine()
    policy.next({ type: 'begin', route: true }, 0)
    expect(policy.next(ended(ONE_OF_EACH['tcp-refused']), 100)).toEqual({ do: 'give-up' })
  })

  it('waits for a network, and for a sign-in page', () => {
    const policy = machine()
    expect(policy.next({ type: 'begin', route: false }, 0)).toEqual({ do: 'wait-for-network' })
    expect(policy.next({ type: 'network-changed', route: true }, 9_000)).toEqual({ do: 'dial', attempt: 1 })
    expect(policy.next(ended(CHANGED, { portal: true }), 9_500)).toEqual({ do: 'wait-for-portal', ms: 4_000 })
    expect(policy.next({ type: 'timeout' }, 13_500)).toMatchObject({ do: 'dial' })
  })

  it('is tried but once when it was wanted so, with or without a network', () => {
    const policy = machine('never')
    expect(policy.next({ type: 'begin', route: false }, 0)).toMatchObject({ do: 'dial' })
    expect(policy.next(ended(LOST, { route: false, portal: true }), 100)).toEqual({ do: 'give-up' })
  })
})

/** What may happen, and how long after the last thing. The driver below keeps to the order of `dial` and `ended`. */
const happening = fc.record({
  afterMs: fc.oneof(fc.nat(200), fc.nat(5_000), fc.nat(90_000)),
  what: fc.constantFrom('woke-up', 'try-now', 'online', 'offline', 'timeout', 'ended' as const),
  failure: fc.constantFrom(...Object.values<Failure>(ONE_OF_EACH)),
  upForMs: fc.option(fc.nat(100_000), { nil: undefined }),
})

/** Runs a policy through a life, and returns every step with its time and what led to it. */
function live(happenings: readonly (typeof happening extends fc.Arbitrary<infer One> ? One : never)[]) {
  const policy = machine()
  let [now, route, due] = [0, true, Number.POSITIVE_INFINITY]
  const steps: { at: number; input: ReconnectInput; step: ReconnectStep; route: boolean }[] = []
  const feed = (input: ReconnectInput) => {
    const before = steps.at(-1)?.step
    const step = policy.next(input, now)
    steps.push({ at: now, input, step, route })
    if (step !== before) due = 'ms' in step ? now + step.ms : Number.POSITIVE_INFINITY
  }
  feed({ type: 'begin', route })
  feed(ended(LOST, { upForMs: 60_000 }))
  for (const { afterMs, what, failure, upForMs } of happenings) {
    const until = now + afterMs
    if (due <= until) {
      now = due
      feed({ type: 'timeout' })
    }
    now = until
    const isDialling = steps.at(-1)?.step.do === 'dial'
    if (what === 'online' || what === 'offline') {
      route = what === 'online'
      feed({ type: 'network-changed', route })
    } else if (what === 'ended') {
      if (isDialling) feed(ended(failure, { route, ...(upForMs !== undefined && { upForMs }) }))
    } else feed({ type: what })
  }
  return steps
}

/** The steps that began an attempt. */
const dials = (steps: ReturnType<typeof live>) =>
  steps.filter(({ step }, i) => step.do === 'dial' && (i === 0 || steps[i - 1]?.step.do !== 'dial'))

describe('whatever happens, in whatever order', () => {
  const check = (property: (steps: ReturnType<typeof live>) => void) =>
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80 }), (all) => property(live(all))),
      {
        numRuns: 300,
      },
    )

  it('nothing is dialled without a way to the server', () =>
    check((steps) => {
      for (const { route } of dials(steps)) expect(route).toBe(true)
    }))

  it('what is given up is never begun again', () =>
    check((steps) => {
      const first = steps.findIndex(({ step }) => step.do === 'give-up')
      if (first >= 0) for (const { step } of steps.slice(first)) expect(step.do).toBe('give-up')
    }))

  it('a refusal of the password or a changed identity is the end', () =>
    check((steps) => {
      for (const { input, step } of steps) {
        const isFinal =
          input.type === 'ended' && reconnectDelay(input.failure, 0, 0) === undefined && input.route
        if (isFinal) expect(step.do).toBe('give-up')
      }
    }))

  it('a full server is left alone for half a minute, unless the user or a lost network comes between', () =>
    check((steps) => {
      steps.forEach(({ at, input, step }, i) => {
        if (step.do !== 'pause' || input.type !== 'ended' || input.failure.code !== FULL.code) return
        const next = steps.slice(i + 1).find(({ step: { do: what } }) => what !== 'pause')
        if (next?.step.do !== 'dial' || next.input.type === 'try-now') return
        expect(next.at - at).toBeGreaterThanOrEqual(30_000)
      })
    }))

  it('no minute sees more than thirty attempts that nobody asked for', () =>
    check((steps) => {
      const unasked = dials(steps).filter(
        ({ input }) => input.type === 'network-changed' || input.type === 'woke-up',
      )
      for (const { at } of unasked) {
        expect(
          unasked.filter((other) => other.at >= at && other.at < at + 60_000).length,
        ).toBeLessThanOrEqual(30)
      }
    }))

  it('no pause is longer than a minute', () =>
    check((steps) => {
      for (const { step } of steps) if ('ms' in step) expect(step.ms).toBeLessThanOrEqual(60_000)
    }))
})

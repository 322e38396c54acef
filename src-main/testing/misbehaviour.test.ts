import { describe, expect, it } from 'vitest'
import { STATUS } from '../protocol/sstp/constants.ts'
import { AddressPool } from './address-pool.ts'
import { type Difference, STRICT, vary } from './behaviour.ts'
import type { Deed, Moment } from './incident.ts'
import { Pair, type PairOptions } from './pair.ts'

/** Runs a client against a strict server with a difference, until the client has given up. */
function outcome(difference: Difference, options: Omit<PairOptions, 'behaviour'> = {}) {
  const pair = new Pair({ ...options, behaviour: vary(STRICT, difference) }).start()
  pair.run(() => pair.isClosed)
  return { rung: pair.rung, failure: pair.failure, seconds: Math.round(pair.now / 1000) }
}

const incident = (at: Moment, does: Deed, afterMs?: number): Difference => ({
  incidents: [{ at, does, ...(afterMs !== undefined && { afterMs }) }],
})

const AFTER_HTTP: readonly Moment[] = [
  'requested',
  'acknowledged',
  'link-up',
  'signed-in',
  'bound',
  'network-up',
]

describe('a server that falls silent', () => {
  it.each([
    ['accepted', 'sstp', { code: 'timeout', rung: 'sstp', seconds: 15 }],
    ['http', 'sstp', { code: 'timeout', rung: 'sstp', seconds: 15 }],
    ['requested', 'sstp', { code: 'timeout', rung: 'sstp', seconds: 15 }],
    ['acknowledged', 'sign-in', { code: 'timeout', rung: 'sign-in', seconds: 30 }],
    ['link-up', 'sign-in', { code: 'timeout', rung: 'sign-in', seconds: 30 }],
    ['signed-in', 'address', { code: 'address-none' }],
    ['bound', 'address', { code: 'address-none' }],
    ['network-up', 'address', { code: 'connection-silent', seconds: 120 }],
  ] as const)('at "%s" is named on the rung %s', (moment, rung, failure) => {
    expect(outcome(incident(moment, { type: 'silence' }))).toMatchObject({ rung, failure })
  })

  it('does not hold the user up much longer than that', () => {
    expect(outcome(incident('acknowledged', { type: 'silence' })).seconds).toBe(31)
    expect(outcome(incident('network-up', { type: 'silence' })).seconds).toBe(120)
  })
})

describe('a connection that ends without a word', () => {
  it.each(['accepted', 'http', ...AFTER_HTTP] as const)('at "%s" is lost', (moment) => {
    for (const type of ['drop', 'close'] as const) {
      expect(outcome(incident(moment, { type })).failure?.code).toBe('connection-lost')
    }
  })
})

describe('bytes that are not SSTP', () => {
  it('instead of HTTP are quoted, made safe', () => {
    const { failure } = outcome(incident('accepted', { type: 'send', hex: '5353482d322e30 1b5b324a 0d0a' }))
    expect(failure).toEqual({ code: 'http-not-http', beginning: 'SSH-2.0.[2J..' })
  })

  it.each(['http', ...AFTER_HTTP] as const)('at "%s" end the stream', (moment) => {
    for (const hex of ['deadbeef', '10000003']) {
      expect(outcome(incident(moment, { type: 'send', hex })).failure).toEqual({ code: 'sstp-framing-lost' })
    }
  })
})

describe('an abort', () => {
  it.each(Object.values(STATUS))('with status %i is told to the user as it is', (status) => {
    const { failure } = outcome(incident('network-up', { type: 'abort', status }, 5_000))
    expect(failure).toEqual({ code: 'sstp-aborted', status, attribute: 0 })
  })

  it.each(['requested', 'acknowledged', 'link-up'] as const)('is possible at "%s"', (moment) => {
    const { failure } = outcome(incident(moment, { type: 'abort', status: STATUS.NEGOTIATION_TIMEOUT }))
    expect(failure).toEqual({ code: 'sstp-aborted', status: 8, attribute: 0 })
  })

  it('may carry its status in the wrong layout, or none', () => {
    const abort = incident('network-up', { type: 'abort', status: 8 }, 5_000)
    expect(outcome({ ...abort, call: { statusInfo: 'bare' } }).failure).toMatchObject({ status: 8 })
    expect(outcome({ ...abort, call: { statusInfo: 'none' } }).failure).toEqual({ code: 'sstp-aborted' })
  })
})

describe('a disconnection', () => {
  it.each(AFTER_HTTP)('at "%s" is the end in good order', (moment) => {
    const { failure, seconds } = outcome(incident(moment, { type: 'disconnect' }))
    expect({ failure, seconds }).toEqual({ failure: { code: 'server-ended', reason: '' }, seconds: 0 })
  })

  it('of PPP alone gives its text', () => {
    const { failure } = outcome(incident('network-up', { type: 'terminate', text: 'Closing for the night' }))
    expect(failure).toEqual({ code: 'link-terminated', reason: 'Closing for the night' })
  })
})

describe('a call that is refused', () => {
  it('twice is tried a third time', () => {
    expect(new Pair({ behaviour: vary(STRICT, { call: { naks: 2 } }) }).connect().isUp).toBe(true)
  })

  it('three times is given up', () => {
    expect(outcome({ call: { naks: 3 } }).failure).toEqual({ code: 'sstp-call-refused', status: 4 })
  })

  it.each([0, 4])('implicitly, by the hash mask %i, is named', (hashes) => {
    expect(outcome({ call: { hashes } }).failure).toEqual({ code: 'sstp-no-common-hash', offered: hashes })
  })

  it.each([
    ['as MS-SSTP says', {}, { code: 'sstp-binding-refused', status: 4 }],
    [
      'as accel-ppp says',
      { bindingStatus: { status: 7, attribute: 0 } },
      { code: 'sstp-binding-refused', status: 7 },
    ],
    ['without a status', { statusInfo: 'none' }, { code: 'sstp-binding-refused' }],
  ] as const)('because of the binding, %s, is named', (_how, call, failure) => {
    expect(outcome({ call: { ...call, binding: 'refuse' } }).failure).toEqual(failure)
  })
})

describe('addresses', () => {
  it('that never come, because there is no DHCP behind the server', () => {
    expect(outcome({ ipcp: { answers: false } }).failure).toEqual({ code: 'address-none' })
  })

  it('that have run out', () => {
    const pool = new AddressPool('10.0.0.2', 0)
    expect(outcome({}, { server: { pool } }).failure).toMatchObject({ code: 'address-refused' })
  })

  it('may come without name servers', () => {
    const pair = new Pair({ behaviour: vary(STRICT, { ipcp: { dns: 'reject' } }) }).connect()
    expect(pair.clientEvents).toContainEqual(expect.objectContaining({ type: 'network-up', dns: [] }))
  })
})

describe('a renegotiation of LCP', () => {
  it('takes the network down and up again', () => {
    const behaviour = vary(STRICT, incident('network-up', { type: 'renegotiate' }, 5_000))
    const pair = new Pair({ behaviour }).connect()
    pair.wait(60_000)
    const changes = pair.clientEvents.map(({ type }) => type).filter((type) => type.startsWith('network'))
    expect(changes).toEqual(['network-up', 'network-down', 'network-up'])
    expect(pair.isUp).toBe(true)
  })

  it.each(['acknowledged', 'link-up', 'signed-in', 'bound'] as const)('at "%s" delays it', (moment) => {
    const behaviour = vary(STRICT, incident(moment, { type: 'renegotiate' }))
    const pair = new Pair({ behaviour }).connect()
    pair.wait(60_000)
    expect(pair.isUp).toBe(true)
    expect(pair.now).toBeLessThan(65_000)
  })
})

describe('a server that does not answer a sign of life', () => {
  it('is given up after two minutes when it says nothing at all', () => {
    const quiet = { answersEcho: false, hello: { everyMs: 1e9, whenSilent: true }, patienceMs: 1e9 }
    expect(outcome({ call: quiet }).failure).toEqual({ code: 'connection-silent', seconds: 120 })
  })

  it('is fine as long as it sends packets', () => {
    const quiet = { answersEcho: false, hello: { everyMs: 1e9, whenSilent: true }, patienceMs: 1e9 }
    const pair = new Pair({ behaviour: vary(STRICT, { call: quiet }) }).connect()
    for (let minute = 0; minute < 10; minute++) {
      pair.sendFromServer(Uint8Array.of(0x45, 0, 0, 3))
      pair.wait(60_000)
    }
    expect(pair.isUp).toBe(true)
  })

  it('is left after five seconds when it does not answer the goodbye either', () => {
    const pair = new Pair({ behaviour: vary(STRICT, { call: { answersDisconnect: false } }) }).connect()
    const before = pair.now
    pair.disconnect()
    pair.run(() => pair.isClosed)
    expect(pair.failure).toBeUndefined()
    expect(pair.now - before).toBeLessThanOrEqual(5_100)
  })
})

import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { fromHex, toHex } from '../bytes.ts'
import { MethodChoice } from './auth/method-choice.ts'
import { LcpPolicy } from './lcp.ts'
import { encodeOptions, parseOptions } from './option.ts'
import type { Answer } from './policy.ts'
import { predictable } from './test-support/dialogue.ts'

function lcp({ mru = 1500, verified = true, crypto = predictable(nodeCrypto) } = {}) {
  const rejected: number[] = []
  const choice = new MethodChoice(['ms-chap-v2'], verified)
  const hooks = { protocolRejected: (protocol: number) => rejected.push(protocol), echoReplied: () => {} }
  const policy = new LcpPolicy({ crypto, mru, choice, hooks })
  policy.reset()
  return { policy, rejected }
}

const options = (text: string) => parseOptions(fromHex(text)) ?? []

function asText(answer: Answer): string {
  return 'options' in answer ? `${answer.type} ${toHex(encodeOptions(answer.options))}` : answer.type
}

const ask = (policy: LcpPolicy, text: string) =>
  asText(policy.handleRequest(options(text.replaceAll(' ', ''))))
const request = (policy: LcpPolicy) => toHex(encodeOptions(policy.buildRequest()))

const MS_CHAP_V2 = '0305 c223 81'

describe('our LCP request', () => {
  it('asks for an MRU and a magic number, and for no authentication of the server', () => {
    expect(request(lcp({ mru: 1400 }).policy)).toBe('010405780506deadbeef')
  })

  it('takes the MRU that the server wants', () => {
    const { policy } = lcp()
    policy.handleNak(options('0104 05ac'))
    expect([request(policy), policy.ownMru]).toEqual(['010405ac0506deadbeef', 1452])
  })

  it.each([
    ['0104 0000', 576],
    ['0104 ffff', 4087],
  ])('does not follow the Nak %s beyond what makes sense', (nak, mru) => {
    const { policy } = lcp()
    policy.handleNak(options(nak))
    expect(policy.ownMru).toBe(mru)
  })

  it('asks for no MRU after three Naks in a row', () => {
    const { policy } = lcp()
    for (const nak of ['0104 0578', '0104 05dc', '0104 0578']) policy.handleNak(options(nak))
    expect([request(policy), policy.ownMru]).toEqual(['0506deadbeef', 1500])
  })

  it('means 1500 when the server wants no MRU option at all', () => {
    const { policy } = lcp({ mru: 1400 })
    policy.handleReject(options('0104 0578'))
    expect([request(policy), policy.ownMru]).toEqual(['0506deadbeef', 1500])
  })

  it('takes another magic number after a Nak, and none after a Reject', () => {
    const { policy } = lcp({ crypto: { ...nodeCrypto, randomBytes: counter() } })
    expect(policy.magic).toBe(0x01010101)
    policy.handleNak(options('0506 01010101'))
    expect(policy.magic).toBe(0x02020202)
    policy.handleReject(options('0506 02020202'))
    expect([request(policy), policy.magic]).toEqual(['010405dc', 0])
  })

  it('does not let a Nak talk it into anything else', () => {
    const { policy } = lcp()
    policy.handleNak(options('0305c22381 0702 0802 0103 05'))
    expect(request(policy)).toBe('010405dc0506deadbeef')
  })
})

describe("the server's LCP request", () => {
  it.each([
    [MS_CHAP_V2, 1500],
    [`0104 0578 ${MS_CHAP_V2}`, 1400],
    [`0104 0ffb ${MS_CHAP_V2}`, 4087],
    [`0206 00000000 ${MS_CHAP_V2} 0506 01020304`, 1500],
    [`0206 ffffffff ${MS_CHAP_V2}`, 1500],
  ])('%s is fine', (text, mru) => {
    const { policy } = lcp()
    expect(ask(policy, text)).toBe('ack')
    expect([policy.peerMru, policy.method]).toEqual([mru, 'ms-chap-v2'])
  })

  it.each([
    [`${MS_CHAP_V2} 0702 0802`, 'reject 07020802'],
    [`0104 0040 0408 c025 00000000 ${MS_CHAP_V2}`, 'reject 0408c02500000000'],
    [`0d03 06 1104 064e 1309 03 000102030405 ${MS_CHAP_V2}`, 'reject 0d03061104064e130903000102030405'],
    ['0304 c227 0702', 'reject 0702'],
    [`0104 0040 ${MS_CHAP_V2}`, 'nak 010405dc'],
    [`0103 05 ${MS_CHAP_V2}`, 'nak 010405dc'],
    ['0304 c227', 'nak 0305c22381'],
    [`${MS_CHAP_V2} 0506 00000000`, 'nak 0506deadbeef'],
    [`${MS_CHAP_V2} 0504 0102`, 'nak 0506deadbeef'],
    ['0104 0040 0304 c227', 'nak 010405dc0305c22381'],
  ])('%s is answered with %s', (text, answer) => {
    expect(ask(lcp().policy, text)).toBe(answer)
  })

  it('counts a refused method only when the refusal was sent', () => {
    const { policy } = lcp()
    for (let i = 0; i < 3; i++) expect(ask(policy, '0304 c227 0702')).toBe('reject 0702')
    expect(ask(policy, '0304 c227')).toBe('nak 0305c22381')
    expect(policy.failure).toBeUndefined()
  })

  it('settles nothing until it is acknowledged', () => {
    const { policy } = lcp()
    ask(policy, '0104 0578 0304 c227')
    expect([policy.peerMru, policy.method]).toEqual([1500, 'none'])
  })

  it('ends the link when nothing is in common', () => {
    const { policy } = lcp()
    ask(policy, '0304 c227')
    expect(ask(policy, '0304 c227')).toBe('give-up')
    expect(policy.failure).toMatchObject({ code: 'no-common-method', offered: ['eap'] })
  })

  it('may ask for no sign-in only when the server was verified', () => {
    const verified = lcp().policy
    expect([ask(verified, '0104 05dc'), verified.method]).toEqual(['ack', 'none'])
    const unverified = lcp({ verified: false }).policy
    expect(ask(unverified, '0104 05dc')).toBe('give-up')
    expect(unverified.failure).toMatchObject({ code: 'link-not-agreed' })
  })

  it('that carries our own magic number three times comes from a mirror', () => {
    const { policy } = lcp()
    const echoed = `${MS_CHAP_V2} 0506 deadbeef`
    expect([1, 2, 3].map(() => ask(policy, echoed).slice(0, 7))).toEqual(['nak 050', 'nak 050', 'give-up'])
    expect(policy.failure).toEqual({ code: 'link-not-agreed', because: 'looped-back' })
  })
})

describe("LCP's own codes", () => {
  const code = (policy: LcpPolicy, code: number, body: string, opened = true) =>
    policy.handleCode({ code, identifier: 9, body: fromHex(body) }, opened, 0)

  it('echo the data under our magic number', () => {
    const reply = { code: 10, body: fromHex('deadbeef 414243') }
    expect(code(lcp().policy, 9, '01020304 414243')).toEqual({ event: 'RXR', reply })
  })

  it('do not echo what has no magic number', () => {
    expect(code(lcp().policy, 9, '010203')).toEqual({ event: 'none' })
  })

  it.each([
    ['Echo-Reply', 10, 'RXR'],
    ['Discard-Request', 11, 'RXR'],
    ['Identification', 12, 'none'],
    ['Time-Remaining', 13, 'none'],
  ])('%s needs no answer', (_name, number, event) => {
    expect(code(lcp().policy, number, '01020304')).toEqual({ event })
  })

  it('tell which protocol the server does not know', () => {
    const { policy, rejected } = lcp()
    expect(code(policy, 8, '8021 01010004')).toEqual({ event: 'RXJ+' })
    expect(code(policy, 8, 'c021 01010004')).toEqual({ event: 'RXJ-' })
    expect(code(policy, 8, '80')).toEqual({ event: 'none' })
    expect(code(policy, 8, '8057 01010004', false)).toEqual({ event: 'none' })
    expect(rejected).toEqual([0x8021])
  })

  it.each([0, 14, 255])('do not include %i', (number) => {
    expect(code(lcp().policy, number, '')).toBeUndefined()
  })
})

function counter(): (length: number) => Uint8Array {
  let calls = 0
  return (length) => new Uint8Array(length).fill(++calls)
}

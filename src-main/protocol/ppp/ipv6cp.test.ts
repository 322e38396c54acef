import { beforeEach, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { fromHex, toHex } from '../bytes.ts'
import { Ipv6cpPolicy } from './ipv6cp.ts'
import { encodeOptions, parseOptions } from './option.ts'
import { Dialogue, hex, predictable } from './test-support/dialogue.ts'

const OURS = '0302030405060708'
/** Our identifier without the bit that would claim that nobody else in the world has it. */
const PROPOSED = '0102030405060708'
const THEIRS = 'f1010343cfea4ffe'

const policyWith = (options: { assigned?: Uint8Array } = {}) =>
  new Ipv6cpPolicy({ randomBytes: nodeCrypto.randomBytes, interfaceId: fromHex(OURS), ...options })

const options = (text: string) => parseOptions(fromHex(text)) ?? []
const request = (policy: Ipv6cpPolicy) => toHex(encodeOptions(policy.buildRequest()))

function ask(policy: Ipv6cpPolicy, text: string): string {
  const answer = policy.handleRequest(options(text))
  return 'options' in answer ? `${answer.type} ${toHex(encodeOptions(answer.options))}` : answer.type
}

describe('our interface identifier', () => {
  it('is what we were given, and never claims to be unique in the world', () => {
    expect(request(policyWith())).toBe(`010a${PROPOSED}`)
    const claims = new Ipv6cpPolicy({
      randomBytes: nodeCrypto.randomBytes,
      interfaceId: fromHex('ff00000000000001'),
    })
    expect(request(claims)).toBe('010afd00000000000001')
  })

  it('is random otherwise, and never nothing', () => {
    expect(request(new Ipv6cpPolicy(nodeCrypto))).not.toBe(request(new Ipv6cpPolicy(nodeCrypto)))
    const nothing = new Ipv6cpPolicy({ randomBytes: (length) => new Uint8Array(length) })
    expect(request(nothing)).toBe('010a0000000000000001')
  })

  it('becomes what the server wants, and stays that when the link is negotiated anew', () => {
    const policy = policyWith()
    policy.handleNak(options('010a 02aabbccddeeff01'))
    expect(request(policy)).toBe('010a02aabbccddeeff01')
    policy.reset()
    expect(request(policy)).toBe('010a02aabbccddeeff01')
  })

  it('becomes another random one when the server wants what cannot be: nothing, its own, or rubbish', () => {
    for (const wanted of ['010a 0000000000000000', `010a ${THEIRS}`, '0104 0102', '']) {
      const policy = policyWith()
      expect(ask(policy, `010a ${THEIRS}`)).toBe('ack')
      policy.handleNak(options(wanted))
      expect(request(policy)).not.toBe(`010a${PROPOSED}`)
      expect(request(policy)).not.toBe(`010a${THEIRS}`)
      expect(request(policy)).not.toBe('010a0000000000000000')
    }
  })

  it('is not there when the server wants none: then there is no IPv6', () => {
    const policy = policyWith()
    policy.handleReject(options(`010a ${PROPOSED}`))
    expect([request(policy), policy.own]).toEqual(['', undefined])
  })
})

describe('the other side’s identifier', () => {
  it('is whatever it says', () => {
    const policy = policyWith()
    expect(ask(policy, `010a ${THEIRS}`)).toBe('ack')
    expect(policy.peer && toHex(policy.peer)).toBe(THEIRS)
  })

  it('need not be said', () => {
    const policy = policyWith()
    expect(ask(policy, '')).toBe('ack')
    expect(policy.peer).toBeUndefined()
  })

  it.each([
    ['nothing', '0000000000000000'],
    ['the same as ours', PROPOSED],
  ])('is not accepted when it is %s: another is suggested', (_, id) => {
    const answer = ask(policyWith(), `010a ${id}`)
    expect(answer).toMatch(/^nak 010a[0-9a-f]{16}$/)
    expect(answer).not.toContain(id)
  })

  it('is what a server assigns, and nothing else', () => {
    const policy = policyWith({ assigned: fromHex('02000000000000aa') })
    expect(ask(policy, `010a ${THEIRS}`)).toBe('nak 010a02000000000000aa')
    expect(ask(policy, '010a 02000000000000aa')).toBe('ack')
  })

  it('is all that is agreed on: compression is refused (RFC 5072 section 4.2)', () =>
    expect(ask(policyWith(), `010a ${THEIRS} 0204 0061 0106 01020304`)).toBe(
      'reject 020400610106' + '01020304',
    ))
})

/** The sign-in's numbers are those of RFC 2759 section 9.2. */
const SIGN_IN = [
  'ff03 c021 02 01 000e 0104 05dc 0506 deadbeef',
  'ff03 c021 01 01 0009 0305 c223 81',
  'ff03 c223 01 07 001b 10 5B5D7C7D7B3F2F3E3C2C602132262628 535256 313233',
  `ff03 c223 03 07 002e 533d34303741353538393131354644304436323039463531304645394330343536363933324344413536`,
]
const IPV6_REQUEST = hex(`ff03 8057 01 01 000e 010a ${PROPOSED}`)
const IPCP_GRANT = ['ff03 8021 03 01 000a 0306 c0a81e0a', 'ff03 8021 01 05 000a 0306 c0a81e01']

describe('a link that carries IPv6 as well', () => {
  let dialogue: Dialogue

  beforeEach(() => {
    dialogue = new Dialogue({
      crypto: predictable(nodeCrypto),
      requestDns: false,
      ipv6: { interfaceId: fromHex(OURS) },
    })
    dialogue.open()
    dialogue.receive(...SIGN_IN)
    dialogue.openNetwork()
    expect(dialogue.sent().at(-1)).toBe(IPV6_REQUEST)
    dialogue.events()
  })

  const agreesOnIpv4 = () => dialogue.receive(...IPCP_GRANT, 'ff03 8021 02 02 000a 0306 c0a81e0a')
  const agreesOnIpv6 = () =>
    dialogue.receive(`ff03 8057 01 07 000e 010a ${THEIRS}`, `ff03 8057 02 01 000e 010a ${PROPOSED}`)

  it('says so beside IPv4, with both identifiers, in either order', () => {
    agreesOnIpv6()
    expect(dialogue.events()).toEqual([{ type: 'ipv6-up', own: fromHex(PROPOSED), peer: fromHex(THEIRS) }])
    agreesOnIpv4()
    expect(dialogue.events()).toMatchObject([{ type: 'network-up', address: '192.168.30.10' }])
  })

  it('is an IPv4 link when the server does not know IPV6CP', () => {
    dialogue.receive(`ff03 c021 08 09 0014 8057 01 01 000e 010a ${PROPOSED}`)
    agreesOnIpv4()
    expect(dialogue.events()).toMatchObject([{ type: 'network-up' }])
    expect(dialogue.logs).toContain('IPV6CP finished: rejected')
  })

  it('is an IPv4 link when the server never answers, and stops asking after half a minute', () => {
    agreesOnIpv4()
    dialogue.wait(60_000)
    expect(dialogue.events()).toMatchObject([{ type: 'network-up' }])
    expect(dialogue.link.nextDeadline()).toBeUndefined()
  })

  it('is an IPv4 link again when the server closes IPV6CP', () => {
    agreesOnIpv4()
    agreesOnIpv6()
    dialogue.events()
    dialogue.receive('ff03 8057 05 09 0004')
    expect(dialogue.events()).toEqual([{ type: 'ipv6-down' }])
  })

  it('has no IPv6 when the server wants no identifier of ours', () => {
    dialogue.receive(`ff03 8057 04 01 000e 010a ${PROPOSED}`, 'ff03 8057 01 07 0004', 'ff03 8057 02 02 0004')
    expect(dialogue.events()).toEqual([])
  })

  it('is given up for IPv6 only when the server refuses without end', () => {
    agreesOnIpv4()
    for (let id = 1; id < 60; id++) {
      dialogue.receive(`ff03 8057 03 ${id.toString(16).padStart(2, '0')} 000e 010a 0000000000000000`)
    }
    expect(dialogue.events()).toMatchObject([{ type: 'network-up' }])
    expect(dialogue.logs).toContain('IPV6CP finished: not-agreed')
  })
})

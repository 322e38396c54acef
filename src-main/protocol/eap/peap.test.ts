import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { concat, fromHex, toHex, utf8 } from '../bytes.ts'
import { EAP_TYPE } from './constants.ts'
import { bindingMac, bindKeys, compoundSessionKey } from './peap-keys.ts'
import { exportKeyingMaterial } from './test-support/clear-tls.ts'
import {
  extensions,
  msChapMessage,
  RFC_2759,
  Tunnelled,
  type TunnelledOptions,
  tlvsOf,
} from './test-support/tunnelled.ts'

const SUCCESS = '8003 0002 0001'
const FAILURE = '8003 0002 0002'
const CHALLENGE = `1a 01 07 0017 10 ${RFC_2759.challenge} 5352`
const TUNNEL_KEY = exportKeyingMaterial(128, 'client EAP encryption')

function peap(options: Partial<TunnelledOptions> = {}): Tunnelled {
  return new Tunnelled(EAP_TYPE.peap, { methods: ['peap-ms-chap-v2'], ...options }).begin()
}

/** As far as the server's proof. */
function signedIn(options: Partial<TunnelledOptions> = {}): Tunnelled {
  const tunnel = peap(options)
  tunnel.say('01')
  tunnel.say(CHALLENGE)
  tunnel.say(msChapMessage(3, RFC_2759.proof))
  return tunnel
}

/** The server's cryptobinding TLV, made with these keys. */
function binding(tunnelKey: Uint8Array, innerKey = fromHex(RFC_2759.hlak)): string {
  const unsigned = concat(fromHex('000c 0038 00 00 00 00'), new Uint8Array(32).fill(7), new Uint8Array(20))
  const { cmk } = bindKeys(nodeCrypto, tunnelKey, innerKey)
  return toHex(concat(unsigned.subarray(0, 40), bindingMac(nodeCrypto, cmk, unsigned)))
}

describe('PEAP', () => {
  it('tells the name of the user inside the tunnel, and nowhere else', () => {
    const tunnel = peap()
    tunnel.receive(1, fromHex('01'))
    expect(tunnel.sent.map(toHex).join(' ')).not.toContain(toHex(utf8('User')))
    expect(toHex(tunnel.sent.at(-1) ?? new Uint8Array(0))).toBe(`01${toHex(utf8('somebody@example.com'))}`)
    expect(peap().say('01')).toBe(`01${toHex(utf8('User'))}`)
  })

  it('signs in with the vectors of RFC 2759, and takes the key of the tunnel when the server binds nothing', () => {
    const tunnel = peap()
    tunnel.say('01')
    expect(tunnel.say(CHALLENGE)).toContain(RFC_2759.ntResponse)
    expect(tunnel.say(msChapMessage(3, RFC_2759.proof))).toBe('1a03')
    expect(tlvsOf(tunnel.say(extensions(SUCCESS)))).toBe(toHex(fromHex(SUCCESS)))
    tunnel.succeed()
    expect(tunnel).toMatchObject({ failure: undefined, method: 'peap-ms-chap-v2' })
    expect(tunnel.key).toEqual(TUNNEL_KEY.subarray(0, 64))
  })

  it('takes the compound key when both sign-ins are bound together, and answers with a binding of its own', () => {
    const tunnel = signedIn()
    const answer = tlvsOf(tunnel.say(extensions(`${SUCCESS} ${binding(TUNNEL_KEY)}`)))
    expect(answer).toMatch(/^800300020001000c003800000001/)
    tunnel.succeed()
    const { ipmk } = bindKeys(nodeCrypto, TUNNEL_KEY, fromHex(RFC_2759.hlak))
    expect(tunnel.key).toEqual(compoundSessionKey(nodeCrypto, ipmk).subarray(0, 64))
  })

  it.each([
    ['somebody else’s tunnel', binding(new Uint8Array(128))],
    ['somebody else’s sign-in', binding(TUNNEL_KEY, new Uint8Array(32))],
  ])('refuses a binding to %s', (_case, tlv) => {
    const tunnel = signedIn()
    expect(tlvsOf(tunnel.say(extensions(`${SUCCESS} ${tlv}`)))).toBe(toHex(fromHex(FAILURE)))
    tunnel.succeed()
    expect(tunnel).toMatchObject({ failure: { code: 'server-not-authentic' }, key: undefined })
  })

  it('believes no result before the server has proved that it knows the password', () => {
    const tunnel = peap()
    tunnel.say('01')
    tunnel.say(CHALLENGE)
    tunnel.say(extensions(SUCCESS))
    tunnel.succeed()
    expect(tunnel).toMatchObject({ failure: { code: 'server-not-authentic' }, key: undefined })
  })

  it('names the methods that were declined inside when the server gives up over them', () => {
    for (const end of [
      (tunnel: Tunnelled) => tunnel.fail(),
      (tunnel: Tunnelled) => tunnel.say(extensions(FAILURE)),
    ]) {
      const tunnel = peap()
      expect(tunnel.say('0d 20')).toBe('031a')
      expect(tunnel.say('06 436f6465')).toBe('031a')
      end(tunnel)
      expect(tunnel.failure).toEqual({
        code: 'no-common-method',
        offered: ['eap-tls', 'eap-gtc'],
        accepted: ['peap-ms-chap-v2'],
      })
    }
  })

  it('answers a question after the password with the code, once', () => {
    const tunnel = signedIn({ credentials: { oneTimeCode: '123456' } })
    expect(tunnel.say(concat(Uint8Array.of(6), utf8('Code?')))).toBe(`06${toHex(utf8('123456'))}`)
    expect(tunnel.say(concat(Uint8Array.of(6), utf8('Another?')))).toBe('')
    expect(tunnel.failure).toEqual({ code: 'one-time-code-needed' })
  })

  it('never takes itself to be signed in, whatever is said in the tunnel', () => {
    const plain = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.uint8Array({ maxLength: 60 }).map((data) => concat(Uint8Array.of(26), data)),
      fc.uint8Array({ maxLength: 70 }).map((data) => extensions(toHex(data))),
      fc.constantFrom(fromHex('01'), fromHex(CHALLENGE), extensions(SUCCESS), msChapMessage(3, 'S=0')),
    )
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 12 }), (messages) => {
        const tunnel = peap()
        for (const message of messages) tunnel.say(message)
        tunnel.succeed()
        expect(tunnel.key).toBeUndefined()
        expect(tunnel.sent.length).toBeLessThanOrEqual(messages.length + 2)
      }),
    )
  })
})

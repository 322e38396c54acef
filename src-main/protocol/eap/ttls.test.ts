import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, toHex, utf8 } from '../bytes.ts'
import { EAP_TYPE } from './constants.ts'
import { exportKeyingMaterial } from './test-support/clear-tls.ts'
import { Tunnelled, type TunnelledOptions } from './test-support/tunnelled.ts'
import type { AuthServerRefusal } from './tls-stream.ts'
import { AVP, encodeAvp } from './ttls-avp.ts'

function ttls(inner: 'pap' | 'ms-chap-v2', options: Partial<TunnelledOptions> = {}): Tunnelled {
  return new Tunnelled(EAP_TYPE.ttls, { methods: [`eap-ttls-${inner}`], ...options }).begin()
}

const everything = ({ sent }: Tunnelled) => sent.map(toHex).join(' ')
const question = concat(
  encodeAvp(AVP.replyMessage, utf8('Code?')),
  encodeAvp(AVP.state, Uint8Array.of(1, 2, 3)),
)

describe('EAP-TTLS', () => {
  it('says the password, filled up, as soon as the tunnel stands, and believes the Success that follows', () => {
    const tunnel = ttls('pap')
    const name = encodeAvp(AVP.userName, utf8('User'))
    const password = encodeAvp(AVP.userPassword, concat(utf8('clientPass'), new Uint8Array(6)))
    expect(everything(tunnel)).toContain(toHex(concat(name, password)))
    tunnel.succeed()
    expect(tunnel).toMatchObject({ failure: undefined, method: 'eap-ttls-pap' })
    expect(tunnel.key).toEqual(exportKeyingMaterial(128, 'ttls keying material').subarray(0, 64))
  })

  it('says nothing to a server that is not the one of the profile', () => {
    const because: AuthServerRefusal = {
      code: 'certificate-wrong-name',
      expected: 'a.example',
      names: ['b.example'],
    }
    const tunnel = ttls('pap', { secured: { type: 'refused', because } })
    expect(tunnel.failure).toEqual({ code: 'auth-server-not-trusted', because })
    expect(everything(tunnel)).not.toContain(toHex(utf8('clientPass')))
    tunnel.succeed()
    expect(tunnel.key).toBeUndefined()
  })

  it('begins no other method once the password is out', () => {
    const tunnel = ttls('pap', { methods: ['eap-ttls-pap', 'eap-ms-chap-v2'] })
    const before = tunnel.sent.length
    tunnel.receive(1, concat(Uint8Array.of(26, 1, 7, 0, 21, 16), new Uint8Array(16)))
    expect(tunnel.sent).toHaveLength(before)
  })

  it('answers a question with the code and the state that came along, once', () => {
    const tunnel = ttls('pap', { credentials: { oneTimeCode: '123456' } })
    const code = encodeAvp(AVP.userPassword, concat(utf8('123456'), new Uint8Array(10)))
    expect(tunnel.say(question)).toContain(toHex(concat(code, encodeAvp(AVP.state, Uint8Array.of(1, 2, 3)))))
    tunnel.say(question)
    expect(tunnel.failure).toEqual({ code: 'one-time-code-needed' })
  })

  it('draws the challenge of MS-CHAPv2 from the tunnel', () => {
    const drawn = exportKeyingMaterial(17, 'ttls challenge')
    const challenge = encodeAvp(AVP.msChapChallenge, drawn.subarray(0, 16))
    expect(everything(ttls('ms-chap-v2'))).toContain(toHex(challenge))
  })

  it('never takes itself to be signed in by MS-CHAPv2 without a proof, whatever is said in the tunnel', () => {
    const avp = fc
      .tuple(fc.constantFrom(...Object.values(AVP)), fc.uint8Array({ maxLength: 50 }))
      .map(([kind, data]) => encodeAvp(kind, data))
    const plain = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(avp, { maxLength: 4 }).map((avps) => concat(...avps)),
    )
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 8 }), (messages) => {
        const tunnel = ttls('ms-chap-v2')
        for (const message of messages) tunnel.say(message)
        tunnel.succeed()
        expect(tunnel.key).toBeUndefined()
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { concat, fromHex, toHex, utf8 } from '../bytes.ts'
import type { ProtocolFailure } from '../errors.ts'
import { hex, PEER_CHALLENGE, predictable } from '../ppp/test-support/dialogue.ts'
import { EapPeer } from './eap-peer.ts'
import { eapPlans } from './eap-plans.ts'

/** RFC 2759 section 9.2, in EAP. */
const CHALLENGE = '1a 01 07 0017 10 5B5D7C7D7B3F2F3E3C2C602132262628 5352'
const NT_RESPONSE = '82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF'
const PROOF = 'S=407A5589115FD0D6209F510FE9C04566932CDA56'

function conversation(newPassword?: string) {
  const sent: string[] = []
  const outcomes: (string | ProtocolFailure)[] = []
  const credentials = {
    user: 'User',
    password: 'clientPass',
    ...(newPassword !== undefined && { newPassword }),
  }
  const methods = ['eap-ms-chap-v2'] as const
  // A new password is padded with more chance than the vectors have.
  const crypto = newPassword === undefined ? predictable(nodeCrypto) : nodeCrypto
  const plans = eapPlans({ crypto, credentials, methods, eap: {}, fragment: 1000 })
  const peer = new EapPeer(
    { identity: utf8('outer@example.com'), plans, accepted: methods },
    {
      send: ({ code, identifier, body }) => sent.push(`${code} ${identifier} ${toHex(body)}`),
      succeeded: ({ key }) => outcomes.push(toHex(key ?? new Uint8Array(0))),
      failed: (failure) => outcomes.push(failure),
      passwordChanged: () => outcomes.push('changed'),
      log: () => {},
    },
  )
  const receive = (code: number, identifier: number, body: string | Uint8Array = '') =>
    peer.handlePacket({ code, identifier, body: typeof body === 'string' ? fromHex(body) : body }, 0)
  return { sent, outcomes, receive }
}

const message = (op: number, text: string) => {
  const bytes = utf8(text)
  return concat(Uint8Array.of(26, op, 7, 0, bytes.length + 4), bytes)
}

describe('the EAP peer (RFC 3748)', () => {
  it('says the outer identity, confirms a Notification, and is quiet about everything else', () => {
    const { sent, receive } = conversation()
    receive(1, 1, '01')
    receive(1, 2, concat(Uint8Array.of(2), utf8('Maintenance at nine')))
    receive(1, 3, '03 0d')
    receive(1, 4, '')
    receive(2, 5, '01')
    receive(9, 6, '01')
    expect(sent).toEqual([`2 1 ${hex('01')}${toHex(utf8('outer@example.com'))}`, '2 2 02'])
  })

  it('asks for its own methods when another is proposed, and names both when the server gives up', () => {
    const { sent, outcomes, receive } = conversation()
    receive(1, 1, '0d 20')
    receive(1, 2, '04 10')
    receive(1, 3, 'fe 00 00 01')
    receive(4, 3)
    expect(sent).toEqual(['2 1 031a', '2 2 031a', '2 3 031a'])
    expect(outcomes).toEqual([
      { code: 'no-common-method', offered: ['eap-tls', 'eap-md5', 'eap-254'], accepted: ['eap-ms-chap-v2'] },
    ])
  })

  it('repeats its answer to a repeated Request, bit for bit', () => {
    const { sent, receive } = conversation()
    receive(1, 1, CHALLENGE)
    receive(1, 1, CHALLENGE)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toBe(sent[0])
  })

  it('signs in by EAP-MSCHAPv2 with the vectors of RFC 2759 and the keys of RFC 3079', () => {
    const { sent, outcomes, receive } = conversation()
    receive(1, 1, CHALLENGE)
    expect(sent).toEqual([
      `2 1 ${hex(`1a 02 07 003a 31 ${PEER_CHALLENGE} 0000000000000000 ${NT_RESPONSE} 00 55736572`)}`,
    ])
    receive(1, 2, message(3, `${PROOF} M=Welcome`))
    expect(sent[1]).toBe('2 2 1a03')
    expect(outcomes).toEqual([])
    receive(3, 2)
    expect(outcomes).toEqual(['d5f0e9521e3ea9589645e86051c822268b7cdc149b993a1ba118cb153f56dccb'])
  })

  it('believes no Success without a method, nor before the method has ended', () => {
    const early = conversation()
    early.receive(3, 1)
    const middle = conversation()
    middle.receive(1, 1, CHALLENGE)
    middle.receive(3, 1)
    for (const { outcomes } of [early, middle]) expect(outcomes).toEqual([{ code: 'server-not-authentic' }])
  })

  it('does not believe a server that cannot prove that it knows the password', () => {
    const { outcomes, receive } = conversation()
    receive(1, 1, CHALLENGE)
    receive(1, 2, message(3, `S=${'0'.repeat(40)}`))
    expect(outcomes).toEqual([{ code: 'server-not-authentic' }])
  })

  it('begins no other method in the middle of one', () => {
    const { sent, receive } = conversation()
    receive(1, 1, CHALLENGE)
    receive(1, 2, '0d 20')
    expect(sent).toHaveLength(1)
  })

  it('names the reason of a Failure and confirms that it has read it', () => {
    const { sent, outcomes, receive } = conversation()
    receive(1, 1, CHALLENGE)
    receive(1, 2, message(4, 'E=691 R=1 C=00112233445566778899AABBCCDDEEFF V=3 M=Nope'))
    expect(sent[1]).toBe('2 2 1a04')
    expect(outcomes).toEqual([
      { code: 'sign-in-refused', error: 691, message: 'Nope', attemptsAllowed: true },
    ])
  })

  it('changes an expired password when there is a new one, once', () => {
    const expired = 'E=648 R=0 C=00112233445566778899AABBCCDDEEFF V=3 M=Expired'
    const { sent, outcomes, receive } = conversation('newPass')
    receive(1, 1, CHALLENGE)
    receive(1, 2, message(4, expired))
    // Type, OpCode 7, the identifier of the Failure and one more, and 586 bytes in all.
    expect(sent[1]).toMatch(/^2 2 1a0708024a/)
    receive(1, 3, message(4, expired))
    expect(outcomes).toMatchObject([{ code: 'password-expired' }])
  })

  it('holds against anything that a server could send', () => {
    const packet = fc.tuple(
      fc.constantFrom(1, 3, 4),
      fc.integer({ min: 0, max: 3 }),
      fc.oneof(
        fc.uint8Array({ maxLength: 80 }),
        fc.uint8Array({ maxLength: 60 }).map((data) => concat(Uint8Array.of(26), data)),
        fc.constant(fromHex(CHALLENGE)),
      ),
    )
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 20 }), (packets) => {
        const { sent, outcomes, receive } = conversation('newPass')
        for (const [code, identifier, body] of packets) receive(code, identifier, body)
        expect(sent.length).toBeLessThanOrEqual(packets.length)
        expect(outcomes.filter((outcome) => typeof outcome === 'string')).toEqual([])
      }),
    )
  })
})

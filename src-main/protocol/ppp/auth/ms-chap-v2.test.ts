import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../../engine/node-crypto.ts'
import { concat, fromHex, toHex, utf8 } from '../../bytes.ts'
import { authenticatorResponse, ntResponse } from '../../crypto/ms-chap-keys.ts'
import type { ProtocolFailure } from '../../errors.ts'
import { encodeControlPacket } from '../control-packet.ts'
import { hex, PEER_CHALLENGE, predictable } from '../test-support/dialogue.ts'
import { MsChapV2 } from './ms-chap-v2.ts'

const AUTHENTICATOR_CHALLENGE = '5B5D7C7D7B3F2F3E3C2C602132262628'
const NT_RESPONSE = '82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF'
const PROOF = 'S=407A5589115FD0D6209F510FE9C04566932CDA56'

function signIn(user = 'User', password = 'clientPass', crypto = predictable(nodeCrypto)) {
  const sent: string[] = []
  const outcomes: (string | ProtocolFailure)[] = []
  const authenticator = new MsChapV2(
    { crypto, credentials: { user, password } },
    {
      send: (protocol, packet) => {
        expect(protocol).toBe(0xc223)
        sent.push(toHex(encodeControlPacket(packet)))
      },
      succeeded: (hlak) => outcomes.push(toHex(hlak)),
      failed: (failure) => outcomes.push(failure),
      passwordChanged: () => outcomes.push('changed'),
      log: () => {},
    },
  )
  authenticator.start(0)
  const receive = (code: number, identifier: number, body: Uint8Array) =>
    authenticator.handlePacket({ code, identifier, body }, 0)
  return {
    sent,
    outcomes,
    challenge: (identifier = 1, challenge = AUTHENTICATOR_CHALLENGE) =>
      receive(1, identifier, fromHex(`10 ${challenge} 5352`)),
    success: (text: string, identifier = 1) => receive(3, identifier, utf8(text)),
    failure: (text: string, identifier = 1) => receive(4, identifier, utf8(text)),
    receive,
  }
}

describe('MS-CHAPv2', () => {
  it('answers as in RFC 2759 section 9.2 and yields the keys of RFC 3079', () => {
    const { sent, outcomes, challenge, success } = signIn()
    challenge()
    expect(sent).toEqual([hex(`02 01 003a 31 ${PEER_CHALLENGE} 0000000000000000 ${NT_RESPONSE} 00 55736572`)])
    success(`${PROOF} M=Welcome`)
    expect(outcomes).toEqual(['d5f0e9521e3ea9589645e86051c822268b7cdc149b993a1ba118cb153f56dccb'])
  })

  it('sends DOMAIN\\User as typed and hashes User', () => {
    const { sent, outcomes, challenge, success } = signIn('DOMAIN\\User')
    challenge()
    expect(sent[0]).toContain(NT_RESPONSE.toLowerCase())
    expect(sent[0]).toMatch(new RegExp(`${toHex(utf8('DOMAIN\\User'))}$`))
    success(PROOF)
    expect(outcomes).toHaveLength(1)
  })

  it('sends names beyond ASCII as UTF-8', () => {
    const { sent, challenge } = signIn('jürg@example.com')
    challenge()
    expect(sent[0]).toMatch(/6ac3bc7267406578616d706c652e636f6d$/)
  })

  it('needs no M= and takes lower-case digits', () => {
    const { outcomes, challenge, success } = signIn()
    challenge()
    success(`S=${PROOF.slice(2).toLowerCase()}`)
    expect(outcomes).toEqual([expect.any(String)])
  })

  it.each([
    'S=407A5589115FD0D6209F510FE9C04566932CDA57',
    'S=407A5589115FD0D6209F510FE9C04566932CDA5',
    'M=Welcome',
    '',
  ])('does not believe a Success with "%s"', (text) => {
    const { outcomes, challenge, success } = signIn()
    challenge()
    success(text)
    expect(outcomes).toEqual([{ code: 'server-not-authentic' }])
  })

  it('ignores a Success that it gave no Response for', () => {
    const { outcomes, success } = signIn()
    success(PROOF)
    expect(outcomes).toEqual([])
  })

  it('repeats its Response to a repeated Challenge, and answers a new one anew', () => {
    const crypto = { ...nodeCrypto, randomBytes: counter() }
    const { sent, challenge } = signIn('User', 'clientPass', crypto)
    challenge()
    challenge()
    challenge(2)
    expect(sent[1]).toBe(sent[0])
    expect(sent[2].slice(10, 42)).not.toBe(sent[0].slice(10, 42))
  })

  it('waits for the Success of the round that it answered last', () => {
    const { outcomes, challenge, success } = signIn()
    challenge(1, '00112233445566778899aabbccddeeff')
    challenge(2)
    success('S=0000000000000000000000000000000000000000', 1)
    expect(outcomes).toEqual([])
    success(PROOF, 2)
    expect(outcomes).toEqual([expect.any(String)])
  })

  it('hashes any password as UTF-16', () => {
    const { sent, outcomes, challenge, success } = signIn('anna', 'Grüße, 世界 🔑')
    challenge()
    const round = {
      authenticatorChallenge: fromHex(AUTHENTICATOR_CHALLENGE),
      peerChallenge: fromHex(PEER_CHALLENGE),
      user: 'anna',
      password: 'Grüße, 世界 🔑',
    }
    const response = ntResponse(nodeCrypto, round)
    expect(sent[0]).toContain(toHex(response))
    success(authenticatorResponse(nodeCrypto, { ...round, ntResponse: response }))
    expect(outcomes).toHaveLength(1)
  })

  it('reports why the server refuses, even without a Challenge', () => {
    const { outcomes, failure } = signIn()
    failure('E=647 R=0 V=3')
    expect(outcomes).toEqual([{ code: 'account-disabled', message: '' }])
  })

  it.each(['', '10', '0f 00112233445566778899aabbccddee', '10 0011'])('drops the Challenge "%s"', (body) => {
    const { sent, outcomes, receive } = signIn()
    receive(1, 1, fromHex(body))
    expect([sent, outcomes]).toEqual([[], []])
  })

  it('drops what only a server receives, and what CHAP does not have', () => {
    const { sent, outcomes, receive } = signIn()
    for (const code of [0, 2, 5, 6, 7, 255])
      receive(code, 1, concat(fromHex('10'), fromHex(AUTHENTICATOR_CHALLENGE)))
    expect([sent, outcomes]).toEqual([[], []])
  })

  it('refuses a user name that does not fit', () => {
    expect(signIn('x'.repeat(256)).outcomes).toMatchObject([{ code: 'sign-in-refused' }])
  })
})

function counter(): (length: number) => Uint8Array {
  let calls = 0
  return (length) => new Uint8Array(length).fill(++calls)
}

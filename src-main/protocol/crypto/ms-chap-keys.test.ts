import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { fromHex, toHex } from '../bytes.ts'
import { md4 } from './md4.ts'
import {
  authenticatorResponse,
  challengeHash,
  hlakFromMasterKeys,
  masterKeys,
  ntPasswordHash,
  ntResponse,
} from './ms-chap-keys.ts'

const authenticatorChallenge = fromHex('5B5D7C7D7B3F2F3E3C2C602132262628')
const peerChallenge = fromHex('21402324255E262A28295F2B3A337C7E')
const response = fromHex('82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF')
const round = { authenticatorChallenge, peerChallenge, user: 'User', password: 'clientPass' }

const hashFor = (user: string) =>
  toHex(challengeHash(nodeCrypto, peerChallenge, authenticatorChallenge, user))

describe('MS-CHAPv2 (RFC 2759 section 9.2)', () => {
  it('hashes the challenges and the user name', () => {
    expect(hashFor('User')).toBe('d02e4386bce91226')
  })

  it('leaves a domain out of the challenge hash', () => {
    expect(hashFor('DOMAIN\\User')).toBe('d02e4386bce91226')
    expect(hashFor('DOMAIN\\User')).not.toBe('58749d8e50c080c2')
  })

  it('keeps a realm behind @, which is part of the user name', () => {
    expect(hashFor('User@example.com')).not.toBe(hashFor('User'))
  })

  it('hashes names beyond ASCII as UTF-8', () => {
    const peerFirst = [...peerChallenge, ...authenticatorChallenge, 0x4a, 0xc3, 0xbc, 0x72, 0x67]
    const expected = nodeCrypto.sha1(Uint8Array.from(peerFirst)).subarray(0, 8)
    expect(hashFor('Jürg')).toBe(toHex(expected))
  })

  it('hashes the password as UTF-16LE', () => {
    expect(toHex(ntPasswordHash('clientPass'))).toBe('44ebba8d5312b8d611474411f56989ae')
    expect(toHex(md4(ntPasswordHash('clientPass')))).toBe('41c00c584bd2d91c4017a2a12fa59f3f')
    expect(ntPasswordHash('ü€')).toEqual(md4(fromHex('fc00 ac20')))
  })

  it('answers the challenge', () => {
    expect(toHex(ntResponse(nodeCrypto, round))).toBe(toHex(response))
  })

  it('knows what the server must answer', () => {
    expect(authenticatorResponse(nodeCrypto, { ...round, ntResponse: response })).toBe(
      'S=407A5589115FD0D6209F510FE9C04566932CDA56',
    )
  })
})

describe('master keys (RFC 3079 section 3.5.3)', () => {
  const keys = masterKeys(nodeCrypto, { password: 'clientPass', ntResponse: response })

  it('derives the client view: its receive key is the server view of the send key', () => {
    expect(toHex(keys.receive)).toBe('8b7cdc149b993a1ba118cb153f56dccb')
    expect(toHex(keys.send)).toBe('d5f0e9521e3ea9589645e86051c82226')
  })

  it('joins send and receive, in that order, for the crypto binding', () => {
    expect(toHex(hlakFromMasterKeys(keys))).toBe(
      'd5f0e9521e3ea9589645e86051c82226' + '8b7cdc149b993a1ba118cb153f56dccb',
    )
  })
})

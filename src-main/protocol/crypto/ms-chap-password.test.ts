import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { utf16le } from '../bytes.ts'
import { ntPasswordHash } from './ms-chap-keys.ts'
import { encryptNewPassword, encryptOldHash, NEW_PASSWORD_MAX } from './ms-chap-password.ts'
import { rc4 } from './rc4.ts'

const PASSWORDS = { oldPassword: 'clientPass', newPassword: 'Grüße, 世界' }

describe('a new password (RFC 2759 section 8)', () => {
  it('comes out for whoever knows the old one, behind random bytes and before its length', () => {
    const block = rc4(ntPasswordHash('clientPass'), encryptNewPassword(nodeCrypto, PASSWORDS))
    const text = utf16le(PASSWORDS.newPassword)
    expect(block).toHaveLength(516)
    expect(block.subarray(512)).toEqual(Uint8Array.of(text.length, 0, 0, 0))
    expect(block.subarray(512 - text.length, 512)).toEqual(text)
    expect(block.subarray(0, 16)).not.toEqual(new Uint8Array(16))
  })

  it('may be as long as there is room', () => {
    const newPassword = 'x'.repeat(NEW_PASSWORD_MAX)
    expect(encryptNewPassword(nodeCrypto, { ...PASSWORDS, newPassword })).toHaveLength(516)
  })

  it('vouches for the old one', () => {
    expect(encryptOldHash(PASSWORDS)).toHaveLength(16)
    expect(encryptOldHash(PASSWORDS)).not.toEqual(encryptOldHash({ ...PASSWORDS, oldPassword: 'other' }))
  })
})

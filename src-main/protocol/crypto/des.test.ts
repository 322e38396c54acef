import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { desEncrypt, desKeyWithParity } from './des.ts'

describe('DES', () => {
  // The three keys of RFC 2759 section 9.2; the last one is filled up with zeros.
  it.each([
    ['44ebba8d5312b8', '4575ef51d5984a70'],
    ['d611474411f569', 'd60851e9408fd5d3'],
    ['89ae0000000000', '89d6800101010101'],
  ])('spreads %s over eight bytes of odd parity', (key7, key8) => {
    expect(toHex(desKeyWithParity(fromHex(key7)))).toBe(key8)
  })

  it.each([
    ['44ebba8d5312b8', '82309ecd8d708b5e'],
    ['d611474411f569', 'a08faa3981cd8354'],
    ['89ae0000000000', '4233114a3d85d6df'],
  ])('encrypts the challenge hash of RFC 2759 section 9.2 under %s', (key7, encrypted) => {
    expect(toHex(desEncrypt(fromHex(key7), fromHex('d02e4386bce91226')))).toBe(encrypted)
  })

  it('agrees with triple DES under one key three times', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    fc.assert(
      fc.property(bytes(7), bytes(8), (key7, block) => {
        const key = desKeyWithParity(key7)
        const oracle = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null)
        oracle.setAutoPadding(false)
        expect(toHex(desEncrypt(key7, block))).toBe(oracle.update(block).toString('hex'))
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})

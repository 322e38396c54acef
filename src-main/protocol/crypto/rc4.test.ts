import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '../bytes.ts'
import { rc4 } from './rc4.ts'

describe('RC4', () => {
  // RFC 6229 section 2, the first 16 bytes of each stream.
  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
  ])('makes the stream of RFC 6229 for the key %s', (key, stream) => {
    expect(toHex(rc4(fromHex(key), new Uint8Array(16)))).toBe(stream)
  })

  it('is its own inverse', () => {
    const key = utf8('key')
    const text = Uint8Array.from({ length: 516 }, (_, i) => i)
    expect(rc4(key, rc4(key, text))).toEqual(text)
  })
})

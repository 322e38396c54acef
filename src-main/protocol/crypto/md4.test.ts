import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from '../bytes.ts'
import { md4 } from './md4.ts'

const digestOf = (text: string) => toHex(md4(utf8(text)))

describe('MD4', () => {
  // RFC 1320 appendix A.5.
  it.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      'e33b4ddc9c38f2199c3e7b164fcc0536',
    ],
  ])('hashes %j', (text, digest) => {
    expect(digestOf(text)).toBe(digest)
  })

  it('gives every length around a block boundary a digest of its own', () => {
    const digests = Array.from({ length: 130 }, (_, length) => digestOf('x'.repeat(length)))
    expect(new Set(digests).size).toBe(130)
  })

  it('leaves its input alone', () => {
    const data = Uint8Array.of(1, 2, 3)
    md4(data)
    expect(data).toEqual(Uint8Array.of(1, 2, 3))
  })
})

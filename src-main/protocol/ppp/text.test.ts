import { describe, expect, it } from 'vitest'
import { concat, fromHex, utf8 } from '../bytes.ts'
import { CAP } from './constants.ts'
import { peerText, terminationReason } from './text.ts'

describe("a peer's text", () => {
  it('may be UTF-8', () => {
    expect(peerText(utf8('Anmeldung für Jürg ✓'))).toBe('Anmeldung für Jürg ✓')
  })

  it('loses white space and NUL at its end', () => {
    expect(peerText(utf8('Welcome!\r\n\0'))).toBe('Welcome!')
  })

  it('cannot move the cursor, break the line or turn the direction of writing', () => {
    expect(peerText(utf8('a\u001b[2Jb\nc\u202ed\u2028e'))).toBe('a.[2Jb.c.d.e')
  })

  it('falls back to its ASCII when it is not UTF-8', () => {
    expect(peerText(fromHex('4a fc 72 67'))).toBe('J.rg')
  })

  it.each([0, 1, 2, 3])('is capped, but not in the middle of a character (%i bytes before it)', (before) => {
    const text = peerText(concat(utf8('x'.repeat(before)), utf8('€'.repeat(CAP.text))))
    expect(text).toMatch(/^x*€+$/)
    expect(utf8(text).length).toBeGreaterThanOrEqual(CAP.text - 3)
    expect(utf8(text).length).toBeLessThanOrEqual(CAP.text)
  })
})

describe('the reason in a Terminate-Request', () => {
  it('is an error number from Windows', () => {
    expect(terminationReason(fromHex('01020304 003ccd74 000002b3'))).toBe('Windows error 691')
    expect(terminationReason(fromHex('01020304 003ccd74 00000000'))).toBe('')
  })

  it('is words from others, or nothing', () => {
    expect(terminationReason(utf8('User request'))).toBe('User request')
    expect(terminationReason(fromHex(''))).toBe('')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  concat,
  equal,
  fromHex,
  printable,
  readU16,
  readU32,
  toHex,
  utf8,
  utf16le,
  writeU16,
  writeU32,
} from './bytes.ts'

describe('concat', () => {
  it('joins in order, into bytes of its own', () => {
    const part = Uint8Array.of(1, 2)
    const joined = concat(part, new Uint8Array(), Uint8Array.of(3))
    part[0] = 9
    expect(joined).toEqual(Uint8Array.of(1, 2, 3))
    expect(concat()).toEqual(new Uint8Array())
  })
})

describe('equal', () => {
  it.each([
    ['', '', true],
    ['0102', '0102', true],
    ['0102', '0103', false],
    ['0102', '8102', false],
    ['0102', '010200', false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(equal(fromHex(a), fromHex(b))).toBe(same)
  })
})

describe('hex', () => {
  it('is read in either case and with blanks between', () => {
    expect(fromHex(' 00 fF\n7A ')).toEqual(Uint8Array.of(0x00, 0xff, 0x7a))
  })

  it('is written in lower case, two digits a byte', () => {
    expect(toHex(Uint8Array.of(0x00, 0x0f, 0xff))).toBe('000fff')
  })

  it.each(['0', '0g', 'xyz', '0x00'])('refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow(RangeError)
  })
})

describe('numbers', () => {
  it('are big-endian and lie where they are told to', () => {
    const bytes = new Uint8Array(8).fill(0xee)
    writeU16(bytes, 1, 0x0102)
    writeU32(bytes, 3, 0xfffefdfc)
    expect(toHex(bytes)).toBe('ee0102fffefdfcee')
    expect(readU16(bytes, 1)).toBe(0x0102)
    expect(readU32(bytes, 3)).toBe(0xfffefdfc)
  })
})

describe('text', () => {
  it('becomes UTF-8 as the WHATWG encoder makes it', () => {
    const encoder = new TextEncoder()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(text)).toEqual(encoder.encode(text))
      }),
      { seed: 6, numRuns: 300 },
    )
    expect(utf8('%41 \ud800 100%')).toEqual(encoder.encode('%41 \ud800 100%'))
  })

  it('becomes UTF-16LE, surrogates as they are', () => {
    expect(toHex(utf16le('aü€'))).toBe('6100fc00ac20')
    expect(toHex(utf16le('\u{1f600}'))).toBe('3dd800de')
  })
})

describe('bytes for people', () => {
  it('keep printable ASCII only', () => {
    expect(printable(utf8('Login\x1b[31m ok\r\né~'))).toBe('Login.[31m ok....~')
  })

  it('are cut at the limit', () => {
    expect(printable(utf8('abcdef'), 3)).toBe('abc')
    expect(printable(new Uint8Array(1_000).fill(0x61))).toHaveLength(200)
  })
})

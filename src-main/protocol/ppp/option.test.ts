import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { encodeOptions, parseOptions, sameOptions, u16Of, u32Of } from './option.ts'

function parsed(text: string) {
  return parseOptions(fromHex(text))?.map(({ type, data }) => [type, toHex(data)])
}

describe('configuration options (RFC 1661 section 6)', () => {
  const text = '0104 05dc 0702 0506 deadbeef'

  it('are type, length and data, one behind the other', () => {
    expect(parsed(text)).toEqual([
      [1, '05dc'],
      [7, ''],
      [5, 'deadbeef'],
    ])
    expect(parsed('')).toEqual([])
  })

  it('encode to what was parsed', () => {
    expect(encodeOptions(parseOptions(fromHex(text)) ?? [])).toEqual(fromHex(text))
  })

  it('are all dropped when one is cut', () => {
    const bytes = fromHex(text)
    const whole = new Set([0, 4, 6, 12])
    for (let end = 0; end <= bytes.length; end++) {
      expect(parseOptions(bytes.subarray(0, end)) !== undefined).toBe(whole.has(end))
    }
  })

  it.each(['01', '0100', '0101', '0104 05dc 0501'])(
    'are dropped when a length is impossible: %s',
    (malformed) => {
      expect(parsed(malformed)).toBeUndefined()
    },
  )

  it('have numbers only of the right size', () => {
    const [mru, magic] = parseOptions(fromHex('0104 05dc 0506 deadbeef')) ?? []
    expect([u16Of(mru), u32Of(mru)]).toEqual([1500, undefined])
    expect([u16Of(magic), u32Of(magic)]).toEqual([undefined, 0xdeadbeef])
  })

  it('are the same only with the same values in the same order', () => {
    const options = (hex: string) => parseOptions(fromHex(hex)) ?? []
    expect(sameOptions(options(text), options(text))).toBe(true)
    expect(sameOptions(options(text), options('0104 05dc 0506 deadbeef'))).toBe(false)
    expect(sameOptions(options('0702 0802'), options('0802 0702'))).toBe(false)
    expect(sameOptions(options('0104 05dc'), options('0104 05dd'))).toBe(false)
  })
})

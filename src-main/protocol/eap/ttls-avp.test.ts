import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex } from '../bytes.ts'
import { AVP, encodeAvp, findAvp, parseAvps } from './ttls-avp.ts'

describe('attributes of EAP-TTLS (RFC 5281 section 10)', () => {
  it('are written with flags, length, vendor and padding', () => {
    expect(toHex(encodeAvp(AVP.userName, fromHex('616c')))).toBe('000000014000000a616c0000')
    expect(toHex(encodeAvp(AVP.msChap2Success, fromHex('01')))).toBe('0000001ac000000d0000013701000000')
  })

  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (name, error) => {
        const bytes = concat(encodeAvp(AVP.userName, name), encodeAvp(AVP.msChapError, error))
        const avps = parseAvps(bytes) ?? []
        expect(findAvp(avps, AVP.userName)).toEqual(name)
        expect(findAvp(avps, AVP.msChapError)).toEqual(error)
        // The same number without the vendor is a password.
        expect(findAvp(avps, AVP.userPassword)).toBeUndefined()
      }),
    )
  })

  it.each(['00', '0000000140000007', '000000014000000a00', '0000001ac000000b00000137'])(
    '%s is cut',
    (bytes) => {
      expect(parseAvps(fromHex(bytes))).toBeUndefined()
    },
  )

  it('are not endless', () => {
    expect(
      parseAvps(concat(...Array.from({ length: 33 }, () => fromHex('0000000140000008')))),
    ).toBeUndefined()
  })

  it('make no trouble in whatever bytes they come', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseAvps(bytes)))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { concat, fromHex, toHex } from '../bytes.ts'
import { bindingMac, bindKeys, compoundSessionKey } from './peap-keys.ts'
import { bindingResponse, parsePeapTlvs, resultTlv, splitBinding } from './peap-tlv.ts'

/** The sample of MS-PEAP section 4.4.1.3.2.3: a server's TLV and the key that signed it. */
const CMK = '3355353B6920D074C782E475DFB0999D4DB467EB'
const SERVER_TLV = `000C0038 00000000
  BDA7A599FA816521AD3064C2BDDBD16EAA949E7D98A8D794 3147CF425D85DA7B
  0CBF105E917557 48224FBB83000626911CFB1B0F`
/** Section 4.4.2.3.2.3: the client's answer, under the same key. */
const CLIENT_TLV = `000C0038 00000001
  6C6BA38784237457CCC90B1A908CBDF4711B69994D0CFE8D3DB44ECBCDAD37E9
  42E086071D1C8B8C8E458F7021F06A6EAB16B646`

describe('the binding of PEAP (MS-PEAP)', () => {
  it.each([
    ['server', SERVER_TLV],
    ['client', CLIENT_TLV],
  ])("signs the %s's TLV of the specification", (_side, tlv) => {
    const { unsigned, mac } = splitBinding(fromHex(tlv))
    expect(toHex(bindingMac(nodeCrypto, fromHex(CMK), unsigned))).toBe(toHex(mac))
  })

  it('answers with the TLV of the specification', () => {
    const client = fromHex(CLIENT_TLV)
    const answer = bindingResponse(fromHex(SERVER_TLV), client.slice(8, 40), (unsigned) =>
      bindingMac(nodeCrypto, fromHex(CMK), unsigned),
    )
    expect(toHex(answer)).toBe(toHex(client))
  })

  it('depends on both keys', () => {
    const tunnel = new Uint8Array(128).fill(1)
    const bound = bindKeys(nodeCrypto, tunnel, new Uint8Array(32).fill(2))
    expect([bound.ipmk.length, bound.cmk.length]).toEqual([40, 20])
    expect(bindKeys(nodeCrypto, tunnel, new Uint8Array(32).fill(3)).cmk).not.toEqual(bound.cmk)
    expect(
      bindKeys(
        nodeCrypto,
        tunnel.map(() => 4),
        new Uint8Array(32).fill(2),
      ).cmk,
    ).not.toEqual(bound.cmk)
    expect(compoundSessionKey(nodeCrypto, bound.ipmk)).toHaveLength(128)
  })

  it('fills a short inner key with zeros', () => {
    const tunnel = new Uint8Array(128)
    expect(bindKeys(nodeCrypto, tunnel, new Uint8Array(0))).toEqual(
      bindKeys(nodeCrypto, tunnel, new Uint8Array(32)),
    )
  })
})

describe('TLVs of PEAP', () => {
  it('are a result, and a binding', () => {
    expect(toHex(resultTlv(1))).toBe('800300020001')
    expect(parsePeapTlvs(concat(resultTlv(1), fromHex(SERVER_TLV)))).toEqual({
      result: 1,
      binding: fromHex(SERVER_TLV),
    })
  })

  it('of other kinds are passed over', () => {
    expect(parsePeapTlvs(fromHex('0007 0003 010203 8003 0002 0002'))).toEqual({
      result: 2,
      binding: undefined,
    })
  })

  it('that are cut at any byte say nothing', () => {
    const whole = concat(resultTlv(1), fromHex(SERVER_TLV))
    for (let end = 1; end < whole.length; end++) {
      expect(parsePeapTlvs(whole.subarray(0, end))?.binding).toBeUndefined()
    }
  })

  it('make no trouble in whatever bytes they come', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parsePeapTlvs(bytes)))
  })
})

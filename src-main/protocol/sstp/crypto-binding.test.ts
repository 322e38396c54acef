import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { concat, fromHex, toHex } from '../bytes.ts'
import {
  type BindingExpectation,
  certificateHash,
  chooseHash,
  compoundMacKey,
  encodeCallConnected,
  verifyCallConnected,
} from './crypto-binding.ts'

/** MS-SSTP section 4.7, and the EAP-TLS capture that sstp-client tests itself with. */
const VECTORS = [
  {
    name: 'MS-CHAPv2 with SHA-256',
    hash: 'sha-256',
    bit: 2,
    nonce: '412B489AEBD7ECC7D08966F26BE7CD72B231A0E9210D7C91B308862B0344C435',
    hlak: '2A1BB40D55AB0F5EF32F06F2B3CC73C48FD3FAC41D7A1315A19228D9024CA164',
    certificate: '7993EF314C493DACE9F02D60E7E61C84B6690AAFE9D7AEEA92CBBE8AD599422D',
    cmk: 'ecf59ac9fe155cf0a9e7d66adc1b363c1ad7ba91a9217f0cec2a534298828df6',
    mac: '52A68EFD8CFFBF52770B8F0FE8EC73716583AF6D611EB6D179B3B20840985449',
  },
  {
    name: 'MS-CHAPv2 with SHA-1',
    hash: 'sha-1',
    bit: 1,
    nonce: '0F1A2D58D4A3E3000FAD3CE4906E07B707AA9E441CCEAC5CBD7B2CC1C9D86CDF',
    hlak: '4B3128F43925D9006EEFB1C4E86515A1D88E56BAB3CA2BDF0373B7F5A8A13B19',
    certificate: '5826B629BDA59B8E6FD8DCD2622FD34C534805A5',
    cmk: 'a98b862a38cc7e224b42cd128586acb22f0bd1e9',
    mac: '69915DD583D8062FEF16F61DB2F03290EC27CB6C',
  },
  {
    name: 'EAP-TLS with SHA-256',
    hash: 'sha-256',
    bit: 2,
    nonce: '388a1ecbf302ba02f9f372ce37488ec36b71a28b5e1b19fbe44d5465a631c463',
    hlak: 'bb2c17edbaa643b3d511eb9848792b7cab5f5d709fe9bdf89b5deaf5a8c17db7',
    certificate: '7ff150176fa8e38a1f402d11ff89ff11b66505ad7f9ae81205277ba4a6b9ef9d',
    cmk: '8bec8243ed1d4e115df606df5042be07946294375498f857f6612567c3c63592',
    mac: 'fe6473c7d183914e483fea1b12a6e760a4da16b62fab12a0a1e54e0ec325b24e',
  },
] as const

type Vector = (typeof VECTORS)[number]

const ZERO_HLAK = new Uint8Array(32)

/** CALL_CONNECTED of a vector, put together by hand. */
function wireOf({ bit, nonce, certificate, mac }: Vector): string {
  const filled = (hash: string) => hash.toLowerCase().padEnd(64, '0')
  return `1001007000040001000300680000000${bit}${nonce.toLowerCase()}${filled(certificate)}${filled(mac)}`
}

function proofOf({ hash, nonce, certificate, hlak }: Vector, otherHlak?: Uint8Array): Uint8Array {
  return encodeCallConnected(nodeCrypto, {
    hash,
    nonce: fromHex(nonce),
    certificateHash: fromHex(certificate),
    hlak: otherHlak ?? fromHex(hlak),
  })
}

function expectationOf({ hash, nonce, certificate, hlak }: Vector): BindingExpectation {
  const other = { 'sha-1': new Uint8Array(20), 'sha-256': new Uint8Array(32) }
  return {
    hashes: 3,
    nonce: fromHex(nonce),
    certificateHashes: { ...other, [hash]: fromHex(certificate) },
    hlak: fromHex(hlak),
  }
}

describe.each(VECTORS)('the crypto binding: $name', (vector) => {
  it('derives the compound MAC key', () => {
    expect(toHex(compoundMacKey(nodeCrypto, vector.hash, fromHex(vector.hlak)))).toBe(vector.cmk)
  })

  it('is written as the specification prints it', () => {
    expect(toHex(proofOf(vector))).toBe(wireOf(vector))
  })

  it('is accepted by a server that knows the same', () => {
    const verdict = verifyCallConnected(nodeCrypto, fromHex(wireOf(vector)), expectationOf(vector))
    expect(verdict).toEqual({ accepted: true, hash: vector.hash })
  })

  it('is refused when any single byte of it differs', () => {
    for (let at = 0; at < 112; at++) {
      const bytes = fromHex(wireOf(vector))
      bytes[at] ^= 0x01
      expect(verifyCallConnected(nodeCrypto, bytes, expectationOf(vector)).accepted).toBe(false)
    }
  })

  it.each([
    ['nonce', { nonce: new Uint8Array(32) }],
    ['certificate', { certificateHashes: { 'sha-1': new Uint8Array(20), 'sha-256': new Uint8Array(32) } }],
    ['mac', { hlak: ZERO_HLAK }],
    ['hash', { hashes: 3 - vector.bit }],
  ] as const)('names the %s as the part that is wrong', (wrong, other) => {
    const expected = { ...expectationOf(vector), ...other }
    expect(verifyCallConnected(nodeCrypto, fromHex(wireOf(vector)), expected)).toEqual({
      accepted: false,
      wrong,
    })
  })
})

describe('mistakes that the vectors must catch', () => {
  const [sha256, sha1] = VECTORS
  const macOf = (packet: Uint8Array) => toHex(packet.subarray(80))

  it('the halves of the HLAK exchanged', () => {
    const hlak = fromHex(sha256.hlak)
    const swapped = concat(hlak.subarray(16), hlak.subarray(0, 16))
    expect(macOf(proofOf(sha256, swapped))).toBe(
      'cce9c18ad2972e28dcdff8cd70248d8fdcedb91d52164696fd308d32c830379a',
    )
  })

  it('no HLAK at all', () => {
    expect(macOf(proofOf(sha256, ZERO_HLAK))).toBe(
      '37350a9168e4697495f2f535721af42be80a185d6dc4c4dc929f8f87e304a616',
    )
    expect(macOf(proofOf(sha1, ZERO_HLAK))).toBe(`9a111c756b84d95002c9372556c181e0e5360da7${'00'.repeat(12)}`)
  })
})

describe('after PAP or no authentication', () => {
  it.each([
    ['sha-1', 'ae571ede1e11efb7bb85b8b4f07e15f0e086761a'],
    ['sha-256', 'd342eb00477d6a37e1a184fb0168cb3ea3b6645fa0f227904d20eef5cb8f9327'],
  ] as const)('the %s key comes from 32 zeros', (hash, cmk) => {
    expect(toHex(compoundMacKey(nodeCrypto, hash, ZERO_HLAK))).toBe(cmk)
  })
})

describe('the choice of the hash', () => {
  it.each([
    [0, undefined],
    [1, 'sha-1'],
    [2, 'sha-256'],
    [3, 'sha-256'],
    [4, undefined],
    [0xff, 'sha-256'],
  ])('mask %i gives %s', (mask, hash) => {
    expect(chooseHash(mask)).toBe(hash)
  })
})

describe('servers', () => {
  it('refuse CALL_CONNECTED with the mask instead of one hash', () => {
    const bytes = fromHex(wireOf(VECTORS[0]))
    bytes[15] = 3
    expect(verifyCallConnected(nodeCrypto, bytes, expectationOf(VECTORS[0]))).toEqual({
      accepted: false,
      wrong: 'hash',
    })
  })

  it('refuse another message', () => {
    const echo = fromHex('10 01 00 08 00 08 00 00')
    expect(verifyCallConnected(nodeCrypto, echo, expectationOf(VECTORS[0]))).toEqual({
      accepted: false,
      wrong: 'message',
    })
  })
})

describe('the certificate', () => {
  it('is hashed as DER', () => {
    const der = fromHex('61 62 63')
    expect(toHex(certificateHash(nodeCrypto, 'sha-1', der))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    expect(toHex(certificateHash(nodeCrypto, 'sha-256', der))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  it('needs a key of 32 bytes', () => {
    expect(() => compoundMacKey(nodeCrypto, 'sha-1', new Uint8Array(31))).toThrow(RangeError)
  })
})

import { concat, readU16, writeU16 } from '../bytes.ts'

/** TLVs at the end of PEAP (MS-PEAP section 2.2.8). */
const TLV = { result: 3, cryptobinding: 12 } as const
const MANDATORY = 0x8000
const TLV_HEADER = 4

export const RESULT = { success: 1, failure: 2 } as const
type Result = (typeof RESULT)[keyof typeof RESULT]

/** Where the parts of a cryptobinding TLV lie, header included (MS-PEAP section 2.2.8.1.1). */
const BINDING_LENGTH = 60
const SUBTYPE_OFFSET = 7
const NONCE_OFFSET = 8
const MAC_OFFSET = 40
const SUBTYPE = { request: 0, response: 1 } as const

export interface PeapTlvs {
  result: Result | undefined
  /** The whole cryptobinding TLV of the server, as it came. */
  binding: Uint8Array | undefined
}

/** Reads the TLVs of a Request; undefined when they are cut. What is unknown is passed over. */
export function parsePeapTlvs(data: Uint8Array): PeapTlvs | undefined {
  const found: PeapTlvs = { result: undefined, binding: undefined }
  for (let at = 0; at < data.length; ) {
    if (data.length - at < TLV_HEADER) return undefined
    const end = at + TLV_HEADER + readU16(data, at + 2)
    if (end > data.length) return undefined
    const type = readU16(data, at) & 0x3fff
    if (type === TLV.result && end - at === TLV_HEADER + 2) {
      const status = readU16(data, at + TLV_HEADER)
      if (status === RESULT.success || status === RESULT.failure) found.result = status
    }
    if (type === TLV.cryptobinding) {
      if (end - at !== BINDING_LENGTH || data[at + SUBTYPE_OFFSET] !== SUBTYPE.request) return undefined
      found.binding = data.slice(at, end)
    }
    at = end
  }
  return found
}

export function resultTlv(result: Result): Uint8Array {
  const tlv = new Uint8Array(TLV_HEADER + 2)
  writeU16(tlv, 0, MANDATORY | TLV.result)
  writeU16(tlv, 2, 2)
  writeU16(tlv, TLV_HEADER, result)
  return tlv
}

/** Splits a cryptobinding TLV into what is signed and the signature. */
export function splitBinding(tlv: Uint8Array): { unsigned: Uint8Array; mac: Uint8Array } {
  const unsigned = tlv.slice()
  unsigned.fill(0, MAC_OFFSET)
  return { unsigned, mac: tlv.slice(MAC_OFFSET) }
}

/** Our own TLV in answer to the server's, with a nonce of ours; the MAC is what `sign` makes of the rest. */
export function bindingResponse(
  request: Uint8Array,
  nonce: Uint8Array,
  sign: (unsigned: Uint8Array) => Uint8Array,
): Uint8Array {
  const unsigned = new Uint8Array(BINDING_LENGTH)
  unsigned.set(request.subarray(0, SUBTYPE_OFFSET))
  unsigned[SUBTYPE_OFFSET] = SUBTYPE.response
  unsigned.set(nonce, NONCE_OFFSET)
  return concat(unsigned.subarray(0, MAC_OFFSET), sign(unsigned))
}

export const BINDING_NONCE_LENGTH = MAC_OFFSET - NONCE_OFFSET

import { concat, readU32, writeU32 } from '../bytes.ts'

/** Attributes inside EAP-TTLS (RFC 5281 section 11), those of Microsoft by RFC 2548. */
export const AVP = {
  userName: { code: 1 },
  userPassword: { code: 2 },
  replyMessage: { code: 18 },
  state: { code: 24 },
  msChapError: { code: 2, vendor: 311 },
  msChapChallenge: { code: 11, vendor: 311 },
  msChap2Response: { code: 25, vendor: 311 },
  msChap2Success: { code: 26, vendor: 311 },
} as const satisfies Record<string, AvpKind>

export interface AvpKind {
  code: number
  vendor?: number
}

export interface Avp extends AvpKind {
  data: Uint8Array
}

/** Flags: a vendor is named; who does not know the attribute must give up. */
const FLAG_VENDOR = 0x80
const FLAG_MANDATORY = 0x40

/** Attributes of one message; no server sends half as many. */
const MAX_AVPS = 32

export function encodeAvp(kind: AvpKind, data: Uint8Array): Uint8Array {
  const { code, vendor } = kind
  const header = new Uint8Array(vendor === undefined ? 8 : 12)
  const length = header.length + data.length
  writeU32(header, 0, code)
  writeU32(header, 4, length)
  header[4] = FLAG_MANDATORY | (vendor === undefined ? 0 : FLAG_VENDOR)
  if (vendor !== undefined) writeU32(header, 8, vendor)
  return concat(header, data, new Uint8Array((4 - (length % 4)) % 4))
}

/** Reads a sequence of attributes; undefined when it is cut or endless. */
export function parseAvps(bytes: Uint8Array): Avp[] | undefined {
  const avps: Avp[] = []
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < 8 || avps.length === MAX_AVPS) return undefined
    const hasVendor = (bytes[at + 4] & FLAG_VENDOR) !== 0
    const length = readU32(bytes, at + 4) & 0xff_ffff
    const header = hasVendor ? 12 : 8
    if (length < header || at + length > bytes.length) return undefined
    avps.push({
      code: readU32(bytes, at),
      ...(hasVendor && { vendor: readU32(bytes, at + 8) }),
      data: bytes.slice(at + header, at + length),
    })
    at += length + ((4 - (length % 4)) % 4)
  }
  return avps
}

export function findAvp(avps: readonly Avp[], kind: AvpKind): Uint8Array | undefined {
  return avps.find(({ code, vendor }) => code === kind.code && vendor === kind.vendor)?.data
}

import { createHash, createHmac, randomBytes } from 'node:crypto'
import { concat, equal, readU16, writeU16 } from '../protocol/bytes.ts'

/** RFC 2865 section 3. */
export const RADIUS_CODE = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accessChallenge: 11,
} as const

/** RFC 2865 section 5, RFC 2869 section 5. */
export const ATTRIBUTE = {
  userName: 1,
  framedMtu: 12,
  replyMessage: 18,
  state: 24,
  vendorSpecific: 26,
  nasIdentifier: 32,
  nasPortType: 61,
  eapMessage: 79,
  messageAuthenticator: 80,
} as const

const HEADER = 20
const AUTHENTICATOR = 16
const MAX_VALUE = 253
const MICROSOFT = 311

/** Attributes of Microsoft's (RFC 2548 section 2). */
export const MS_ATTRIBUTE = {
  chapError: 2,
  chapNtEncPw: 6,
  chapChallenge: 11,
  mppeSendKey: 16,
  mppeRecvKey: 17,
  chap2Response: 25,
  chap2Success: 26,
  chap2Cpw: 27,
} as const

export interface Attribute {
  type: number
  value: Uint8Array
}

export interface RadiusAnswer {
  code: number
  attributes: Attribute[]
}

/** Cuts what is longer than one attribute (RFC 3579 section 3.1). */
export function attributesOf(type: number, value: Uint8Array): Attribute[] {
  const attributes: Attribute[] = []
  for (let at = 0; at < value.length; at += MAX_VALUE) {
    attributes.push({ type, value: value.subarray(at, at + MAX_VALUE) })
  }
  return attributes
}

/** An Access-Request, signed as RFC 3579 section 3.2 demands of every one with EAP in it. */
export function encodeRequest(
  identifier: number,
  attributes: readonly Attribute[],
  secret: string,
): { packet: Uint8Array; authenticator: Uint8Array } {
  const authenticator = new Uint8Array(randomBytes(AUTHENTICATOR))
  const unsigned = [...attributes, { type: ATTRIBUTE.messageAuthenticator, value: new Uint8Array(16) }]
  const body = concat(
    ...unsigned.map(({ type, value }) => concat(Uint8Array.of(type, value.length + 2), value)),
  )
  const header = Uint8Array.of(RADIUS_CODE.accessRequest, identifier, 0, 0)
  const packet = concat(header, authenticator, body)
  writeU16(packet, 2, packet.length)
  packet.set(hmacMd5(secret, packet), packet.length - 16)
  return { packet, authenticator }
}

/** Reads an answer; throws when it was not signed with the secret, or not for this request. */
export function decodeAnswer(packet: Uint8Array, authenticator: Uint8Array, secret: string): RadiusAnswer {
  const length = readU16(packet, 2)
  const signed = concat(packet.subarray(0, 4), authenticator, packet.subarray(HEADER, length))
  const expected = createHash('md5')
    .update(concat(signed, Buffer.from(secret)))
    .digest()
  if (!equal(packet.subarray(4, HEADER), new Uint8Array(expected)))
    throw new Error('RADIUS: a wrong signature')
  const attributes: Attribute[] = []
  for (let at = HEADER; at < length; at += packet[at + 1]) {
    if (packet[at + 1] < 2) throw new Error('RADIUS: an attribute without length')
    attributes.push({ type: packet[at], value: packet.slice(at + 2, at + packet[at + 1]) })
    if (packet[at] === ATTRIBUTE.messageAuthenticator) signed.fill(0, at + 2, at + 18)
  }
  const mac = attributes.find(({ type }) => type === ATTRIBUTE.messageAuthenticator)?.value
  if (mac !== undefined && !equal(mac, hmacMd5(secret, signed))) throw new Error('RADIUS: a wrong MAC')
  return { code: packet[0], attributes }
}

/** An attribute of Microsoft's, which stands inside a general one (RFC 2865 section 5.26). */
export function microsoft(type: number, value: Uint8Array): Attribute {
  const header = Uint8Array.of(0, 0, MICROSOFT >> 8, MICROSOFT & 0xff, type, value.length + 2)
  return { type: ATTRIBUTE.vendorSpecific, value: concat(header, value) }
}

/** The value of the first attribute of Microsoft's with this type. */
export function findMicrosoft(attributes: readonly Attribute[], type: number): Uint8Array | undefined {
  const found = attributes.find(
    ({ type: outer, value }) =>
      outer === ATTRIBUTE.vendorSpecific && readU16(value, 2) === MICROSOFT && value[4] === type,
  )
  return found?.value.subarray(6)
}

export function joined(attributes: readonly Attribute[], type: number): Uint8Array {
  return concat(...attributes.filter((attribute) => attribute.type === type).map(({ value }) => value))
}

/** The keys of an Access-Accept (RFC 2548 section 2.4), as the server names them. */
export function mppeKeys(
  attributes: readonly Attribute[],
  authenticator: Uint8Array,
  secret: string,
): { send: Uint8Array; receive: Uint8Array } {
  const keyOf = (type: number) => {
    const value = findMicrosoft(attributes, type)
    return value === undefined ? new Uint8Array(0) : decryptKey(value, authenticator, secret)
  }
  return { send: keyOf(MS_ATTRIBUTE.mppeSendKey), receive: keyOf(MS_ATTRIBUTE.mppeRecvKey) }
}

/** RFC 2548 section 2.4.2: a salt of two bytes, then blocks of 16, each under a hash of the one before. */
function decryptKey(value: Uint8Array, authenticator: Uint8Array, secret: string): Uint8Array {
  const cipher = value.subarray(2)
  const plain = new Uint8Array(cipher.length)
  let seed = concat(authenticator, value.subarray(0, 2))
  for (let at = 0; at < cipher.length; at += 16) {
    const pad = createHash('md5')
      .update(concat(Buffer.from(secret), seed))
      .digest()
    for (let i = 0; i < 16; i++) plain[at + i] = cipher[at + i] ^ pad[i]
    seed = cipher.slice(at, at + 16)
  }
  return plain.slice(1, 1 + plain[0])
}

function hmacMd5(secret: string, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('md5', secret).update(data).digest())
}

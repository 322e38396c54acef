import { readU16, readU32 } from '../bytes.ts'
import {
  ATTRIBUTE,
  ATTRIBUTE_HEADER_LENGTH,
  CONTROL_FLAG,
  CONTROL_HEADER_LENGTH,
  HASH_FIELD_LENGTH,
  MAX_QUOTED_VALUE,
  MESSAGE_TYPE,
  NONCE_LENGTH,
  STATUS,
  VALUE_LENGTH,
  VERSION,
} from './constants.ts'
import type { ControlPacket, MalformedPacket, StatusInfo } from './packet.ts'

/**
 * Reads one control packet, header included. The result holds copies, never views of `bytes`.
 *
 * It is strict only about what is needed to go on. Reserved bits, unknown attributes, bytes behind the last attribute
 * and the Status Info of messages that end the call are taken as they come: SoftEther sends CALL_ABORT without any
 * attribute, sorz's sstp-server sends a bare status where MS-SSTP section 2.2.8 wants eight bytes.
 */
export function decodeControl(bytes: Uint8Array): ControlPacket | MalformedPacket {
  if (bytes.length < CONTROL_HEADER_LENGTH) return malformed('too short', STATUS.INVALID_FRAME_RECEIVED)
  if (bytes[0] !== VERSION || (bytes[1] & CONTROL_FLAG) === 0) {
    return malformed('not a control packet', STATUS.INVALID_FRAME_RECEIVED)
  }
  const length = readU16(bytes, 2) & 0x0fff
  if (length < CONTROL_HEADER_LENGTH || length > bytes.length) {
    return malformed('impossible length', STATUS.INVALID_FRAME_RECEIVED)
  }
  return decodeMessage(readU16(bytes, 4), readAttributes(bytes.subarray(0, length)))
}

function decodeMessage(type: number, attributes: Attribute[]): ControlPacket | MalformedPacket {
  switch (type) {
    case MESSAGE_TYPE.CALL_CONNECT_REQUEST:
      return decodeRequest(attributes)
    case MESSAGE_TYPE.CALL_CONNECT_ACK:
      return decodeAck(attributes)
    case MESSAGE_TYPE.CALL_CONNECT_NAK:
      return { type: 'call-connect-nak', statuses: attributes.flatMap(statusOf) }
    case MESSAGE_TYPE.CALL_CONNECTED:
      return decodeConnected(attributes)
    case MESSAGE_TYPE.CALL_ABORT:
      return { type: 'call-abort', ...firstStatus(attributes) }
    case MESSAGE_TYPE.CALL_DISCONNECT:
      return { type: 'call-disconnect', ...firstStatus(attributes) }
    case MESSAGE_TYPE.CALL_DISCONNECT_ACK:
      return { type: 'call-disconnect-ack' }
    case MESSAGE_TYPE.ECHO_REQUEST:
      return { type: 'echo-request' }
    case MESSAGE_TYPE.ECHO_RESPONSE:
      return { type: 'echo-response' }
    default:
      return malformed(`unknown message type ${type}`, STATUS.INVALID_FRAME_RECEIVED)
  }
}

function decodeRequest(attributes: Attribute[]): ControlPacket | MalformedPacket {
  const value = only(attributes, ATTRIBUTE.ENCAPSULATED_PROTOCOL_ID, VALUE_LENGTH.ENCAPSULATED_PROTOCOL_ID)
  if (!(value instanceof Uint8Array)) return value
  return { type: 'call-connect-request', protocol: readU16(value, 0) }
}

function decodeAck(attributes: Attribute[]): ControlPacket | MalformedPacket {
  const value = only(attributes, ATTRIBUTE.CRYPTO_BINDING_REQUEST, VALUE_LENGTH.CRYPTO_BINDING_REQUEST)
  if (!(value instanceof Uint8Array)) return value
  return { type: 'call-connect-ack', hashes: value[3], nonce: copy(value, 4, NONCE_LENGTH) }
}

function decodeConnected(attributes: Attribute[]): ControlPacket | MalformedPacket {
  const value = only(attributes, ATTRIBUTE.CRYPTO_BINDING, VALUE_LENGTH.CRYPTO_BINDING)
  if (!(value instanceof Uint8Array)) return value
  return {
    type: 'call-connected',
    hash: value[3],
    nonce: copy(value, 4, NONCE_LENGTH),
    certificateHash: copy(value, 36, HASH_FIELD_LENGTH),
    compoundMac: copy(value, 68, HASH_FIELD_LENGTH),
  }
}

interface Attribute {
  id: number
  value: Uint8Array
}

/** Reads attributes up to the number announced, and stops early where they do not fit. */
function readAttributes(packet: Uint8Array): Attribute[] {
  const announced = readU16(packet, 6)
  const attributes: Attribute[] = []
  let at = CONTROL_HEADER_LENGTH
  while (attributes.length < announced && at + ATTRIBUTE_HEADER_LENGTH <= packet.length) {
    const length = readU16(packet, at + 2) & 0x0fff
    if (length < ATTRIBUTE_HEADER_LENGTH || at + length > packet.length) break
    attributes.push({ id: packet[at + 1], value: packet.subarray(at + ATTRIBUTE_HEADER_LENGTH, at + length) })
    at += length
  }
  return attributes
}

/** The value of an attribute that must be there exactly once. */
function only(attributes: Attribute[], id: number, length: number): Uint8Array | MalformedPacket {
  const [first, second] = attributes.filter((attribute) => attribute.id === id)
  if (first === undefined) {
    return malformed(`attribute ${id} is missing`, STATUS.REQUIRED_ATTRIBUTE_MISSING, id)
  }
  if (second !== undefined) return malformed(`attribute ${id} is there twice`, STATUS.DUPLICATE_ATTRIBUTE, id)
  if (first.value.length !== length) {
    const reason = `attribute ${id} has ${first.value.length} bytes, not ${length}`
    return malformed(reason, STATUS.INVALID_ATTRIB_VALUE_LENGTH, id)
  }
  return first.value
}

function firstStatus(attributes: Attribute[]): { status?: StatusInfo } {
  const [status] = attributes.flatMap(statusOf)
  return status === undefined ? {} : { status }
}

function statusOf({ id, value }: Attribute): StatusInfo[] {
  if (id !== ATTRIBUTE.STATUS_INFO) return []
  if (value.length === 4) return [{ attribute: ATTRIBUTE.NO_ERROR, status: readU32(value, 0) }]
  if (value.length < VALUE_LENGTH.STATUS_INFO_MIN) return []
  const quoted = Math.min(value.length - VALUE_LENGTH.STATUS_INFO_MIN, MAX_QUOTED_VALUE)
  const status = { attribute: value[3], status: readU32(value, 4) }
  return [quoted === 0 ? status : { ...status, value: copy(value, VALUE_LENGTH.STATUS_INFO_MIN, quoted) }]
}

function copy(bytes: Uint8Array, start: number, length: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start, start + length))
}

function malformed(reason: string, status: number, attribute: number = ATTRIBUTE.NO_ERROR): MalformedPacket {
  return { type: 'malformed', reason, status, attribute }
}

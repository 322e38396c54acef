import { concat, writeU16, writeU32 } from '../bytes.ts'
import {
  ATTRIBUTE,
  ATTRIBUTE_HEADER_LENGTH,
  CONTROL_FLAG,
  CONTROL_HEADER_LENGTH,
  ENCAPSULATED_PROTOCOL_PPP,
  HASH_FIELD_LENGTH,
  MAX_QUOTED_VALUE,
  MESSAGE_TYPE,
  NONCE_LENGTH,
  STATUS,
  VERSION,
} from './constants.ts'
import type { ControlPacket, CryptoBinding, CryptoBindingRequest, StatusInfo } from './packet.ts'

/**
 * A control message as it goes on the wire, header included. Reserved bits are zero, because accel-ppp does not mask
 * them. Throws RangeError for fields of a wrong size: those are mistakes of the caller, never of a peer.
 */
export function encodeControl(packet: ControlPacket): Uint8Array {
  switch (packet.type) {
    case 'call-connect-request':
      return message(
        MESSAGE_TYPE.CALL_CONNECT_REQUEST,
        attribute(ATTRIBUTE.ENCAPSULATED_PROTOCOL_ID, u16(packet.protocol)),
      )
    case 'call-connect-ack':
      return message(
        MESSAGE_TYPE.CALL_CONNECT_ACK,
        attribute(ATTRIBUTE.CRYPTO_BINDING_REQUEST, bindingRequest(packet)),
      )
    case 'call-connect-nak':
      return message(MESSAGE_TYPE.CALL_CONNECT_NAK, ...packet.statuses.map(statusInfo))
    case 'call-connected':
      return message(MESSAGE_TYPE.CALL_CONNECTED, attribute(ATTRIBUTE.CRYPTO_BINDING, binding(packet)))
    case 'call-abort':
      return message(MESSAGE_TYPE.CALL_ABORT, ...optionalStatus(packet.status))
    case 'call-disconnect':
      return message(MESSAGE_TYPE.CALL_DISCONNECT, ...optionalStatus(packet.status))
    case 'call-disconnect-ack':
      return CALL_DISCONNECT_ACK
    case 'echo-request':
      return ECHO_REQUEST
    case 'echo-response':
      return ECHO_RESPONSE
  }
}

function message(type: number, ...attributes: Uint8Array[]): Uint8Array {
  const packet = concat(new Uint8Array(CONTROL_HEADER_LENGTH), ...attributes)
  packet[0] = VERSION
  packet[1] = CONTROL_FLAG
  writeU16(packet, 2, packet.length)
  writeU16(packet, 4, type)
  writeU16(packet, 6, attributes.length)
  return packet
}

function attribute(id: number, value: Uint8Array): Uint8Array {
  const header = new Uint8Array(ATTRIBUTE_HEADER_LENGTH)
  header[1] = id
  writeU16(header, 2, header.length + value.length)
  return concat(header, value)
}

function optionalStatus(status: StatusInfo | undefined): Uint8Array[] {
  return status === undefined ? [] : [statusInfo(status)]
}

function statusInfo({ attribute: about, status, value = new Uint8Array() }: StatusInfo): Uint8Array {
  const head = new Uint8Array(8)
  head[3] = about
  writeU32(head, 4, status)
  return attribute(ATTRIBUTE.STATUS_INFO, concat(head, value.subarray(0, MAX_QUOTED_VALUE)))
}

function bindingRequest({ hashes, nonce }: CryptoBindingRequest): Uint8Array {
  return concat(Uint8Array.of(0, 0, 0, hashes), exactly(NONCE_LENGTH, nonce))
}

function binding({ hash, nonce, certificateHash, compoundMac }: CryptoBinding): Uint8Array {
  return concat(
    Uint8Array.of(0, 0, 0, hash),
    exactly(NONCE_LENGTH, nonce),
    exactly(HASH_FIELD_LENGTH, certificateHash),
    exactly(HASH_FIELD_LENGTH, compoundMac),
  )
}

function exactly(length: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`expected ${length} bytes, not ${bytes.length}`)
  return bytes
}

function u16(value: number): Uint8Array {
  const bytes = new Uint8Array(2)
  writeU16(bytes, 0, value)
  return bytes
}

/** The messages that are the same every time. Nobody may write into them. */
export const CALL_DISCONNECT_ACK = message(MESSAGE_TYPE.CALL_DISCONNECT_ACK)
export const ECHO_REQUEST = message(MESSAGE_TYPE.ECHO_REQUEST)
export const ECHO_RESPONSE = message(MESSAGE_TYPE.ECHO_RESPONSE)
export const CALL_CONNECT_REQUEST = encodeControl({
  type: 'call-connect-request',
  protocol: ENCAPSULATED_PROTOCOL_PPP,
})
export const CALL_DISCONNECT = encodeControl({
  type: 'call-disconnect',
  status: { attribute: ATTRIBUTE.NO_ERROR, status: STATUS.NO_ERROR },
})

/** The answer to the peer's CALL_ABORT; our side has nothing to complain about. */
export const CALL_ABORT_ANSWER = encodeControl({
  type: 'call-abort',
  status: { attribute: ATTRIBUTE.NO_ERROR, status: STATUS.NO_ERROR },
})

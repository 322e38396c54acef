/** MS-SSTP section 2.2.1: version 1.0, the only one there is. */
export const VERSION = 0x10

/** MS-SSTP section 2.2.1: version, flags and length stand in front of every packet. */
export const HEADER_LENGTH = 4

/** MS-SSTP section 2.2.1: the length field has twelve bits and counts the header. */
export const MAX_PACKET_LENGTH = 4095

/** The lowest bit of the second byte tells control packets from data packets (MS-SSTP section 2.2.1). */
export const CONTROL_FLAG = 0x01

/** Header, message type and number of attributes (MS-SSTP section 2.2.2). */
export const CONTROL_HEADER_LENGTH = 8

/** Reserved byte, attribute id and length (MS-SSTP section 2.2.4). */
export const ATTRIBUTE_HEADER_LENGTH = 4

/** MS-SSTP section 2.2.2. */
export const MESSAGE_TYPE = {
  CALL_CONNECT_REQUEST: 0x0001,
  CALL_CONNECT_ACK: 0x0002,
  CALL_CONNECT_NAK: 0x0003,
  CALL_CONNECTED: 0x0004,
  CALL_ABORT: 0x0005,
  CALL_DISCONNECT: 0x0006,
  CALL_DISCONNECT_ACK: 0x0007,
  ECHO_REQUEST: 0x0008,
  ECHO_RESPONSE: 0x0009,
} as const

/** MS-SSTP section 2.2.4. */
export const ATTRIBUTE = {
  NO_ERROR: 0x00,
  ENCAPSULATED_PROTOCOL_ID: 0x01,
  STATUS_INFO: 0x02,
  CRYPTO_BINDING: 0x03,
  CRYPTO_BINDING_REQUEST: 0x04,
} as const

/** MS-SSTP section 2.2.5: PPP is the only encapsulated protocol. */
export const ENCAPSULATED_PROTOCOL_PPP = 0x0001

/** MS-SSTP section 2.2.8. */
export const STATUS = {
  NO_ERROR: 0x00,
  DUPLICATE_ATTRIBUTE: 0x01,
  UNRECOGNIZED_ATTRIBUTE: 0x02,
  INVALID_ATTRIB_VALUE_LENGTH: 0x03,
  VALUE_NOT_SUPPORTED: 0x04,
  UNACCEPTED_FRAME_RECEIVED: 0x05,
  RETRY_COUNT_EXCEEDED: 0x06,
  INVALID_FRAME_RECEIVED: 0x07,
  NEGOTIATION_TIMEOUT: 0x08,
  ATTRIB_NOT_SUPPORTED_IN_MSG: 0x09,
  REQUIRED_ATTRIBUTE_MISSING: 0x0a,
  STATUS_INFO_NOT_SUPPORTED_IN_MSG: 0x0b,
} as const

const STATUS_NAMES = new Map<number, string>(Object.entries(STATUS).map(([name, status]) => [status, name]))

/** The name of a status as MS-SSTP writes it, for logs. */
export function statusName(status: number): string {
  return STATUS_NAMES.get(status) ?? `status ${status}`
}

/** Lengths of attribute values, without the attribute's header (MS-SSTP sections 2.2.5 to 2.2.8). */
export const VALUE_LENGTH = {
  ENCAPSULATED_PROTOCOL_ID: 2,
  CRYPTO_BINDING_REQUEST: 36,
  CRYPTO_BINDING: 100,
  STATUS_INFO_MIN: 8,
} as const

/** MS-SSTP section 2.2.8: a Status Info attribute quotes at most this much of the attribute that it is about. */
export const MAX_QUOTED_VALUE = 64

/** MS-SSTP section 2.2.7: the nonce, and the room for either hash. SHA-1 fills only the first 20 bytes of its room. */
export const NONCE_LENGTH = 32
export const HASH_FIELD_LENGTH = 32

/** Durations in milliseconds. */
export const TIMEOUT = {
  /** Section 3.2.2.1: the wait for CALL_CONNECT_ACK, and then for the inner authentication. */
  NEGOTIATION: 60_000,
  /** Section 3.1.2.1: the wait for the answer to our CALL_ABORT. */
  ABORT_1: 3_000,
  /** Section 3.1.2.1: so long the stream stays open for our answer to a CALL_ABORT. */
  ABORT_2: 1_000,
  /** Section 3.1.2.2: the wait for CALL_DISCONNECT_ACK. */
  DISCONNECT_1: 5_000,
  /** Section 3.1.2.2: so long the stream stays open for our CALL_DISCONNECT_ACK. */
  DISCONNECT_2: 1_000,
  /** Section 3.1.2.3: silence after which the peer is asked for a sign of life. */
  HELLO: 60_000,
} as const

/** MS-SSTP section 3.2.5.3.3 leaves the number of refused requests to the implementation; Windows gives up after this many. */
export const MAX_REFUSALS = 3

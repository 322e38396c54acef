import { readU16, writeU16 } from '../bytes.ts'

/** Code, identifier and length (RFC 1661 section 5); the same for LCP, the NCPs, PAP and CHAP. */
export const CONTROL_HEADER_LENGTH = 4

export interface ControlPacket {
  code: number
  identifier: number
  /** A view into the buffer that was parsed: copy what must outlive the call. */
  body: Uint8Array
}

/**
 * Reads the packet in a frame's payload. Its own length field frames it: bytes behind that are padding (RFC 1661
 * section 5), which MikroTik fills with text. Undefined when the length field is impossible.
 */
export function parseControlPacket(
  buffer: Uint8Array,
  start: number,
  end: number,
): ControlPacket | undefined {
  if (end - start < CONTROL_HEADER_LENGTH) return undefined
  const length = readU16(buffer, start + 2)
  if (length < CONTROL_HEADER_LENGTH || length > end - start) return undefined
  return {
    code: buffer[start],
    identifier: buffer[start + 1],
    body: buffer.subarray(start + CONTROL_HEADER_LENGTH, start + length),
  }
}

export function encodeControlPacket({ code, identifier, body }: ControlPacket): Uint8Array {
  const packet = new Uint8Array(CONTROL_HEADER_LENGTH + body.length)
  packet[0] = code
  packet[1] = identifier
  writeU16(packet, 2, packet.length)
  packet.set(body, CONTROL_HEADER_LENGTH)
  return packet
}

import { readU16, writeU16 } from '../bytes.ts'
import { PROTOCOL } from './constants.ts'

/** Address and control field of RFC 1662 section 3.1; SSTP servers send it and SoftEther insists on it. */
const ADDRESS = 0xff
const CONTROL = 0x03

/** Bytes that `encodeFrame` puts in front of a payload: FF 03 and the protocol. */
const FRAME_HEADER_LENGTH = 4

export interface Frame {
  protocol: number
  /** Where the payload begins in the buffer that was parsed. */
  payload: number
}

/**
 * Tells the data path where the IPv4 packet in a PPP frame begins, or -1 when the frame holds something else. Accepts
 * every compression of the header, because peers use them without asking, and allocates nothing.
 */
export function ipv4Start(buffer: Uint8Array, start: number, end: number): number {
  return payloadStart(buffer, start, end, PROTOCOL.ipv4)
}

/** The same for IPv6. */
export function ipv6Start(buffer: Uint8Array, start: number, end: number): number {
  return payloadStart(buffer, start, end, PROTOCOL.ipv6)
}

function payloadStart(buffer: Uint8Array, start: number, end: number, protocol: number): number {
  let at = start
  if (buffer[at] === ADDRESS && buffer[at + 1] === CONTROL) at += 2
  if (buffer[at] === protocol) at += 1
  else if (buffer[at] === 0 && buffer[at + 1] === protocol) at += 2
  else return -1
  return at < end ? at : -1
}

/** Reads a frame's header, with or without FF 03 and with one or two bytes of protocol; undefined if it has none. */
export function parseFrame(buffer: Uint8Array, start: number, end: number): Frame | undefined {
  let at = start
  if (end - at >= 2 && buffer[at] === ADDRESS && buffer[at + 1] === CONTROL) at += 2
  if (end - at < 1) return undefined
  // RFC 1661 section 2: the last byte of a protocol is odd, those before it are even.
  if ((buffer[at] & 1) === 1) return { protocol: buffer[at], payload: at + 1 }
  if (end - at < 2 || (buffer[at + 1] & 1) === 0) return undefined
  return { protocol: readU16(buffer, at), payload: at + 2 }
}

/** `FF 03`, the protocol in two bytes, the payload: what every server understands. */
export function encodeFrame(protocol: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEADER_LENGTH + payload.length)
  frame[0] = ADDRESS
  frame[1] = CONTROL
  writeU16(frame, 2, protocol)
  frame.set(payload, FRAME_HEADER_LENGTH)
  return frame
}

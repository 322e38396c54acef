import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { decodeControl } from './decode.ts'
import {
  CALL_ABORT_ANSWER,
  CALL_CONNECT_REQUEST,
  CALL_DISCONNECT,
  CALL_DISCONNECT_ACK,
  ECHO_REQUEST,
  ECHO_RESPONSE,
  encodeControl,
} from './encode.ts'
import type { ControlPacket } from './packet.ts'

const NONCE = '412B489AEBD7ECC7D08966F26BE7CD72B231A0E9210D7C91B308862B0344C435'
const CERTIFICATE = '5826B629BDA59B8E6FD8DCD2622FD34C534805A5 000000000000000000000000'
const MAC = '69915DD583D8062FEF16F61DB2F03290EC27CB6C 000000000000000000000000'

/** Every message as MS-SSTP sections 2.2.9 to 2.2.15 draw it, written down byte by byte. */
const WIRE: readonly (readonly [string, string, ControlPacket])[] = [
  [
    'CALL_CONNECT_REQUEST',
    '10 01 00 0E  00 01 00 01  00 01 00 06 00 01',
    { type: 'call-connect-request', protocol: 1 },
  ],
  [
    'CALL_CONNECT_ACK',
    `10 01 00 30  00 02 00 01  00 04 00 28  00 00 00 02 ${NONCE}`,
    { type: 'call-connect-ack', hashes: 2, nonce: fromHex(NONCE) },
  ],
  [
    'CALL_CONNECT_NAK with a quoted value',
    '10 01 00 16  00 03 00 01  00 02 00 0E  00 00 00 01 00 00 00 04 00 02',
    {
      type: 'call-connect-nak',
      statuses: [{ attribute: 1, status: 4, value: fromHex('00 02') }],
    },
  ],
  [
    'CALL_CONNECT_NAK about two attributes',
    '10 01 00 20  00 03 00 02  00 02 00 0C  00 00 00 01 00 00 00 04  00 02 00 0C  00 00 00 02 00 00 00 0B',
    {
      type: 'call-connect-nak',
      statuses: [
        { attribute: 1, status: 4 },
        { attribute: 2, status: 11 },
      ],
    },
  ],
  [
    'CALL_CONNECTED',
    `10 01 00 70  00 04 00 01  00 03 00 68  00 00 00 01 ${NONCE} ${CERTIFICATE} ${MAC}`,
    {
      type: 'call-connected',
      hash: 1,
      nonce: fromHex(NONCE),
      certificateHash: fromHex(CERTIFICATE),
      compoundMac: fromHex(MAC),
    },
  ],
  [
    'CALL_ABORT about the crypto binding',
    '10 01 00 14  00 05 00 01  00 02 00 0C  00 00 00 03 00 00 00 04',
    { type: 'call-abort', status: { attribute: 3, status: 4 } },
  ],
  ['CALL_ABORT without a status', '10 01 00 08  00 05 00 00', { type: 'call-abort' }],
  [
    'CALL_DISCONNECT',
    '10 01 00 14  00 06 00 01  00 02 00 0C  00 00 00 00 00 00 00 00',
    { type: 'call-disconnect', status: { attribute: 0, status: 0 } },
  ],
  ['CALL_DISCONNECT without a status', '10 01 00 08  00 06 00 00', { type: 'call-disconnect' }],
  ['CALL_DISCONNECT_ACK', '10 01 00 08  00 07 00 00', { type: 'call-disconnect-ack' }],
  ['ECHO_REQUEST', '10 01 00 08  00 08 00 00', { type: 'echo-request' }],
  ['ECHO_RESPONSE', '10 01 00 08  00 09 00 00', { type: 'echo-response' }],
]

describe.each(WIRE)('%s', (_name, wire, packet) => {
  it('is read', () => {
    expect(decodeControl(fromHex(wire))).toEqual(packet)
  })

  it('is written', () => {
    expect(toHex(encodeControl(packet))).toBe(toHex(fromHex(wire)))
  })

  it('survives the way there and back', () => {
    expect(decodeControl(encodeControl(packet))).toEqual(packet)
  })

  it('is never understood when its end is missing', () => {
    const whole = fromHex(wire)
    for (let length = 0; length < whole.length; length++) {
      expect(decodeControl(whole.subarray(0, length)).type).toBe('malformed')
    }
  })

  it('is the same when every reserved bit is set', () => {
    const bytes = fromHex(wire)
    bytes[1] |= 0xfe
    bytes[2] |= 0xf0
    for (let at = 8; at < bytes.length; at += ((bytes[at + 2] & 0x0f) << 8) | bytes[at + 3]) {
      bytes[at] = 0xff
      bytes[at + 2] |= 0xf0
    }
    expect(decodeControl(bytes)).toEqual(packet)
  })
})

describe('the messages that never change', () => {
  it.each([
    ['request', CALL_CONNECT_REQUEST, '10 01 00 0E 00 01 00 01 00 01 00 06 00 01'],
    ['abort in answer', CALL_ABORT_ANSWER, '10 01 00 14 00 05 00 01 00 02 00 0C 00 00 00 00 00 00 00 00'],
    ['disconnect', CALL_DISCONNECT, '10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 00'],
    ['disconnect ack', CALL_DISCONNECT_ACK, '10 01 00 08 00 07 00 00'],
    ['echo request', ECHO_REQUEST, '10 01 00 08 00 08 00 00'],
    ['echo response', ECHO_RESPONSE, '10 01 00 08 00 09 00 00'],
  ])('%s', (_name, bytes, wire) => {
    expect(toHex(bytes)).toBe(toHex(fromHex(wire)))
  })
})

describe('writing', () => {
  it('refuses a nonce of the wrong length', () => {
    const packet: ControlPacket = { type: 'call-connect-ack', hashes: 3, nonce: new Uint8Array(31) }
    expect(() => encodeControl(packet)).toThrow(RangeError)
  })

  it('quotes at most 64 bytes of a refused value', () => {
    const value = new Uint8Array(100).fill(7)
    const packet = encodeControl({ type: 'call-connect-nak', statuses: [{ attribute: 1, status: 4, value }] })
    expect(packet.length).toBe(8 + 12 + 64)
  })
})

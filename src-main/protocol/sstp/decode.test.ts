import { describe, expect, it } from 'vitest'
import { fromHex } from '../bytes.ts'
import { decodeControl } from './decode.ts'

const decode = (wire: string) => decodeControl(fromHex(wire))

const NONCE = '0F1A2D58D4A3E3000FAD3CE4906E07B707AA9E441CCEAC5CBD7B2CC1C9D86CDF'

describe('what real servers send, and the specification does not allow', () => {
  it('SoftEther: CALL_ABORT without attributes', () => {
    expect(decode('10 01 00 08 00 05 00 00')).toEqual({ type: 'call-abort' })
  })

  it('sorz: a bare status of four bytes', () => {
    expect(decode('10 01 00 10 00 05 00 01 00 02 00 08 00 00 00 04')).toEqual({
      type: 'call-abort',
      status: { attribute: 0, status: 4 },
    })
  })

  it.each([
    ['too short to hold a status', '10 01 00 0E 00 05 00 01 00 02 00 06 00 00'],
    ['longer than the packet', '10 01 00 14 00 05 00 01 00 02 00 FF 00 00 00 03 00 00 00 04'],
    ['shorter than its own header', '10 01 00 14 00 05 00 01 00 02 00 03 00 00 00 03 00 00 00 04'],
    ['announced but absent', '10 01 00 08 00 05 00 01'],
    ['an attribute that does not belong there', '10 01 00 0E 00 05 00 01 00 01 00 06 00 01'],
  ])('a status that is %s does not stop the abort', (_what, wire) => {
    expect(decode(wire)).toEqual({ type: 'call-abort' })
  })

  it('bytes behind the last attribute', () => {
    expect(decode('10 01 00 0C 00 08 00 00 DE AD BE EF')).toEqual({ type: 'echo-request' })
    expect(decode(`10 01 00 33 00 02 00 01 00 04 00 28 00 00 00 03 ${NONCE} AA AA AA`)).toMatchObject({
      type: 'call-connect-ack',
      hashes: 3,
    })
  })

  it('attributes that we do not know, before the one we need', () => {
    const wire = `10 01 00 35 00 02 00 02 00 7F 00 05 01 00 04 00 28 00 00 00 03 ${NONCE}`
    expect(decode(wire)).toMatchObject({ type: 'call-connect-ack', hashes: 3 })
  })

  it('a quoted value longer than 64 bytes, which is cut', () => {
    const wire = `10 01 00 5E 00 03 00 01 00 02 00 56 00 00 00 01 00 00 00 04 ${'AB'.repeat(74)}`
    const packet = decode(wire)
    expect(packet.type === 'call-connect-nak' && packet.statuses[0].value).toHaveLength(64)
  })

  it('a NAK without any status', () => {
    expect(decode('10 01 00 08 00 03 00 00')).toEqual({ type: 'call-connect-nak', statuses: [] })
  })
})

describe('what cannot be forgiven, and the status that answers it', () => {
  it.each([
    ['less than a control header', '10 01 00 06 00 08', 7, 0],
    ['another version', '11 01 00 08 00 08 00 00', 7, 0],
    ['a data packet', '10 00 00 08 00 08 00 00', 7, 0],
    ['an unknown message', '10 01 00 08 00 0A 00 00', 7, 0],
    ['a length beyond the packet', '10 01 00 09 00 08 00 00', 7, 0],
    ['a length inside the header', '10 01 00 07 00 08 00 00', 7, 0],
    ['an ACK without a nonce', '10 01 00 08 00 02 00 00', 10, 4],
    ['an ACK with a short nonce', '10 01 00 0D 00 02 00 01 00 04 00 05 00', 3, 4],
    [
      'an ACK with two nonces',
      `10 01 00 58 00 02 00 02 00 04 00 28 00 00 00 03 ${NONCE} 00 04 00 28 00 00 00 03 ${NONCE}`,
      1,
      4,
    ],
    ['a request without a protocol', '10 01 00 08 00 01 00 00', 10, 1],
    ['CALL_CONNECTED without a binding', '10 01 00 08 00 04 00 00', 10, 3],
  ])('%s', (_what, wire, status, attribute) => {
    expect(decode(wire)).toMatchObject({ type: 'malformed', status, attribute })
  })
})

describe('the result', () => {
  it('does not change when the receive buffer is used again', () => {
    const buffer = fromHex(`10 01 00 30 00 02 00 01 00 04 00 28 00 00 00 01 ${NONCE}`)
    const packet = decodeControl(Buffer.from(buffer.buffer))
    buffer.fill(0)
    expect(packet).toEqual({ type: 'call-connect-ack', hashes: 1, nonce: fromHex(NONCE) })
  })
})

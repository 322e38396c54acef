import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { encodeControlPacket, parseControlPacket } from './control-packet.ts'

function parsed(text: string) {
  const bytes = fromHex(`ee ${text} ee`)
  const packet = parseControlPacket(bytes, 1, bytes.length - 1)
  return packet && { ...packet, body: toHex(packet.body) }
}

describe('a control packet (RFC 1661 section 5)', () => {
  const text = '01 2a 000e 0104 05dc 0506 deadbeef'

  it('is code, identifier, length and body', () => {
    expect(parsed(text)).toEqual({ code: 1, identifier: 0x2a, body: '010405dc0506deadbeef' })
  })

  it('encodes to what was parsed', () => {
    const packet = { code: 1, identifier: 0x2a, body: fromHex('0104 05dc 0506 deadbeef') }
    expect(encodeControlPacket(packet)).toEqual(fromHex(text))
  })

  it('ends where its length says: MikroTik writes "Login ok" behind it', () => {
    expect(parsed('02 01 0004 08 4c6f67696e206f6b')).toEqual({ code: 2, identifier: 1, body: '' })
  })

  it('is dropped when it is cut anywhere', () => {
    const bytes = fromHex(text)
    for (let end = 0; end < bytes.length; end++) {
      expect(parseControlPacket(bytes, 0, end)).toBeUndefined()
    }
  })

  it('is dropped when its length is shorter than its header', () => {
    expect(parsed('01 01 0003')).toBeUndefined()
  })
})

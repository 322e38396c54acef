import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { DATA_HEADROOM, encodeDataPacket, MAX_DATA_LENGTH, writeDataHeader } from './data-header.ts'

describe('the data header', () => {
  it('fills exactly the room in front of the packet', () => {
    const slab = new Uint8Array(4 + DATA_HEADROOM + 3).fill(0xee)
    slab.set(fromHex('45 00 00'), 4 + DATA_HEADROOM)
    writeDataHeader(slab, 4 + DATA_HEADROOM, 3)
    expect(toHex(slab)).toBe(toHex(fromHex('EEEEEEEE 10 00 00 0B FF 03 00 21 45 00 00')))
  })

  // A data packet that a MikroTik router was seen to send.
  it('is what MikroTik puts in front of a ping', () => {
    const slab = new Uint8Array(DATA_HEADROOM + 84)
    writeDataHeader(slab, DATA_HEADROOM, 84)
    expect(toHex(slab.subarray(0, DATA_HEADROOM))).toBe('1000005cff030021')
  })

  it('carries another protocol, IPv6 for instance', () => {
    const slab = new Uint8Array(DATA_HEADROOM + 40)
    writeDataHeader(slab, DATA_HEADROOM, 40, 0x0057)
    expect(toHex(slab.subarray(0, DATA_HEADROOM))).toBe('10000030ff030057')
  })

  it('reaches the limit of the twelve-bit length without touching the reserved bits', () => {
    const slab = new Uint8Array(DATA_HEADROOM + MAX_DATA_LENGTH)
    writeDataHeader(slab, DATA_HEADROOM, MAX_DATA_LENGTH)
    expect(toHex(slab.subarray(0, 4))).toBe('10000fff')
  })
})

describe('a PPP frame as a data packet', () => {
  it.each([
    ['IPCP Configure-Request', 'FF 03 80 21 01 01 00 0A 03 06 AC 17 18 0E', '10 00 00 12'],
    ['IPCP Configure-Reject', 'FF 03 80 21 04 01 00 0A 02 06 00 2D 0F 01', '10 00 00 12'],
    ['IPV6CP Configure-Request', 'FF 03 80 57 01 01 00 0E 01 0A F1 01 03 43 CF EA 4F FE', '10 00 00 16'],
  ])('%s', (_name, frame, header) => {
    expect(toHex(encodeDataPacket(fromHex(frame)))).toBe(toHex(fromHex(header + frame)))
  })

  it('refuses a frame that does not fit', () => {
    expect(encodeDataPacket(new Uint8Array(4091))).toHaveLength(4095)
    expect(() => encodeDataPacket(new Uint8Array(4092))).toThrow(RangeError)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tcpPacket } from '../../tun/offload/test-support/packets.ts'
import { markCongestion } from './congestion-mark.ts'

const mark = (packet: Uint8Array) => markCongestion(packet, 0, packet.length)

describe('a mark of congestion', () => {
  it.each([
    [4, 1],
    [4, 2],
    [4, 3],
    [6, 1],
    [6, 2],
    [6, 3],
  ] as const)('is put on a packet of IPv%i whose sender sent codepoint %i', (version, ecn) => {
    const fields = { version, tos: 0xb8 | ecn, payload: Uint8Array.of(1, 2, 3) }
    const packet = tcpPacket(fields)
    expect(mark(packet)).toBe(true)
    // The twin is built with the mark from the beginning, with its checksums computed as a whole.
    expect(packet).toEqual(tcpPacket({ ...fields, tos: 0xb8 | 3 }))
  })

  it.each([4, 6] as const)('is refused on IPv%i when the sender would not understand it', (version) => {
    const packet = tcpPacket({ version, tos: 0xb8 })
    expect(mark(packet)).toBe(false)
    expect(packet).toEqual(tcpPacket({ version, tos: 0xb8 }))
  })

  it('leaves the IPv4 checksum right, whatever the header is', () => {
    fc.assert(
      fc.property(
        fc.nat(65_535),
        fc.nat(255),
        fc.nat(255),
        fc.nat(63),
        (identification, ttl, source, dscp) => {
          const fields = { identification, ttl, source, tos: (dscp << 2) | 2 }
          const packet = tcpPacket(fields)
          mark(packet)
          expect(packet).toEqual(tcpPacket({ ...fields, tos: (dscp << 2) | 3 }))
        },
      ),
    )
  })

  it('never touches what is too short or no IP packet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const version = bytes[0] >>> 4
        fc.pre(bytes.length < 20 || (version === 6 && bytes.length < 40) || (version !== 4 && version !== 6))
        const before = bytes.slice()
        expect(mark(bytes)).toBe(false)
        expect(bytes).toEqual(before)
      }),
    )
  })
})

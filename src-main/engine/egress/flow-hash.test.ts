import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tcpPacket, udpPacket } from '../../tun/offload/test-support/packets.ts'
import { flowHash } from './flow-hash.ts'

const hashOf = (packet: Uint8Array, seed = 1) => flowHash(packet, 0, packet.length, seed)

describe('a conversation', () => {
  it.each([4, 6] as const)('of IPv%i is recognised by its packets, whatever they carry', (version) => {
    const one = tcpPacket({ version, sequence: 1, payload: Uint8Array.of(1, 2, 3) })
    const other = tcpPacket({ version, sequence: 99, identification: 8, tos: 2, window: 3 })
    expect(hashOf(one)).toBe(hashOf(other))
  })

  it.each([4, 6] as const)(
    'of IPv%i is told apart by each address, each port and the protocol',
    (version) => {
      const packets = [
        tcpPacket({ version }),
        tcpPacket({ version, source: 9 }),
        tcpPacket({ version, destination: 9 }),
        tcpPacket({ version, sourcePort: 9 }),
        tcpPacket({ version, destinationPort: 9 }),
        udpPacket(new Uint8Array(20), { version }),
      ]
      expect(new Set(packets.map((packet) => hashOf(packet))).size).toBe(packets.length)
    },
  )

  it('stays together when it is fragmented, although only the first fragment has ports', () => {
    const first = udpPacket(new Uint8Array(20), { fragment: 0x2000, sourcePort: 1 })
    const second = udpPacket(new Uint8Array(20), { fragment: 0x0003, sourcePort: 2 })
    expect(hashOf(first)).toBe(hashOf(second))
  })

  it('with extension headers goes by its flow label', () => {
    const labelled = (flowLabel: number, sourcePort: number) =>
      tcpPacket({ version: 6, flowLabel, sourcePort, extension: { type: 60, bytes: new Uint8Array(8) } })
    expect(hashOf(labelled(1, 1))).toBe(hashOf(labelled(1, 2)))
    expect(hashOf(labelled(1, 1))).not.toBe(hashOf(labelled(2, 1)))
  })

  it('meets others than with another seed', () => {
    expect(hashOf(tcpPacket(), 1)).not.toBe(hashOf(tcpPacket(), 2))
  })

  it('spreads well: a thousand of them leave few of 1024 lines with many', () => {
    const load = new Uint16Array(1024)
    for (let port = 0; port < 1024; port++) load[hashOf(tcpPacket({ sourcePort: 1024 + port })) % 1024] += 1
    // Thrown at random, 1024 into 1024, the fullest has 5 or 6, and 377 stay empty.
    expect(Math.max(...load)).toBeLessThanOrEqual(9)
    expect(load.filter((count) => count === 0).length).toBeLessThan(450)
  })
})

it('whatever the bytes are, only those of the packet count', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 60 }), (packet, behind) => {
      const buffer = Uint8Array.from([...packet, ...behind])
      const hash = flowHash(buffer, 0, packet.length, 5)
      expect(hash).toBe(flowHash(packet, 0, packet.length, 5))
      expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true)
    }),
  )
})

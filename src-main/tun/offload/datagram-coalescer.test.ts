import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PacketMemory } from '../packet-memory.ts'
import { DatagramCoalescer } from './datagram-coalescer.ts'
import { isSound, someBytes, type TcpFields, tcpPacket, udpPacket } from './test-support/packets.ts'
import { bare, cut, MEMORIES } from './test-support/turns.ts'
import { GSO } from './vnet-header.ts'

const isSuper = (write: Uint8Array) => write[1] === GSO.udp
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** One turn: what the device gets, in the order in which it gets it; what is not joined is written at once. */
function turn(memory: PacketMemory, packets: readonly Uint8Array[]): Uint8Array[] {
  const writes: Uint8Array[] = []
  const coalescer = new DatagramCoalescer((bytes, start, end) => writes.push(bytes.slice(start, end)), memory)
  const buffer = memory.allocate(70_000)
  for (const packet of packets) {
    buffer.fill(0xee, 0, packet.length + 16)
    buffer.set(packet, 8)
    if (!coalescer.add(buffer, 8, 8 + packet.length))
      writes.push(Uint8Array.from([...new Uint8Array(12), ...packet]))
  }
  coalescer.flush()
  coalescer.close()
  memory.release(buffer)
  return writes
}

describe.each(MEMORIES)('joining datagrams (%s)', (_, memory) => {
  const datagram = (i: number, fields: TcpFields = {}, length = 500) =>
    udpPacket(someBytes(length, i), { identification: 7 + i, ...fields })
  const sizes = (packets: readonly Uint8Array[]) =>
    turn(memory, packets).map((write) => cut(memory, write)?.length)

  function expectApart(...packets: readonly Uint8Array[]): void {
    expect(bare(turn(memory, packets)).map(hex).sort()).toEqual(packets.map(hex).sort())
  }

  it.each([4, 6] as const)(
    'those that follow each other and agree are one super-packet, IPv%d',
    (version) => {
      const packets = [0, 1, 2].map((i) => datagram(i, { version }))
      const writes = turn(memory, packets)
      expect(writes.map(isSuper)).toEqual([true])
      expect(cut(memory, writes[0] ?? new Uint8Array(0))).toEqual(packets)
    },
  )

  describe('the second stays apart when it differs in', () => {
    it.each<[string, TcpFields]>([
      ['source address', { source: 3 }],
      ['destination address', { destination: 3 }],
      ['source port', { sourcePort: 5202 }],
      ['destination port', { destinationPort: 40_001 }],
      ['version of IP', { version: 6 }],
      ['time to live', { ttl: 63 }],
      ['type of service', { tos: 0x10 }],
      ['ECN: congestion was met', { tos: 0x03 }],
      ["don't fragment", { dontFragment: false }],
      ['an identification that skips one', { identification: 9 }],
    ])('%s', (_name, change) => {
      expectApart(datagram(0), datagram(1, change))
    })

    it.each<[string, TcpFields]>([
      ['hop limit', { ttl: 63 }],
      ['traffic class', { tos: 0x10 }],
      ['flow label', { flowLabel: 7 }],
    ])('%s, IPv6', (_name, change) => {
      expectApart(datagram(0, { version: 6 }), datagram(1, { version: 6, ...change }))
    })
  })

  describe('never joined:', () => {
    it.each<[string, Uint8Array]>([
      ['a fragment', datagram(1, { fragment: 0x2000 })],
      ['a packet with IP options', datagram(1, { ipOptions: Uint8Array.of(1, 1, 1, 1) })],
      ['an empty datagram', datagram(1, {}, 0)],
      ['one without a checksum', datagram(1).fill(0, 26, 28)],
      ['one that was damaged', datagram(1).fill(0, 100, 110)],
      ['one with padding behind it', Uint8Array.from([...datagram(1), 0])],
      ['one whose own length says less', datagram(1).fill(9, 25, 26)],
      ['TCP', tcpPacket({ identification: 8, payload: someBytes(500) })],
    ])('%s', (_name, second) => {
      expectApart(datagram(0), second)
      expectApart(second, datagram(2))
    })
  })

  it.each([4_789, 8_472, 6_081])(
    'what goes into a tunnel inside of this one stays apart, port %d',
    (destinationPort) => {
      expectApart(datagram(0, { destinationPort }), datagram(1, { destinationPort }))
    },
  )

  it('a longer datagram begins a new super-packet', () => {
    expect(sizes([datagram(0), datagram(1, {}, 501), datagram(2, {}, 501)])).toEqual([1, 2])
  })

  it('a shorter datagram is the last of its super-packet', () => {
    expect(sizes([datagram(0), datagram(1, {}, 10), datagram(2, {}, 10)])).toEqual([2, 1])
  })

  it('64 are the most, as in the kernel', () => {
    expect(sizes(Array.from({ length: 130 }, (_x, i) => datagram(i, {}, 20)))).toEqual([64, 64, 2])
  })

  it('and never more than IP can say the length of', () => {
    const writes = turn(
      memory,
      Array.from({ length: 50 }, (_x, i) => datagram(i, {}, 1_400)),
    )
    expect(writes.map(({ length }) => length - 12)).toEqual([46 * 1_400 + 28, 4 * 1_400 + 28])
  })

  it('what stays apart keeps its place in its flow, a fragment before everything behind it', () => {
    const packets = [
      datagram(0),
      datagram(1),
      datagram(2, { fragment: 0x2000 }),
      datagram(3),
      datagram(4, {}, 0),
    ]
    const order = turn(memory, packets).flatMap((write) =>
      isSuper(write) ? cut(memory, write) : bare([write]),
    )
    expect(order).toEqual(packets)
  })

  it('a fifth flow pushes out the oldest', () => {
    const flows = [1, 2, 3, 4, 5].map((sourcePort) => datagram(0, { sourcePort }))
    expectApart(...flows)
    const again = [1, 2, 3, 4, 5].map((sourcePort) => datagram(1, { sourcePort }))
    // Each new flow takes the place of the one that would have been next.
    expect(sizes([...flows, ...again])).toHaveLength(10)
    expect(sizes([...flows.slice(0, 4), ...again.slice(0, 4)])).toEqual([2, 2, 2, 2])
  })

  it('any flows come out of the joining and the cutting as they went in, each in its order', () => {
    const anyDatagram = fc.record({
      sourcePort: fc.integer({ min: 1, max: 6 }),
      version: fc.constantFrom(4 as const, 6 as const),
      length: fc.constantFrom(0, 1, 20, 20, 20, 500, 500, 1_400),
      damage: fc.option(fc.nat(1_000), { freq: 8, nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(anyDatagram, { maxLength: 120 }), (plan) => {
        const count = new Map<string, number>()
        const packets = plan.map(({ sourcePort, version, length, damage }, i) => {
          const flow = `${version} ${sourcePort}`
          const identification = count.get(flow) ?? 100
          count.set(flow, identification + 1)
          const packet = udpPacket(someBytes(length, i), { version, sourcePort, identification })
          return damage === undefined ? packet : packet.with(damage % packet.length, damage & 0xff)
        })
        const writes = turn(memory, packets)
        const received = writes.flatMap((write) =>
          isSuper(write) ? (cut(memory, write) ?? []) : bare([write]),
        )
        expect(byFlow(received)).toEqual(byFlow(packets))
        expect(
          writes
            .filter(isSuper)
            .flatMap((write) => cut(memory, write) ?? [])
            .every(isSound),
        ).toBe(true)
      }),
      { seed: 768, numRuns: 300 },
    )
  })

  it('what is no traffic at all passes unmodified, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 20 }), (blobs) => {
        expect(bare(turn(memory, blobs))).toEqual(blobs)
      }),
      { seed: 1122, numRuns: 200 },
    )
  })
})

/** Whatever its damage, a packet belongs to the flow that its addresses and ports name. */
function byFlow(packets: readonly Uint8Array[]): Map<string, string[]> {
  const flowOf = (packet: Uint8Array) =>
    packet[0] >>> 4 === 4 ? hex(packet.subarray(12, 24)) : hex(packet.subarray(8, 44))
  return new Map([...Map.groupBy(packets, flowOf)].sort().map(([flow, own]) => [flow, own.map(hex)]))
}

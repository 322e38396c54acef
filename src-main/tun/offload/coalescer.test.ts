import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KernelMemory } from '../packet-memory.ts'
import { Coalescer } from './coalescer.ts'
import { Segmenter } from './segmenter.ts'
import {
  ACK,
  FIN,
  isSound,
  PSH,
  readTcp,
  SYN,
  someBytes,
  type TcpFields,
  TIMESTAMPS,
  tcpPacket,
  udpPacket,
} from './test-support/packets.ts'
import { GSO, VNET_HEADER_SIZE } from './vnet-header.ts'

/** The compiled inner loops, as the device has them; their twin stands in packet-memory.test.ts. */
const MEMORY = new KernelMemory(1_048_576)

/** One turn: what the device gets for these packets, each write with its vnet header in front. */
function turn(...packets: Uint8Array[]): Uint8Array[] {
  const writes: Uint8Array[] = []
  const coalescer = new Coalescer((bytes, start, end) => writes.push(bytes.slice(start, end)), MEMORY)
  const buffer = MEMORY.allocate(70_000)
  for (const packet of packets) {
    // Neighbours on both sides show code that leaves its span.
    buffer.fill(0xee, 0, packet.length + 16)
    buffer.set(packet, 8)
    coalescer.add(buffer, 8, 8 + packet.length)
  }
  coalescer.flush()
  coalescer.close()
  MEMORY.release(buffer)
  return writes
}

/** Consecutive segments of one flow. */
function flow(count: number, fields: TcpFields = {}, size = 1_000): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    tcpPacket({
      ...fields,
      sequence: ((fields.sequence ?? 1_000) + i * size) >>> 0,
      identification: (fields.identification ?? 7) + i,
      payload: someBytes(size, i),
    }),
  )
}

/** What the kernel would make of a write: the packets that a super-packet stands for. */
function cutAgain(write: Uint8Array): Uint8Array[] {
  const segmenter = new Segmenter()
  segmenter.staging.set(write)
  expect(segmenter.load(write.length)).toBe(true)
  const slab = new Uint8Array(70_000)
  const packets: Uint8Array[] = []
  for (let length = segmenter.emit(slab, 0, 65_536); length > 0; length = segmenter.emit(slab, 0, 65_536)) {
    packets.push(slab.slice(0, length))
  }
  return packets
}

const sizes = (writes: Uint8Array[]) => writes.map((write) => cutAgain(write).length)

describe('consecutive segments of one flow', () => {
  it.each([4, 6] as const)('become one super-packet that stands for exactly them, IPv%d', (version) => {
    const packets = flow(5, { version })
    const [write, ...more] = turn(...packets)
    expect(more).toEqual([])
    expect(cutAgain(write)).toEqual(packets)
    const view = new DataView(write.buffer)
    const headers = (version === 4 ? 20 : 40) + 32
    expect({
      needsChecksum: write[0],
      gsoType: write[1],
      headerLength: view.getUint16(2, true),
      gsoSize: view.getUint16(4, true),
      checksumStart: view.getUint16(6, true),
      checksumOffset: view.getUint16(8, true),
    }).toEqual({
      needsChecksum: 1,
      gsoType: version === 4 ? GSO.tcp4 : GSO.tcp6,
      headerLength: headers,
      gsoSize: 1_000,
      checksumStart: version === 4 ? 20 : 40,
      checksumOffset: 16,
    })
  })

  it('may end with a shorter one, and with PSH, which end the super-packet', () => {
    const packets = flow(3)
    const shorter = tcpPacket({
      sequence: 4_000,
      identification: 10,
      payload: someBytes(10),
      flags: ACK | PSH,
    })
    const next = tcpPacket({ sequence: 4_010, identification: 11, payload: someBytes(10) })
    expect(sizes(turn(...packets, shorter, next))).toEqual([4, 1])
  })

  it('keep one identification when all have the same, as systems with DF send', () => {
    const packets = flow(3).map((_, i) =>
      tcpPacket({ sequence: 1_000 + i * 1_000, identification: 0, payload: someBytes(1_000, i) }),
    )
    expect(sizes(turn(...packets))).toEqual([3])
  })

  it('run over the end of the sequence space', () => {
    expect(sizes(turn(...flow(4, { sequence: 0xffff_fe00 })))).toEqual([4])
  })

  it('stop before the length field overflows', () => {
    const writes = turn(...flow(70))
    expect(sizes(writes)).toEqual([65, 5])
    expect(Math.max(...writes.map((write) => write.length))).toBeLessThanOrEqual(VNET_HEADER_SIZE + 65_535)
  })
})

describe('segments that differ in something that the receiver can see are not joined', () => {
  const first = tcpPacket({ payload: someBytes(1_000) })
  const second: TcpFields = { sequence: 2_000, identification: 8, payload: someBytes(1_000) }

  it('(the two would be joined if they did not)', () => {
    expect(sizes(turn(first, tcpPacket(second)))).toEqual([2])
  })

  it.each([
    ['acknowledgement', { acknowledgement: 78 }],
    ['window', { window: 513 }],
    ['a gap in the sequence', { sequence: 2_001 }],
    ['a repetition', { sequence: 1_000 }],
    ['options', { options: Uint8Array.from([...TIMESTAMPS.slice(0, 11), 3]) }],
    ['length of the options', { options: Uint8Array.of(1, 1, 1, 1) }],
    ['time to live', { ttl: 63 }],
    ['type of service', { tos: 0x10 }],
    ['ECN', { tos: 0x03 }],
    ["don't fragment", { dontFragment: false }],
    ['a jump of the identification', { identification: 10 }],
    ['more payload than the first', { payload: someBytes(1_001) }],
    ['FIN', { flags: ACK | FIN }],
    ['SYN', { flags: SYN | ACK }],
    ['no payload', { payload: new Uint8Array(0) }],
    ['another port', { sourcePort: 5202 }],
    ['another version of IP', { version: 6 as const }],
  ])('%s', (_, change) => {
    const packets = [first, tcpPacket({ ...second, ...change })]
    const writes = turn(...packets)
    expect(writes.map((write) => write.slice(VNET_HEADER_SIZE))).toEqual(
      expect.arrayContaining(packets.map((packet) => packet)),
    )
    expect(writes).toHaveLength(2)
  })

  it('a damaged checksum is handed on as it is, for the receiver to drop', () => {
    const damaged = tcpPacket(second)
    damaged[60] ^= 1
    const writes = turn(
      first,
      damaged,
      tcpPacket({ sequence: 3_000, identification: 9, payload: someBytes(5) }),
    )
    expect(writes.map((write) => write.slice(VNET_HEADER_SIZE))).toContainEqual(damaged)
    expect(isSound(damaged)).toBe(false)
  })
})

describe('order', () => {
  it('a FIN comes after the data before it', () => {
    const fin = tcpPacket({ sequence: 3_000, identification: 9, flags: ACK | FIN })
    const writes = turn(...flow(2), fin)
    expect(writes.at(-1)?.slice(VNET_HEADER_SIZE)).toEqual(fin)
    expect(sizes(writes)).toEqual([2, 1])
  })

  it('flows are gathered side by side', () => {
    const one = flow(3, { sourcePort: 1 })
    const other = flow(3, { sourcePort: 2 })
    expect(sizes(turn(one[0], other[0], one[1], other[1], one[2], other[2]))).toEqual([3, 3])
  })

  it('with more flows than slots nothing is lost', () => {
    const packets = Array.from({ length: 20 }, (_, i) => flow(2, { sourcePort: i + 1 }))
    const mixed = [...packets.map(([first]) => first), ...packets.map(([, second]) => second)]
    expect(sizes(turn(...mixed)).reduce((sum, size) => sum + size)).toBe(40)
  })

  it('what is not TCP goes straight on', () => {
    const datagram = udpPacket(someBytes(100))
    expect(turn(datagram)).toEqual([Uint8Array.from([...new Uint8Array(VNET_HEADER_SIZE), ...datagram])])
  })
})

describe('any traffic', () => {
  it('is the same after split, join and split: each flow byte for byte, every packet sound', () => {
    const anyPacket = fc.record({
      port: fc.integer({ min: 1, max: 12 }),
      version: fc.constantFrom(4 as const, 6 as const),
      size: fc.constantFrom(0, 1, 100, 100, 100, 1_000),
      flags: fc.constantFrom(ACK, ACK, ACK, ACK | PSH, ACK | FIN, SYN),
      window: fc.constantFrom(512, 512, 512, 513),
    })
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 80 }), (plan) => {
        const next = new Map<string, number>()
        const packets = plan.map(({ port, size, ...rest }, i) => {
          const key = `${rest.version}:${port}`
          const sequence = next.get(key) ?? 0
          next.set(key, sequence + size)
          return tcpPacket({
            ...rest,
            sourcePort: port,
            sequence,
            identification: i,
            payload: someBytes(size, i),
          })
        })
        const out = turn(...packets).flatMap(cutAgain)
        expect(out.every(isSound)).toBe(true)
        expect(byFlow(out)).toEqual(byFlow(packets))
      }),
      { seed: 1191, numRuns: 300 },
    )
  })

  it('that is no traffic at all passes unmodified', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 20 }), (blobs) => {
        expect(turn(...blobs).map((write) => write.slice(VNET_HEADER_SIZE))).toEqual(blobs)
      }),
      { seed: 1071, numRuns: 300 },
    )
  })

  it('with one bit flipped is handed on unmodified or not joined wrongly', () => {
    fc.assert(
      fc.property(fc.nat(2), fc.nat(1_051), fc.nat(7), (which, byte, bit) => {
        const packets = flow(3)
        packets[which][byte] ^= 1 << bit
        const out = turn(...packets).flatMap(cutAgain)
        expect(out.map((packet) => Buffer.from(packet).toString('hex')).sort()).toEqual(
          packets.map((packet) => Buffer.from(packet).toString('hex')).sort(),
        )
      }),
      { seed: 826, numRuns: 500 },
    )
  })
})

/** What each flow carried, in order; identifications may be renumbered, nothing else. */
function byFlow(packets: Uint8Array[]): Map<string, string> {
  const flows = new Map<string, string>()
  for (const packet of packets) {
    const start = packet[0] >>> 4 === 4 ? 20 : 40
    const key = `${packet[0] >>> 4}:${(packet[start] << 8) | packet[start + 1]}`
    const { sequence, flags, payload } = readTcp(packet)
    const window = (packet[start + 14] << 8) | packet[start + 15]
    flows.set(
      key,
      `${flows.get(key) ?? ''} ${sequence}/${flags}/${window}/${Buffer.from(payload).toString('hex')}`,
    )
  }
  return flows
}

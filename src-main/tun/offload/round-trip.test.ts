import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACK, CWR, FIN, isSound, PSH, readTcp, someBytes, tcpPacket } from './test-support/packets.ts'
import { bare, cut, handedOver, MEMORIES, pseudoSummed, turn } from './test-support/turns.ts'
import { GSO } from './vnet-header.ts'

/** What one program sends at once, as the kernel hands it to us. */
interface SuperPacket {
  port: number
  version: 4 | 6
  length: number
  gsoSize: number
  flags: number
  dontFragment: boolean
}

const anySuperPacket: fc.Arbitrary<SuperPacket> = fc.record({
  port: fc.integer({ min: 1, max: 12 }),
  version: fc.constantFrom(4 as const, 6 as const),
  length: fc.integer({ min: 1, max: 9_000 }),
  gsoSize: fc.constantFrom(88, 536, 1_348, 1_448, 4_035),
  flags: fc.constantFrom(ACK, ACK, ACK | PSH, ACK | PSH, ACK | FIN, ACK | CWR),
  dontFragment: fc.boolean(),
})

const isSuper = (write: Uint8Array) => write[1] !== GSO.none
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const portOf = (packet: Uint8Array) => packet[packet[0] >>> 4 === 4 ? 21 : 41]
const flowOf = (packet: Uint8Array) => `IPv${packet[0] >>> 4} ${portOf(packet)}`

describe.each(MEMORIES)('random flows (%s)', (_, memory) => {
  /** Cuts what the programs send into packets, flow by flow. */
  function send(plan: readonly SuperPacket[]): { packets: Uint8Array[]; streams: Map<string, Buffer> } {
    const packets: Uint8Array[] = []
    const streams = new Map<string, Buffer>()
    const next = new Map<string, number>()
    for (const { port, version, length, gsoSize, flags, dontFragment } of plan) {
      const flow = `IPv${version} ${port}`
      const payload = someBytes(length, packets.length)
      const sequence = streams.get(flow)?.length ?? 0
      const identification = next.get(flow) ?? port * 100
      const fields = { version, flags, dontFragment, sourcePort: port, sequence, identification, payload }
      const whole = handedOver(pseudoSummed(tcpPacket(fields)), {
        gsoType: version === 4 ? GSO.tcp4 : GSO.tcp6,
        gsoSize,
        checksumStart: version === 4 ? 20 : 40,
      })
      const segments = cut(memory, whole) ?? []
      packets.push(...segments)
      streams.set(flow, Buffer.concat([streams.get(flow) ?? Buffer.alloc(0), payload]))
      next.set(flow, identification + segments.length)
    }
    return { packets, streams }
  }

  /** Joins the packets turn by turn, and cuts what the device gets as its kernel would. */
  function receive(packets: readonly Uint8Array[], turns: readonly number[]): Uint8Array[] {
    const received: Uint8Array[] = []
    let at = 0
    for (const length of [...turns, packets.length]) {
      const writes = turn(memory, packets.slice(at, at + length))
      received.push(
        ...writes.flatMap((write) => (isSuper(write) ? (cut(memory, write) ?? []) : bare([write]))),
      )
      at += length
    }
    return received
  }

  it('are the same after cutting, joining and cutting: packets, their order in each flow, and the streams', () => {
    const anyTraffic = fc.tuple(
      fc.array(anySuperPacket, { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 }),
      // How the flows mix on the way.
      fc.infiniteStream(fc.nat(11)),
    )
    fc.assert(
      fc.property(anyTraffic, ([plan, turns, mix]) => {
        const { packets, streams } = send(plan)
        expect(packets.every(isSound)).toBe(true)
        const received = receive(mixed(packets, mix), turns)
        expect(byFlow(received)).toEqual(byFlow(packets))
        expect(streamsOf(received)).toEqual(streams)
      }),
      { seed: 9293, numRuns: 150 },
    )
  })

  it('keep every packet, unmodified, when the way loses, repeats, reorders and damages some', () => {
    const anyAccident = fc.record({
      at: fc.nat(200),
      kind: fc.constantFrom('lost', 'repeated', 'swapped', 'damaged', 'cut short', 'padded'),
      byte: fc.nat(1_500),
      bit: fc.nat(7),
    })
    fc.assert(
      fc.property(
        fc.array(anySuperPacket, { minLength: 1, maxLength: 8 }),
        fc.array(anyAccident, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 10 }),
        (plan, accidents, turns) => {
          const { packets } = send(plan)
          for (const { at, kind, byte, bit } of accidents) {
            const i = at % packets.length
            const packet = packets[i] ?? new Uint8Array(1)
            if (kind === 'lost' && packets.length > 1) packets.splice(i, 1)
            if (kind === 'repeated') packets.splice(i, 0, packet)
            if (kind === 'swapped') packets.splice(i, 1, ...packets.splice(i + 1, 1), packet)
            if (kind === 'damaged')
              packets[i] = packet.with(byte % packet.length, (packet[byte % packet.length] ?? 0) ^ (1 << bit))
            if (kind === 'cut short') packets[i] = packet.slice(0, 1 + (byte % packet.length))
            if (kind === 'padded') packets[i] = Uint8Array.from([...packet, bit])
          }
          expect(receive(packets, turns).map(hex).sort()).toEqual(packets.map(hex).sort())
        },
      ),
      { seed: 826, numRuns: 300 },
    )
  })

  it('that are no traffic at all pass unmodified, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 20 }), (blobs) => {
        expect(bare(turn(memory, blobs))).toEqual(blobs)
      }),
      { seed: 1071, numRuns: 300 },
    )
  })

  it('described by the kernel in any way never make the cutting throw, run for ever or give too much', () => {
    const anyOffload = fc.record({
      flags: fc.nat(3),
      gsoType: fc.constantFrom(0, 1, 3, 4, 5, 0x81, 0x84, 0xff),
      gsoSize: fc.oneof(fc.nat(3_000), fc.nat(0xffff)),
      checksumStart: fc.oneof(fc.constantFrom(20, 40), fc.nat(200), fc.nat(0xffff)),
      checksumOffset: fc.oneof(fc.constantFrom(6, 16), fc.nat(0xffff)),
    })
    const anyBytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
      fc.nat(5_000).map((length) => tcpPacket({ payload: someBytes(length) })),
      fc.nat(5_000).map((length) => tcpPacket({ version: 6, payload: someBytes(length) })),
    )
    fc.assert(
      fc.property(anyBytes, anyOffload, (bytes, offload) => {
        const packets = cut(memory, handedOver(bytes, offload)) ?? []
        // Each byte of payload is in one packet, each packet has the headers once.
        const total = packets.reduce((sum, { length }) => sum + length, 0)
        expect(total).toBeLessThanOrEqual(bytes.length * Math.max(packets.length, 1))
        expect(packets.every(({ length }) => length > 0 && length <= bytes.length)).toBe(true)
      }),
      { seed: 1661, numRuns: 500 },
    )
  })
})

/** The packets in another order, in which those of each flow keep theirs. */
function mixed(packets: readonly Uint8Array[], mix: Iterator<number>): Uint8Array[] {
  const queues = [...Map.groupBy(packets, flowOf).values()].map((queue) => [...queue])
  const order: Uint8Array[] = []
  while (order.length < packets.length) {
    const waiting = queues.filter((queue) => queue.length > 0)
    const queue = waiting[(mix.next().value ?? 0) % waiting.length]
    const packet = queue?.shift()
    if (packet !== undefined) order.push(packet)
  }
  return order
}

function byFlow(packets: readonly Uint8Array[]): Map<string, string[]> {
  return new Map([...Map.groupBy(packets, flowOf)].sort().map(([flow, own]) => [flow, own.map(hex)]))
}

function streamsOf(packets: readonly Uint8Array[]): Map<string, Buffer> {
  const streams = [...Map.groupBy(packets, flowOf)]
  return new Map(
    streams.map(([flow, own]) => [flow, Buffer.concat(own.map((packet) => readTcp(packet).payload))]),
  )
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DATA_HEADROOM } from '../../protocol/sstp/data-header.ts'
import { tcpPacket, udpPacket } from '../../tun/offload/test-support/packets.ts'
import { FairQueue, QUEUE_LIMITS } from './fair-queue.ts'

const LONGEST = 1500 + DATA_HEADROOM
const PAYLOAD = 1448
const SEED = 7

/** As the pump hands it over, with room for the headers in front. */
const framed = (packet: Uint8Array) => Uint8Array.from([...new Uint8Array(DATA_HEADROOM), ...packet])
const bulk = (sourcePort: number, sequence: number, tos = 0) =>
  framed(tcpPacket({ sourcePort, sequence, tos, payload: new Uint8Array(PAYLOAD) }))
const sparse = (sourcePort: number) => framed(udpPacket(new Uint8Array(20), { sourcePort }))

function push(queue: FairQueue, packet: Uint8Array, now = 0): void {
  queue.push(packet, 0, packet.length, now)
}

/** Takes the next packet and tells its source port and, for TCP, its sequence number. */
function pull(queue: FairQueue, now = 0): { port: number; sequence: number; ecn: number } | undefined {
  const target = new Uint8Array(LONGEST)
  if (queue.pull(target, 0, now) === 0) return undefined
  const view = new DataView(target.buffer, DATA_HEADROOM)
  return { port: view.getUint16(20), sequence: view.getUint32(24), ecn: target[DATA_HEADROOM + 1] & 3 }
}

function drain(queue: FairQueue, now = 0) {
  const packets: NonNullable<ReturnType<typeof pull>>[] = []
  for (let packet = pull(queue, now); packet !== undefined; packet = pull(queue, now)) packets.push(packet)
  return packets
}

describe('turns', () => {
  it('a packet that comes alone overtakes all of a bulk transfer', () => {
    const queue = new FairQueue(LONGEST, SEED)
    for (let i = 0; i < 500; i++) push(queue, bulk(1, i))
    for (let i = 0; i < 3; i++) pull(queue)
    push(queue, sparse(2))
    expect(pull(queue)?.port).toBe(2)
    expect(pull(queue)?.port).toBe(1)
  })

  it('it does so again and again, as long as it sends less than its share', () => {
    const queue = new FairQueue(LONGEST, SEED)
    for (let i = 0; i < 900; i++) push(queue, bulk(1, i))
    for (let round = 0; round < 50; round++) {
      push(queue, sparse(2))
      const ports = [pull(queue)?.port, pull(queue)?.port, pull(queue)?.port]
      expect(ports).toContain(2)
    }
  })

  it('transfers share alike, in bytes, whatever the size of their packets', () => {
    const queue = new FairQueue(LONGEST, SEED)
    for (let i = 0; i < 200; i++) push(queue, bulk(1, i))
    const half = () => framed(tcpPacket({ sourcePort: 2, payload: new Uint8Array(PAYLOAD / 2 - 30) }))
    for (let i = 0; i < 400; i++) push(queue, half())
    const ports = Array.from({ length: 150 }, () => pull(queue)?.port)
    const long = ports.filter((port) => port === 1).length
    expect(long).toBeGreaterThanOrEqual(48)
    expect(long).toBeLessThanOrEqual(52)
  })

  it('nobody goes first for ever by letting his line run empty', () => {
    const queue = new FairQueue(LONGEST, SEED)
    for (let i = 0; i < 200; i++) push(queue, bulk(1, i))
    const ports: (number | undefined)[] = [2]
    for (let i = 0; i < 200; i++) {
      // A long packet, but only when the last one has gone.
      if (ports.at(-1) === 2) push(queue, bulk(2, i))
      ports.push(pull(queue)?.port)
    }
    expect(ports.filter((port) => port === 1).length).toBeGreaterThan(90)
  })

  it('keep the packets of a conversation in order', () => {
    const queue = new FairQueue(LONGEST, SEED)
    for (let i = 0; i < 100; i++) for (const port of [1, 2, 3]) push(queue, bulk(port, i))
    const packets = drain(queue)
    for (const port of [1, 2, 3]) {
      const sequences = packets.filter((packet) => packet.port === port).map(({ sequence }) => sequence)
      expect(sequences).toEqual(Array.from({ length: 100 }, (_, i) => i))
    }
  })
})

describe('waiting too long', () => {
  /** A queue that stands: each millisecond one packet comes and one goes, 50 ms after it came. */
  function stand(queue: FairQueue, until: number, tos = 0) {
    const seen: NonNullable<ReturnType<typeof pull>>[] = []
    for (let now = 0; now < until; now++) {
      push(queue, bulk(1, now, tos), now)
      const packet = now >= 50 ? pull(queue, now) : undefined
      if (packet !== undefined) seen.push(packet)
    }
    return seen
  }

  it('costs a packet of a transfer, and tells its sender that way', () => {
    const queue = new FairQueue(LONGEST, SEED)
    stand(queue, 400)
    expect(queue.dropped).toBeGreaterThan(0)
    expect(queue.marked).toBe(0)
  })

  it('costs only a mark where the sender understands it', () => {
    const queue = new FairQueue(LONGEST, SEED)
    const seen = stand(queue, 400, 2)
    expect(queue.dropped).toBe(0)
    expect(queue.marked).toBeGreaterThan(0)
    expect(seen.filter(({ ecn }) => ecn === 3).length).toBe(queue.marked)
  })

  it('of one conversation does not cost another anything', () => {
    const queue = new FairQueue(LONGEST, SEED)
    let small = 0
    for (let now = 0; now < 1000; now++) {
      push(queue, bulk(1, now), now)
      if (now % 20 === 0) push(queue, sparse(2), now)
      if (now >= 50 && pull(queue, now)?.port === 2) small += 1
    }
    expect(queue.dropped).toBeGreaterThan(0)
    expect(small).toBe(50)
  })
})

describe('the caps', () => {
  it('hold: the oldest of the fattest conversation goes, and the others stay whole', () => {
    const queue = new FairQueue(LONGEST, SEED)
    for (let i = 0; i < 10; i++) push(queue, bulk(2, i))
    for (let i = 0; i < 3000; i++) push(queue, bulk(1, i))
    expect(queue.length).toBe(QUEUE_LIMITS.packets)
    expect(queue.dropped).toBe(3010 - QUEUE_LIMITS.packets)
    const packets = drain(queue)
    expect(packets.filter(({ port }) => port === 2).length).toBe(10)
    expect(packets.findLast(({ port }) => port === 1)?.sequence).toBe(2999)
  })

  it('count bytes too, when packets are long', () => {
    const queue = new FairQueue(4095, SEED)
    const packet = framed(tcpPacket({ payload: new Uint8Array(4000) }))
    for (let i = 0; i < 2000; i++) push(queue, packet)
    expect(queue.length).toBe(Math.floor(QUEUE_LIMITS.bytes / 4095))
  })

  it('a packet longer than agreed is a mistake, not an overflow', () => {
    const queue = new FairQueue(100, SEED)
    expect(() => queue.push(new Uint8Array(200), 0, 101, 0)).toThrow(RangeError)
  })
})

it('whatever comes, each packet leaves once, whole, in order of its conversation, or is counted', () => {
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ port: fc.integer({ min: 1, max: 4 }), size: fc.integer({ min: 0, max: 1400 }) }),
    },
    { weight: 1, arbitrary: fc.record({ garbage: fc.uint8Array({ maxLength: 100 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({ pulls: fc.integer({ min: 1, max: 5 }), ms: fc.integer({ min: 0, max: 40 }) }),
    },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const queue = new FairQueue(LONGEST, SEED)
      const target = new Uint8Array(LONGEST)
      const expected = new Map<string, string[]>()
      let [pushed, pulled, now] = [0, 0, 0]
      const take = (): boolean => {
        const length = queue.pull(target, 0, now)
        if (length === 0) return false
        pulled += 1
        const text = Buffer.from(target.subarray(0, length)).toString('latin1')
        const waiting = [...expected.values()].find((packets) => packets.includes(text))
        if (waiting === undefined) throw new Error('a packet that nobody sent, or twice, or out of order')
        // What was in front of it in its conversation was dropped.
        waiting.splice(0, waiting.indexOf(text) + 1)
        return true
      }
      const add = (key: string, packet: Uint8Array) => {
        const numbered = Uint8Array.from(packet)
        new DataView(numbered.buffer).setUint32(0, pushed++)
        push(queue, numbered, now)
        const text = Buffer.from(numbered).toString('latin1')
        expected.set(key, [...(expected.get(key) ?? []), text])
      }
      for (const happening of steps) {
        if ('port' in happening) {
          const payload = new Uint8Array(happening.size)
          add(String(happening.port), framed(udpPacket(payload, { sourcePort: happening.port })))
        } else if ('garbage' in happening) {
          // Its first byte says that it is no IP packet, so that all of it is one conversation.
          add('garbage', framed(Uint8Array.from([0, ...happening.garbage])))
        } else {
          now += happening.ms
          for (let i = 0; i < happening.pulls; i++) take()
        }
        expect(queue.length).toBe(pushed - pulled - queue.dropped)
      }
      while (take());
      expect([queue.length, pulled + queue.dropped]).toEqual([0, pushed])
    }),
    { seed: 20_261_123 },
  )
})

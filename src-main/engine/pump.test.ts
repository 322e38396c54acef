import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src-shared/failure.ts'
import { ManualTransport } from '../testing/manual-transport.ts'
import { MemoryTun } from '../testing/memory-tun.ts'
import { Pump } from './pump.ts'

const MTU = 1400

/** Without the queue for slow lines, which has tests of its own: what is here holds for every quick line. */
function setUp() {
  const tun = new MemoryTun()
  const transport = new ManualTransport()
  const failures: Failure[] = []
  const time = { now: 0 }
  const pump = new Pump({
    tun,
    transport,
    onFailure: (failure) => failures.push(failure),
    clock: () => time.now,
    queue: false,
  })
  pump.setLimits({ mtu: MTU })
  return { tun, transport, pump, failures, time }
}

/** Something that begins like IPv4 and is recognised by its filling. */
function packet(length: number, filling = 0): Uint8Array {
  const bytes = new Uint8Array(length).fill(filling)
  bytes[0] = 0x45
  return bytes
}

function ipv6(length: number): Uint8Array {
  const bytes = packet(length)
  bytes[0] = 0x60
  return bytes
}

/** An SSTP data packet, written down by hand. */
function framed(bytes: Uint8Array): number[] {
  const length = bytes.length + 8
  const protocol = bytes[0] >>> 4 === 6 ? 0x57 : 0x21
  return [0x10, 0, length >> 8, length & 0xff, 0xff, 0x03, 0x00, protocol, ...bytes]
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await turn()
}

describe('packets on their way out', () => {
  it('are of both kinds when the server takes both, each under its number', async () => {
    const { tun, transport, pump } = setUp()
    pump.setLimits({ mtu: MTU, ipv6: true })
    const [four, six] = [packet(60, 1), ipv6(80)]
    tun.inject(four, six, four)
    pump.start()
    await turns(2)
    expect(transport.writes.map((bytes) => [...bytes])).toEqual([
      [...framed(four), ...framed(six), ...framed(four)],
    ])
  })

  it('leave together, each behind its headers', async () => {
    const { tun, transport, pump } = setUp()
    const [one, two] = [packet(60, 1), packet(MTU, 2)]
    tun.inject(one, two)
    pump.start()
    await turns(2)
    expect(transport.writes.map((bytes) => [...bytes])).toEqual([[...framed(one), ...framed(two)]])
    expect(pump.stats()).toEqual({ bytesIn: 0, bytesOut: 1460, packetsIn: 0, packetsOut: 2, dropped: 0 })
  })

  it('wait until the pump was started', async () => {
    const { tun, transport, pump } = setUp()
    tun.inject(packet(60))
    await turns(3)
    expect([tun.queued, transport.writes.length]).toEqual([1, 0])
    pump.start()
    await turns(2)
    expect([tun.queued, transport.writes.length]).toEqual([0, 1])
  })

  it('take a turn of the event loop for every 128 KiB, so that others get theirs', async () => {
    const { tun, transport, pump } = setUp()
    tun.inject(...Array.from({ length: 200 }, () => packet(MTU)))
    pump.start()
    let longest = 0
    for (let written = 0; tun.queued > 0; written = transport.writes.length) {
      await turn()
      expect(transport.writes.length - written).toBeLessThanOrEqual(1)
      if (transport.pending > 0) transport.finishWrite()
      longest = Math.max(longest, transport.writes.at(-1)?.length ?? 0)
    }
    expect(transport.writes.length).toBe(3)
    expect(longest).toBeGreaterThan(120 * 1024)
    expect(longest).toBeLessThanOrEqual(128 * 1024)
  })

  it('are dropped when the server could not take them, and leave no gap', async () => {
    const { tun, transport, pump } = setUp()
    const [one, two] = [packet(100, 1), packet(200, 2)]
    tun.inject(ipv6(90), one, packet(MTU + 1), ipv6(50), two, packet(4000))
    pump.start()
    await turns(2)
    expect(transport.writes.map((bytes) => [...bytes])).toEqual([[...framed(one), ...framed(two)]])
    expect(pump.stats()).toMatchObject({ packetsOut: 2, bytesOut: 300, dropped: 4 })
  })

  it('may all be dropped without anything being sent, again and again', async () => {
    const { tun, transport, pump } = setUp()
    pump.start()
    for (let i = 0; i < 10; i++) {
      tun.inject(ipv6(60))
      await turns(2)
    }
    expect(transport.writes).toEqual([])
    tun.inject(packet(60))
    await turns(2)
    expect(transport.writes.length).toBe(1)
  })
})

describe('back-pressure', () => {
  /** Injects packets one by one, each with time enough to leave on its own. */
  async function injectApart(tun: MemoryTun, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      tun.inject(packet(100, i))
      await turns(3)
    }
  }

  it('leaves packets in the kernel while a write is under way', async () => {
    const { tun, transport, pump } = setUp()
    pump.start()
    await injectApart(tun, 3)
    expect([transport.pending, tun.queued]).toEqual([1, 2])
    transport.finishWrite()
    await turns(3)
    expect([transport.pending, tun.queued]).toEqual([1, 0])
  })

  it('lets a second write wait behind the first while the line is quick', async () => {
    const { tun, transport, pump, time } = setUp()
    pump.start()
    await injectApart(tun, 1)
    time.now += 9
    transport.finishWrite()
    await injectApart(tun, 5)
    expect([transport.pending, tun.queued]).toEqual([2, 3])
  })

  it('sends nothing ahead when the line becomes slow, because pings would queue behind it', async () => {
    const { tun, transport, pump, time } = setUp()
    pump.start()
    await injectApart(tun, 1)
    transport.finishWrite()
    await injectApart(tun, 2)
    time.now += 10
    transport.finishWrite()
    await injectApart(tun, 2)
    expect([transport.pending, tun.queued]).toEqual([1, 2])
  })

  it('loses nothing when pause and start fall into it', async () => {
    const { tun, transport, pump } = setUp()
    tun.inject(packet(100, 1))
    pump.start()
    await turns(2)
    pump.pause()
    tun.inject(packet(100, 2))
    transport.finishWrite()
    await turns(3)
    expect(transport.writes.length).toBe(1)
    pump.start()
    await turns(2)
    expect(transport.writes.length).toBe(2)
  })
})

describe('packets on their way in', () => {
  it('are written from where they lie, and counted', () => {
    const { tun, pump } = setUp()
    pump.start()
    const chunk = Uint8Array.of(9, 9, 0x45, 1, 2, 9, 0x45, 3, 9)
    pump.handlePacket(chunk, 2, 5)
    pump.handlePacket(chunk, 6, 8)
    pump.flush()
    expect(tun.written.map((bytes) => [...bytes])).toEqual([
      [0x45, 1, 2],
      [0x45, 3],
    ])
    expect(tun.flushes).toBe(1)
    expect(pump.stats()).toEqual({ bytesIn: 5, bytesOut: 0, packetsIn: 2, packetsOut: 0, dropped: 0 })
  })

  it('are counted as dropped when the device loses them later, but not what it lost before', () => {
    const { tun, transport, pump } = setUp()
    tun.dropped += 44
    expect(pump.stats().dropped).toBe(44)
    const next = new Pump({ tun, transport, onFailure: () => undefined })
    tun.dropped += 1
    expect(next.stats().dropped).toBe(1)
  })

  it('are counted as dropped when the kernel has no room', () => {
    const { tun, pump } = setUp()
    pump.start()
    tun.full = true
    pump.handlePacket(packet(60), 0, 60)
    expect(pump.stats()).toMatchObject({ packetsIn: 0, bytesIn: 0, dropped: 1 })
  })
})

describe('a pause', () => {
  it('lets nothing through in either direction, and ends with start', async () => {
    const { tun, transport, pump } = setUp()
    pump.start()
    pump.pause()
    tun.inject(packet(60))
    pump.handlePacket(packet(60), 0, 60)
    pump.flush()
    await turns(3)
    expect([transport.writes.length, tun.written.length, tun.flushes]).toEqual([0, 0, 0])
    expect(pump.stats().dropped).toBe(1)
    pump.start()
    pump.handlePacket(packet(60), 0, 60)
    await turns(2)
    expect([transport.writes.length, tun.written.length]).toEqual([1, 1])
  })

  it('follows new limits when it is over', async () => {
    const { tun, transport, pump } = setUp()
    pump.start()
    pump.pause()
    pump.setLimits({ mtu: 1000 })
    pump.start()
    tun.inject(packet(1001), packet(1000))
    await turns(2)
    expect(transport.writes.map(({ length }) => length)).toEqual([1008])
  })
})

describe('the end', () => {
  it('is reported once when the device fails, and stops both directions', async () => {
    const { tun, pump, transport, failures } = setUp()
    const gone: Failure = { code: 'tun-failed', device: 'memory0', detail: 'cannot read: EBADFD' }
    pump.start()
    tun.fail(gone)
    await turns(2)
    pump.start()
    tun.inject(packet(60))
    pump.handlePacket(packet(60), 0, 60)
    await turns(3)
    expect(failures).toEqual([gone])
    expect([transport.writes.length, tun.written.length]).toEqual([0, 0])
  })

  it('is final, although the socket still finishes', async () => {
    const { tun, transport, pump } = setUp()
    tun.inject(packet(60), packet(60))
    pump.start()
    await turns(2)
    pump.close()
    tun.inject(packet(60))
    transport.finishWrite()
    pump.start()
    await turns(3)
    expect([transport.writes.length, tun.queued]).toEqual([1, 1])
  })

  it('leaves the device to the next pump', async () => {
    const { tun, transport, pump } = setUp()
    pump.start()
    await turns(1)
    pump.close()
    const next = new Pump({ tun, transport, onFailure: () => undefined, queue: false })
    next.setLimits({ mtu: MTU })
    next.start()
    tun.inject(packet(60))
    await turns(3)
    expect([pump.stats().packetsOut, next.stats().packetsOut]).toEqual([0, 1])
  })
})

import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ManualTransport } from '../testing/manual-transport.ts'
import { MemoryTun } from '../testing/memory-tun.ts'
import { tcpPacket, udpPacket } from '../tun/offload/test-support/packets.ts'
import { Pump } from './pump.ts'

const PAYLOAD = 1400
const LENGTH = tcpPacket({ payload: new Uint8Array(PAYLOAD) }).length
const bulk = (sequence: number) => tcpPacket({ sequence, payload: new Uint8Array(PAYLOAD) })
const small = () => udpPacket(new Uint8Array(20))

function setUp() {
  const tun = new MemoryTun()
  const transport = new ManualTransport()
  const limits: number[] = []
  const time = { now: 0 }
  const pump = new Pump({
    tun,
    transport: Object.assign(transport, { limitUnsent: (bytes: number) => limits.push(bytes) }),
    onFailure: ({ code }) => expect.fail(code),
    clock: () => time.now,
  })
  pump.setLimits({ mtu: 1500 })
  pump.start()
  return { tun, transport, pump, time, limits }
}

type Scene = ReturnType<typeof setUp>

async function inject({ tun }: Scene, ...packets: Uint8Array[]): Promise<void> {
  tun.inject(...packets)
  while (tun.queued > 0) await turn()
  await turn()
}

/** The socket takes the oldest write after so long; returns the length of the next one. */
function finish({ transport, time }: Scene, ms: number): number {
  time.now += ms
  const before = transport.writes.length
  transport.finishWrite()
  return transport.writes.slice(before).at(-1)?.length ?? 0
}

const many = (count: number) => Array.from({ length: count }, (_, i) => bulk(i))

/** Bulk traffic that the line takes at once, until the queue has got out of the way. */
async function makeQuick(scene: Scene): Promise<void> {
  await inject(scene, ...many(250))
  while (scene.transport.pending > 0) finish(scene, 1)
}

describe('a line of which nothing is known', () => {
  it('gets little at a time, and the rest can be overtaken', async () => {
    const scene = setUp()
    await inject(scene, ...many(100))
    await inject(scene, small())
    expect(scene.transport.writes.length).toBe(1)
    expect(scene.transport.writes[0].length).toBeLessThan(16 * 1024 + LENGTH + 8)
    finish(scene, 8)
    const [, second] = scene.transport.writes
    // The small packet, behind its headers, is the first of what comes now.
    expect(second[3]).toBe(small().length + 8)
  })

  it('gets everything at once after a few writes that it took at once', async () => {
    const scene = setUp()
    await makeQuick(scene)
    scene.tun.inject(...many(80))
    await turn()
    await turn()
    expect(scene.transport.writes.at(-1)?.length).toBe(80 * (LENGTH + 8))
  })

  it('lets the kernel hold little unsent until then', async () => {
    const scene = setUp()
    expect(scene.limits).toEqual([16 * 1024])
    await makeQuick(scene)
    expect(scene.limits.at(-1)).toBe(128 * 1024)
  })
})

describe('a line that becomes slow', () => {
  it('is noticed by its first late write, and gets less with each', async () => {
    const scene = setUp()
    await makeQuick(scene)
    scene.tun.inject(...many(300))
    await turn()
    await turn()
    const lengths = [scene.transport.writes.at(-1)?.length ?? 0]
    while (lengths.length < 8) {
      // 2,500 bytes a millisecond are 20 Mbit/s.
      await turn()
      const next = finish(scene, (lengths.at(-1) ?? 0) / 2500)
      if (next > 0) lengths.push(next)
    }
    expect(lengths[0]).toBeGreaterThan(100 * 1024)
    expect(lengths.at(-1)).toBeLessThanOrEqual(25_000 + LENGTH)
    expect(lengths.at(-1)).toBeGreaterThan(10_000)
  })

  it('leaves nothing in the kernel, where it could not be overtaken', async () => {
    const scene = setUp()
    await inject(scene, ...many(300))
    expect([scene.tun.queued, scene.transport.pending]).toEqual([0, 1])
  })

  it('drops what is too much, and says so', async () => {
    const scene = setUp()
    for (let i = 0; i < 20; i++) await inject(scene, ...many(100))
    while (scene.transport.pending > 0) finish(scene, 1)
    const { packetsOut, dropped, bytesOut } = scene.pump.stats()
    expect(dropped).toBeGreaterThan(900)
    expect(packetsOut + dropped).toBe(2000)
    expect(bytesOut).toBe(packetsOut * LENGTH)
  })

  it('stops at a pause, keeps what waits, and goes on with it', async () => {
    const scene = setUp()
    await inject(scene, ...many(40))
    scene.pump.pause()
    expect(finish(scene, 8)).toBe(0)
    scene.pump.start()
    expect(scene.transport.pending).toBe(1)
    while (scene.transport.pending > 0) finish(scene, 8)
    expect(scene.pump.stats()).toMatchObject({ packetsOut: 40, dropped: 0 })
  })

  it('gives up what waits when the link was renegotiated with other limits', async () => {
    const scene = setUp()
    await inject(scene, ...many(40))
    scene.pump.pause()
    finish(scene, 8)
    scene.pump.setLimits({ mtu: 1450 })
    scene.pump.start()
    const { packetsOut, dropped } = scene.pump.stats()
    expect(scene.transport.pending).toBe(0)
    expect([packetsOut + dropped, packetsOut]).toEqual([40, 12])
  })
})

it('a line that becomes quick again gets what has waited first, in order', async () => {
  const scene = setUp()
  await inject(scene, ...many(250))
  scene.tun.inject(...Array.from({ length: 50 }, (_, i) => bulk(1000 + i)))
  for (let i = 0; i < 20 && scene.transport.pending > 0; i++) {
    finish(scene, 1)
    await turn()
  }
  const sequences: number[] = []
  for (const bytes of scene.transport.writes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let at = 0; at < bytes.length; at += view.getUint16(at + 2))
      sequences.push(view.getUint32(at + 8 + 24))
  }
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b))
  expect(sequences.length).toBe(300)
})

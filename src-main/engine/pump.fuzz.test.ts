import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ManualTransport } from '../testing/manual-transport.ts'
import { MemoryTun } from '../testing/memory-tun.ts'
import { Pump } from './pump.ts'

const MTU = 1400

/** What happens around the pump, in any order. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('inject' as const), lengths: lengths() }) },
  { weight: 3, arbitrary: fc.constant({ type: 'finish-write' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.constantFrom(1, 9, 10, 500) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'pause' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'start' as const }) },
  { weight: 4, arbitrary: fc.constant({ type: 'turn' as const }) },
)

/** Mostly what a host sends; also what does not fit, and enough of it to need several slabs. */
function lengths() {
  const length = fc.oneof(
    fc.integer({ min: 24, max: MTU }),
    fc.constant(MTU),
    fc.integer({ min: 24, max: 4000 }),
  )
  return fc.oneof(fc.array(length, { maxLength: 5 }), fc.array(length, { minLength: 100, maxLength: 200 }))
}

/** A packet that carries its number; every seventh is of a version that the tunnel does not carry. */
function numbered(number: number, length: number): Uint8Array {
  const packet = new Uint8Array(length)
  packet.fill(number, 20)
  packet[0] = number % 7 === 3 ? 0x60 : 0x45
  new DataView(packet.buffer).setUint32(20, number)
  return packet
}

/** Takes the stream apart again, by the layout of MS-SSTP section 2.2.3. */
function packetsOf(stream: Uint8Array): Uint8Array[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length)
  const packets: Uint8Array[] = []
  for (let at = 0; at < stream.length; at += view.getUint16(at + 2)) {
    expect(view.getUint16(at)).toBe(0x1000)
    expect(view.getUint32(at + 4)).toBe(0xff03_0021)
    packets.push(stream.subarray(at + 8, at + view.getUint16(at + 2)))
  }
  return packets
}

it.each([
  ['on a quick line', false],
  ['where a queue may stand in between', true],
])('every packet comes out once and in order, or is counted, %s', async (_, queue) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const tun = new MemoryTun()
      const transport = new ManualTransport()
      let time = 0
      const pump = new Pump({
        tun,
        transport,
        onFailure: (failure) => expect.fail(failure.code),
        clock: () => time,
        queue,
      })
      pump.setLimits({ mtu: MTU })
      pump.start()
      const injected: Uint8Array[] = []

      for (const happening of steps) {
        switch (happening.type) {
          case 'inject': {
            const packets = happening.lengths.map((length, i) => numbered(injected.length + i, length))
            injected.push(...packets)
            tun.inject(...packets)
            break
          }
          case 'finish-write':
            if (transport.pending > 0) transport.finishWrite()
            break
          case 'wait':
            time += happening.ms
            break
          case 'pause':
            pump.pause()
            break
          case 'start':
            pump.start()
            break
          case 'turn':
            await turn()
        }
      }

      // At last the socket is well again: everything must come out now.
      pump.start()
      for (let quiet = 0; quiet < 3; quiet++) {
        if (tun.queued > 0 || transport.pending > 0) quiet = 0
        time += 1
        while (transport.pending > 0) transport.finishWrite()
        await turn()
      }

      const carried = injected.filter((packet) => packet[0] === 0x45 && packet.length <= MTU)
      const sent = packetsOf(Buffer.concat(transport.writes))
      // The packets are of one conversation: they have the same addresses, and no ports.
      let at = 0
      for (const packet of sent) {
        const found = carried.findIndex((other, i) => i >= at && Buffer.compare(packet, other) === 0)
        expect(found).toBeGreaterThanOrEqual(at)
        at = found + 1
      }
      if (!queue) expect(sent.length).toBe(carried.length)
      expect(pump.stats()).toMatchObject({
        packetsOut: sent.length,
        bytesOut: sent.reduce((sum, { length }) => sum + length, 0),
        dropped: injected.length - sent.length,
      })
      tun.close()
    }),
    { numRuns: 100, seed: 20_260_727 },
  )
})

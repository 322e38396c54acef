import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LinuxOffloadTun } from './linux-offload-tun.ts'
import { readTcp, someBytes, tcpPacket } from './offload/test-support/packets.ts'
import { handedOver, pseudoSummed } from './offload/test-support/turns.ts'
import { GSO } from './offload/vnet-header.ts'

const HEADROOM = 8
const SEGMENT = 1_000
const UNTOUCHED = 0xee

/** What the kernel hands over: a packet of so many bytes of payload, as one super-packet when it is longer than a segment. */
function handover(payload: Uint8Array): Uint8Array {
  if (payload.length <= SEGMENT) return handedOver(tcpPacket({ payload }), { flags: 0 })
  return handedOver(pseudoSummed(tcpPacket({ payload })), { gsoType: GSO.tcp4, gsoSize: SEGMENT })
}

/** A device in front of a kernel that has these packets queued. */
function deviceWith(queue: Uint8Array[]): LinuxOffloadTun {
  return new LinuxOffloadTun({
    name: 'sstp0',
    read: (bytes, at, size) => {
      const next = queue.shift()
      if (next === undefined) return 0
      expect(next.length).toBeLessThanOrEqual(size)
      bytes.set(next, at)
      return next.length
    },
    write: () => true,
    onReadable: () => undefined,
    close: () => undefined,
  })
}

/** Reads until nothing comes any more, into the whole slab, and returns the payloads. */
function readAll(tun: LinuxOffloadTun, slab: Uint8Array): Buffer[] {
  const lengths = new Uint32Array(64)
  const payloads: Buffer[] = []
  for (;;) {
    slab.fill(UNTOUCHED)
    const count = tun.readBatch(slab, 0, slab.length, HEADROOM, lengths)
    if (count === 0) return payloads
    let at = 0
    for (const length of lengths.subarray(0, count)) {
      expect(slab.subarray(at, at + HEADROOM).every((byte) => byte === UNTOUCHED)).toBe(true)
      at += HEADROOM + length
      payloads.push(Buffer.from(readTcp(slab.slice(at - length, at)).payload))
    }
    expect(at).toBeLessThanOrEqual(slab.length)
    expect(slab.subarray(at).every((byte) => byte === UNTOUCHED)).toBe(true)
  }
}

/** The longest packet here, with headroom, the headers of IP and TCP, and timestamps; a slab has room for one. */
const NEEDED = HEADROOM + 20 + 20 + 12 + SEGMENT

// A slab whose end left less room than a headroom once ended the tunnel: one in some thousand slabs of mixed traffic does.
it('leaves the rest of a super-packet for the next slab, wherever the slab ends', () => {
  for (let end = NEEDED; end <= 2 * NEEDED + HEADROOM; end++) {
    const payload = someBytes(3 * SEGMENT)
    const tun = deviceWith([handover(payload)])
    const slab = tun.memory.allocate(end)
    expect(Buffer.concat(readAll(tun, slab))).toEqual(Buffer.from(payload))
    tun.close()
  }
})

it('reads any traffic into slabs of any length, and loses none of it', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 5 * SEGMENT }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: NEEDED, max: 6 * NEEDED }), (sizes, end) => {
      const payloads = sizes.map((size, index) => someBytes(size, index))
      const tun = deviceWith(payloads.map(handover))
      const slab = tun.memory.allocate(end)
      expect(Buffer.concat(readAll(tun, slab))).toEqual(Buffer.concat(payloads))
      expect(tun.dropped).toBe(0)
      tun.close()
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Segmenter } from './segmenter.ts'
import { isSound, readTcp, someBytes, tcpPacket } from './test-support/packets.ts'
import { cut, handedOver, MEMORIES, pseudoSummed } from './test-support/turns.ts'
import { GSO } from './vnet-header.ts'

/** What the packets look like is in cut-rules.test.ts; that nothing is lost, in round-trip.test.ts. */
describe.each(MEMORIES)('the segmenter (%s)', (_, memory) => {
  it('keeps a packet that there is no room for', () => {
    const segmenter = new Segmenter(memory)
    const slab = memory.allocate(4_000)
    const packet = tcpPacket({ payload: someBytes(1_000) })
    segmenter.staging.set(handedOver(packet, { flags: 0 }))
    expect(segmenter.load(12 + packet.length)).toBe(true)
    expect(segmenter.emit(slab, 0, packet.length - 1)).toBe(-1)
    expect(segmenter.done).toBe(false)
    expect(segmenter.emit(slab, 0, packet.length)).toBe(packet.length)
    expect(slab.slice(0, packet.length)).toEqual(packet)
    expect([segmenter.done, segmenter.emit(slab, 0, 4_000)]).toEqual([true, 0])
    memory.release(slab)
    segmenter.close()
  })

  it('goes on with a super-packet where the last slab was full', () => {
    const segmenter = new Segmenter(memory)
    const slab = memory.allocate(4_000)
    const payload = someBytes(3_000)
    const bytes = handedOver(pseudoSummed(tcpPacket({ payload })), { gsoType: GSO.tcp4, gsoSize: 1_000 })
    segmenter.staging.set(bytes)
    segmenter.load(bytes.length)
    const lengths = [segmenter.emit(slab, 0, 2_000), segmenter.emit(slab, 1_052, 948)]
    expect(lengths).toEqual([1_052, -1])
    expect([segmenter.emit(slab, 0, 2_000), segmenter.done]).toEqual([1_052, false])
    expect(readTcp(slab.slice(0, 1_052)).payload).toEqual(payload.slice(1_000, 2_000))
    memory.release(slab)
    segmenter.close()
  })

  it('starts afresh with each thing that is handed over', () => {
    const segmenter = new Segmenter(memory)
    const slab = memory.allocate(4_000)
    const large = handedOver(pseudoSummed(tcpPacket({ payload: someBytes(3_000) })), {
      gsoType: GSO.tcp4,
      gsoSize: 1_000,
    })
    segmenter.staging.set(large)
    segmenter.load(large.length)
    segmenter.emit(slab, 0, 4_000)
    expect(segmenter.load(5)).toBe(false)
    expect([segmenter.done, segmenter.emit(slab, 0, 4_000)]).toEqual([true, 0])
    const small = tcpPacket({ version: 6 })
    segmenter.staging.set(handedOver(small, { flags: 0 }))
    segmenter.load(12 + small.length)
    expect(slab.slice(0, segmenter.emit(slab, 0, 4_000))).toEqual(small)
    memory.release(slab)
    segmenter.close()
  })

  it('cuts any stream into sound packets, none too long', () => {
    const anyFields = fc.record({
      version: fc.constantFrom(4 as const, 6 as const),
      sequence: fc.nat(0xffff_ffff),
      identification: fc.nat(0xffff),
      length: fc.integer({ min: 1, max: 20_000 }),
      gsoSize: fc.integer({ min: 88, max: 4_000 }),
      options: fc.constantFrom(0, 4, 12, 40),
    })
    fc.assert(
      fc.property(anyFields, ({ length, gsoSize, options, ...fields }) => {
        const payload = someBytes(length, fields.sequence)
        const packet = tcpPacket({ ...fields, payload, options: new Uint8Array(options).fill(1) })
        const checksumStart = fields.version === 4 ? 20 : 40
        const gsoType = fields.version === 4 ? GSO.tcp4 : GSO.tcp6
        const segments =
          cut(memory, handedOver(pseudoSummed(packet), { gsoType, gsoSize, checksumStart })) ?? []
        expect(segments.every(isSound)).toBe(true)
        const payloads = segments.map((segment) => readTcp(segment).payload)
        expect(Buffer.concat(payloads)).toEqual(Buffer.from(payload))
        expect(Math.max(...payloads.map((part) => part.length))).toBeLessThanOrEqual(gsoSize)
      }),
      { seed: 793, numRuns: 200 },
    )
  })
})

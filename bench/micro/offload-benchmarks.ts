import { test } from 'vitest'
import { Coalescer } from '../../src-main/tun/offload/coalescer.ts'
import { Segmenter } from '../../src-main/tun/offload/segmenter.ts'
import { someBytes, tcpPacket } from '../../src-main/tun/offload/test-support/packets.ts'
import type { PacketMemory } from '../../src-main/tun/packet-memory.ts'
import { kept } from './kept.ts'
import { paired } from './paired.ts'

/** As many full segments of TCP as a super-packet holds. */
const PACKETS = 44
const SEGMENT = 1_448
const HEADROOM = 8

/** Joining and cutting, in the memory that decides who does it: compiled loops or TypeScript. */
export function offloadBenchmarks(kind: string, memory: PacketMemory): void {
  const packets = Array.from({ length: PACKETS }, (_, i) =>
    kept(memory, tcpPacket({ sequence: i * SEGMENT, identification: i, payload: someBytes(SEGMENT, i) })),
  )

  test(`join 44 segments of 1448 bytes, ${kind}`, async (context) => {
    const coalescer = new Coalescer(() => undefined, memory)
    await paired(context, 'join', () => {
      for (const packet of packets) coalescer.add(packet, 0, packet.length)
      coalescer.flush()
    })
    coalescer.close()
  })

  test(`split a super-packet into 44 of 1448 bytes, ${kind}`, async (context) => {
    let superPacket: Uint8Array = new Uint8Array(0)
    const coalescer = new Coalescer((bytes, start, end) => {
      superPacket = bytes.slice(start, end)
    }, memory)
    for (const packet of packets) coalescer.add(packet, 0, packet.length)
    coalescer.flush()
    const segmenter = new Segmenter(memory)
    const slab = memory.allocate(128 * 1024)
    // Loading changes the headers, which lie within the first hundred bytes; the payload stays as it is.
    segmenter.staging.set(superPacket)
    const headers = superPacket.slice(0, 100)
    await paired(context, 'split', () => {
      segmenter.staging.set(headers)
      segmenter.load(superPacket.length)
      for (let at = HEADROOM, length = -1; length !== 0; at += HEADROOM + length) {
        length = segmenter.emit(slab, at, slab.length - at)
      }
    })
    segmenter.close()
  })
}

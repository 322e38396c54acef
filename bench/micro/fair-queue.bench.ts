import { test } from 'vitest'
import { FairQueue } from '../../src-main/engine/egress/fair-queue.ts'
import { DATA_HEADROOM, writeDataHeader } from '../../src-main/protocol/sstp/data-header.ts'
import { tcpPacket } from '../../src-main/tun/offload/test-support/packets.ts'
import { paired } from './paired.ts'

const PACKETS = 64
const SLAB_BYTES = 128 * 1024

test.for([1, 16])(
  'queue and take 64 packets of 1500 bytes, of %i conversations',
  async (conversations, context) => {
    const packets = Array.from({ length: PACKETS }, (_, i) => {
      const packet = tcpPacket({ sourcePort: 1_024 + (i % conversations), payload: new Uint8Array(1_448) })
      const framed = new Uint8Array(DATA_HEADROOM + packet.length)
      framed.set(packet, DATA_HEADROOM)
      writeDataHeader(framed, DATA_HEADROOM, packet.length)
      return framed
    })
    const queue = new FairQueue(DATA_HEADROOM + 1_500, 1)
    const slab = new Uint8Array(SLAB_BYTES)
    let now = 0
    await paired(context, 'fair queue', () => {
      now += 1
      for (const packet of packets) queue.push(packet, 0, packet.length, now)
      let at = 0
      for (let length = -1; length !== 0; at += length) length = queue.pull(slab, at, now)
      return at
    })
  },
)

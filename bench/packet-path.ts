import { Pump } from '../src-main/engine/pump.ts'
import { ipv4Start } from '../src-main/protocol/ppp/frame.ts'
import { FrameDecoder } from '../src-main/protocol/sstp/frame-decoder.ts'
import { Coalescer } from '../src-main/tun/offload/coalescer.ts'
import { Segmenter } from '../src-main/tun/offload/segmenter.ts'
import { someBytes, tcpPacket } from '../src-main/tun/offload/test-support/packets.ts'
import { createPacketMemory } from '../src-main/tun/packet-memory.ts'
import type { TunDevice } from '../src-main/tun/tun-device.ts'
import { costOf, needQuietHeap, print } from './cost.ts'

/**
 * `node bench/packet-path.ts`: what the steps of the packet path cost without a kernel and without TLS, in time and in
 * memory of the garbage collector.
 */
needQuietHeap(import.meta.filename)

/** As many full segments of TCP as a super-packet holds. */
const PACKETS = 44
const SEGMENT = 1448
const HEADROOM = 8
/** One TLS record, which is how `onread` delivers. */
const CHUNK = 16 * 1024

/** As much as the device has, and room for what is prepared here. */
const memory = createPacketMemory(4 * 1024 * 1024)
const kept = (bytes: Uint8Array): Uint8Array => {
  const buffer = memory.allocate(bytes.length)
  buffer.set(bytes)
  return buffer
}

const packets = Array.from({ length: PACKETS }, (_, i) =>
  kept(tcpPacket({ sequence: i * SEGMENT, identification: i, payload: someBytes(SEGMENT, i) })),
)
const [{ length: packetLength }] = packets

/** A device that always has packets, and takes all. */
class EndlessTun implements TunDevice {
  readonly dropped = 0
  readonly memory = memory
  readonly name = 'endless0'
  wake: () => void = () => undefined

  readBatch(slab: Uint8Array, start: number, _end: number, headroom: number, lengths: Uint32Array): number {
    for (let i = 0; i < PACKETS; i++) {
      lengths[i] = packetLength
      slab[start + i * (headroom + packetLength) + headroom] = 0x45
    }
    return PACKETS
  }

  onReadable(wake: () => void): void {
    this.wake = wake
  }

  writePacket(): boolean {
    return true
  }

  flush(): void {
    // Nothing is gathered.
  }

  close(): void {
    // Nothing is held.
  }
}

const tun = new EndlessTun()
let sent: Uint8Array = new Uint8Array(0)
const underway: (() => void)[] = []
const pump = new Pump({
  tun,
  transport: {
    write: (bytes, written) => {
      sent = bytes
      underway.push(written)
    },
  },
  onFailure: ({ code }) => {
    throw new Error(code)
  },
})
pump.setLimits({ mtu: packetLength })
pump.start()
const turn = () => {
  tun.wake()
  for (let finish = underway.pop(); finish !== undefined; finish = underway.pop()) finish()
}
print('out: pump', costOf(turn), PACKETS)

/** A whole number of chunks, each cut where a TLS record happens to end. */
const chunks: Uint8Array[] = []
for (let at = 0; at < sent.length; at += CHUNK) chunks.push(kept(sent.slice(at, at + CHUNK)))
const decoder = new FrameDecoder()
const sink = {
  dataFrame: (bytes: Uint8Array, start: number, end: number) =>
    pump.handlePacket(bytes, ipv4Start(bytes, start, end), end),
  controlFrame: () => undefined,
}
const receive = () => {
  for (const chunk of chunks) {
    decoder.handleBytes(chunk, sink)
    pump.flush()
  }
}
print('in: frame decoder and pump', costOf(receive), PACKETS)

let superPacket: Uint8Array = new Uint8Array(0)
const coalescer = new Coalescer((bytes, start, end) => {
  if (superPacket.length === 0) superPacket = bytes.slice(start, end)
}, memory)
const join = () => {
  for (const packet of packets) coalescer.add(packet, 0, packet.length)
  coalescer.flush()
}
print('in, with offloads: joining besides', costOf(join), PACKETS)

const segmenter = new Segmenter(memory)
const slab = memory.allocate(128 * 1024)
const cut = () => {
  segmenter.staging.set(superPacket)
  segmenter.load(superPacket.length)
  for (let at = HEADROOM, length = -1; length !== 0; at += HEADROOM + length) {
    length = segmenter.emit(slab, at, slab.length - at)
  }
}
print('out, with offloads: cutting besides', costOf(cut), PACKETS)

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Pump } from '../src-main/engine/pump.ts'
import { ipv4Start } from '../src-main/protocol/ppp/frame.ts'
import { FrameDecoder } from '../src-main/protocol/sstp/frame-decoder.ts'
import type { TunDevice } from '../src-main/tun/tun-device.ts'
import { median } from './statistics.ts'

/**
 * `node bench/packet-path.ts`: what the pump and the frame decoder cost without a kernel and without TLS, in time and in
 * memory of the garbage collector. A packet may allocate nothing; a turn or a chunk may allocate a little.
 */
const PACKET = 1400
const PACKETS_A_TURN = 90
/** One TLS record, which is how `onread` delivers. */
const CHUNK = 16 * 1024
const ROUNDS = 5
const TURNS = 4_000

interface Cost {
  nanoseconds: number
  /** Bytes that the garbage collector has to take care of. */
  heap: number
}

// Nothing may be collected while it is counted, and everything before.
setFlagsFromString('--expose-gc')
setFlagsFromString('--min-semi-space-size=256')
setFlagsFromString('--max-semi-space-size=256')
const collectGarbage = runInNewContext('gc') as () => void

/** A device that always has packets, and takes all. */
class EndlessTun implements TunDevice {
  readonly name = 'endless0'
  wake: () => void = () => undefined

  readBatch(slab: Uint8Array, start: number, _end: number, headroom: number, lengths: Uint32Array): number {
    for (let i = 0; i < PACKETS_A_TURN; i++) {
      lengths[i] = PACKET
      slab[start + i * (headroom + PACKET) + headroom] = 0x45
    }
    return PACKETS_A_TURN
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

/** Cost of one `action`, the median of some rounds. */
function costOf(action: () => void): Cost {
  for (let i = 0; i < TURNS; i++) action()
  const rounds = Array.from({ length: ROUNDS }, () => {
    collectGarbage()
    const before = { heap: process.memoryUsage().heapUsed, at: performance.now() }
    for (let i = 0; i < TURNS; i++) action()
    const nanoseconds = ((performance.now() - before.at) * 1e6) / TURNS
    return { nanoseconds, heap: (process.memoryUsage().heapUsed - before.heap) / TURNS }
  })
  return {
    nanoseconds: median(rounds.map((round) => round.nanoseconds)),
    heap: median(rounds.map(({ heap }) => heap)),
  }
}

function print(what: string, { nanoseconds, heap }: Cost, unit: string, packets: number): void {
  const perPacket = `${(nanoseconds / packets).toFixed(0)} ns and ${(heap / packets).toFixed(1)} bytes of heap a packet`
  console.log(`${what.padEnd(9)} ${perPacket}, ${heap.toFixed(0)} bytes a ${unit} of ${packets.toFixed(1)}`)
}

const tun = new EndlessTun()
let sent: Uint8Array = new Uint8Array(0)
let finish: () => void = () => undefined
const pump = new Pump({
  tun,
  transport: {
    write: (bytes, written) => {
      sent = bytes
      finish = written
      return true
    },
    onDrain: () => undefined,
  },
  onFailure: ({ code }) => {
    throw new Error(code)
  },
})
pump.setLimits({ mtu: PACKET })
pump.start()
const out = costOf(() => {
  tun.wake()
  finish()
})
print('outbound', out, 'turn', PACKETS_A_TURN)

const stream = sent.slice()
const buffer = new Uint8Array(CHUNK)
const decoder = new FrameDecoder()
const sink = {
  dataFrame: (bytes: Uint8Array, start: number, end: number) =>
    pump.handlePacket(bytes, ipv4Start(bytes, start, end), end),
  controlFrame: () => undefined,
}
let at = 0
let received = 0
const inbound = costOf(() => {
  const length = Math.min(CHUNK, stream.length - at)
  const chunk = buffer.subarray(0, length)
  chunk.set(stream.subarray(at, at + length))
  at = (at + length) % stream.length
  received += length
  decoder.handleBytes(chunk, sink)
  pump.flush()
})
const chunks = TURNS * (ROUNDS + 1)
print('inbound', inbound, 'chunk', received / chunks / (PACKET + 8))

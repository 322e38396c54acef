import { attachLinuxTun } from '../src-main/tun/linux.ts'
import { MAX_TUNNEL_PACKET } from '../src-main/tun/tun-device.ts'

/**
 * `node slow-link-relay.ts <device> <milliseconds>`: everything that is routed into the device comes out of it so much
 * later, in order. For kernels without netem.
 */
const [device, delay] = process.argv.slice(2)
const delayMs = Number(delay)

/** Two seconds of 100 Mbit/s. */
const MOST_PACKETS = 16_384

interface Delayed {
  at: number
  bytes: Uint8Array
}

const tun = attachLinuxTun(device, { offload: false })
const slab = new Uint8Array(64 * (MAX_TUNNEL_PACKET + 1))
const lengths = new Uint32Array(64)
let waiting: Delayed[] = []
let timer: NodeJS.Timeout | undefined

function read(): void {
  for (let count = tun.readBatch(slab, 0, slab.length, 0, lengths); count > 0; ) {
    const at = performance.now() + delayMs
    let start = 0
    for (let i = 0; i < count; i++) {
      const bytes = slab.slice(start, start + lengths[i])
      if (waiting.length < MOST_PACKETS) waiting.push({ at, bytes })
      start += lengths[i]
    }
    count = tun.readBatch(slab, 0, slab.length, 0, lengths)
  }
  schedule()
  tun.onReadable(read)
}

function schedule(): void {
  if (timer !== undefined || waiting.length === 0) return
  timer = setTimeout(release, Math.max(0, waiting[0].at - performance.now()))
}

function release(): void {
  timer = undefined
  const now = performance.now()
  const stay = waiting.findIndex(({ at }) => at > now)
  const due = stay < 0 ? waiting : waiting.slice(0, stay)
  waiting = stay < 0 ? [] : waiting.slice(stay)
  for (const { bytes } of due) tun.writePacket(bytes, 0, bytes.length)
  schedule()
}

tun.onReadable(read)
console.log('ready')

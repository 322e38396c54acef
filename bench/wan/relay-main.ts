import { createInterface } from 'node:readline'
import { attachLinuxTun } from '../../src-main/tun/linux.ts'
import { PLAIN_MEMORY } from '../../src-main/tun/packet-memory.ts'
import type { TunDevice } from '../../src-main/tun/tun-device.ts'
import { DelayLine, repeatableRandom } from './delay-line.ts'

/** What the relay is told, one JSON document a line. */
export type RelayCommand = { delayMs: number; loss: number } | { watch: string }

/**
 * A long line between two TUN devices, for kernels without netem: `node relay-main.ts <near device> <far device>`. Reads
 * commands from standard input. After a `watch` it prints that word, and the time on the clock that all processes share,
 * as soon as a packet comes from the near end.
 */
const BATCH = 64
const slab = PLAIN_MEMORY.allocate(512 * 1024)
const lengths = new Uint32Array(BATCH)
const [nearName, farName] = process.argv.slice(2)
const [near, far] = [nearName, farName].map((name) => attachLinuxTun(name, { offload: false }))
const outward = new DelayLine(repeatableRandom(1))
const inward = new DelayLine(repeatableRandom(2))
let watched: string | undefined

function carry(from: TunDevice, line: DelayLine, to: TunDevice, seen: () => void): void {
  let timer: NodeJS.Timeout | undefined
  const deliver = () => {
    for (const packet of line.arrived(performance.now())) to.writePacket(packet, 0, packet.length)
    clearTimeout(timer)
    const next = line.nextArrival
    if (next !== undefined) timer = setTimeout(deliver, next - performance.now())
  }
  const read = () => {
    const count = from.readBatch(slab, 0, slab.length, 0, lengths)
    const now = performance.now()
    let at = 0
    for (const length of lengths.subarray(0, count)) {
      // What is not IPv4 are the devices themselves, looking for neighbours.
      if (slab[at] >>> 4 === 4) {
        seen()
        line.send(slab.slice(at, at + length), now)
      }
      at += length
    }
    deliver()
    from.onReadable(read)
  }
  from.onReadable(read)
}

carry(near, outward, far, () => {
  if (watched === undefined) return
  console.log(`${watched} ${process.hrtime.bigint()}`)
  watched = undefined
})
carry(far, inward, near, () => undefined)

createInterface({ input: process.stdin }).on('line', (text) => {
  const command = JSON.parse(text) as RelayCommand
  if ('watch' in command) watched = command.watch
  else for (const line of [outward, inward]) line.set(command)
  console.log('done')
})
console.log('ready')

import { CONGESTION_CONTROL } from '../lab/bench-lab.ts'
import { cpuSeconds, residentMegabytes } from '../proc.ts'
import { iperf, transferIn } from './iperf.ts'
import type { Measure, Target } from './measure.ts'
import { middleOf, pings } from './ping.ts'

const SAMPLE_MS = 250

/** Bulk TCP through the tunnel, with a ping beside it if wanted: too few packets to matter to the throughput. */
export function transfer(name: string, options: readonly string[], { ping = false } = {}): Measure {
  return async (target, seconds) => {
    const pids = target.pids()
    const memory = watchMemory(pids)
    const before = cpuSeconds(pids)
    try {
      const [json, times] = await Promise.all([
        iperf(target.client, target.inside, seconds, '--congestion', CONGESTION_CONTROL, ...options),
        ping ? pingDuring(target, seconds) : undefined,
      ])
      const { bytes, seconds: took } = transferIn(json)
      return {
        [`${name}.mbit`]: (bytes * 8) / took / 1e6,
        ...(pids.length > 0 && {
          [`${name}.cpu`]: (cpuSeconds(pids) - before) / (bytes / 1e9),
          [`${name}.rss`]: memory.largest(),
        }),
        ...(times && { [`${name}.ping`]: middleOf(times) }),
      }
    } finally {
      memory.stop()
    }
  }
}

/** While the transfer runs; not in the moments at which it starts and ends. */
async function pingDuring({ client, inside }: Target, seconds: number): Promise<number[]> {
  const times = await pings(client, inside, seconds * 0.9)
  return times.slice(Math.ceil(times.length * 0.1))
}

function watchMemory(pids: readonly number[]) {
  let largest = 0
  const sample = () => {
    largest = Math.max(largest, residentMegabytes(pids))
  }
  const timer = setInterval(sample, SAMPLE_MS)
  sample()
  return { largest: () => largest, stop: () => clearInterval(timer) }
}

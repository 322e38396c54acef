import { CONGESTION_CONTROL } from '../lab/bench-lab.ts'
import { iperf, serveIperf, transferIn } from '../measures/iperf.ts'
import type { Values } from '../measures/measure.ts'
import { middleOf, pings } from '../measures/ping.ts'
import type { Peer } from '../peers/peer.ts'
import { percentile } from '../statistics.ts'
import { wanLab } from './wan-lab.ts'

/** A line of the kind on which a tunnel over TCP suffers: narrow, far, and with losses. */
export const SLOW = { megabits: 20, roundTripMs: 40, loss: 0.01, bufferMs: 100 } as const

/** Time for the connection inside to find its speed, before anything is counted. */
const WARM_UP_SECONDS = 2

export interface SlowLine {
  readonly name: string
  take(seconds: number): Promise<Values>
  close(): Promise<void>
}

/** A peer that is connected over a slow line. */
export async function openSlowLine(peer: Peer): Promise<SlowLine> {
  const lab = await wanLab(peer)
  try {
    const site = await peer.serve(lab)
    await serveIperf(lab.server)
    const connection = await site.dial()
    await connection.ready
    await lab.line.set(SLOW)
    await lab.line.narrow(SLOW.megabits, SLOW.bufferMs)
    return {
      name: peer.name,
      async take(seconds) {
        const options = ['--congestion', CONGESTION_CONTROL, '--omit', String(WARM_UP_SECONDS)]
        const [json, times] = await Promise.all([
          iperf(lab.client, site.inside, seconds, ...options),
          pings(lab.client, site.inside, WARM_UP_SECONDS + seconds - 1),
        ])
        const { bytes, seconds: took } = transferIn(json)
        const settled = times.slice(Math.ceil(times.length * (WARM_UP_SECONDS / (WARM_UP_SECONDS + seconds))))
        return {
          'slow.mbit': (bytes * 8) / took / 1e6,
          'slow.ping': middleOf(settled),
          'slow.ping95': percentile(settled, 0.95),
        }
      },
      close: lab.remove,
    }
  } catch (cause) {
    await lab.remove()
    throw cause
  }
}

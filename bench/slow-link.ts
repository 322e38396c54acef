import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { iperf, serveIperf, transferIn } from './measures/iperf.ts'
import { pings } from './measures/ping.ts'
import type { Peer } from './peers/peer.ts'
import { SLOW_LINKS, type SlowLink, slowLinkLab } from './slow-link-lab.ts'
import { SLOW_LINK_PEERS } from './slow-link-peers.ts'
import { median } from './statistics.ts'

/**
 * `node bench/slow-link.ts [--seconds 15] [--rounds 3] [--only <peer>] [--link <link>]`: an upload over a slow line and a
 * ping beside it, by our engine with and without its queue, and by OpenVPN over TCP. Needs root.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    link: { type: 'string' },
  },
})

/** Until the connections inside and outside have found their rates. */
const WARM_UP_SECONDS = 3

export interface SlowLinkTake {
  mbit: number
  /** Round trips in milliseconds: half of them, and 95 %, are within. */
  ping: number
  ping95: number
  idle: number
}

/** One take in a lab of its own. */
export async function takeOnSlowLink(peer: Peer, link: SlowLink, seconds: number): Promise<SlowLinkTake> {
  const lab = await slowLinkLab(link, peer.packages)
  try {
    const site = await peer.serve(lab)
    await serveIperf(lab.server)
    const connection = await site.dial()
    await connection.ready
    const idle = median(await pings(lab.client, site.inside, 1))
    const options = ['--congestion', 'cubic', '--omit', String(WARM_UP_SECONDS)]
    const [json, times] = await Promise.all([
      iperf(lab.client, site.inside, seconds, ...options),
      pause(WARM_UP_SECONDS * 1000).then(() => pings(lab.client, site.inside, seconds - 1)),
    ])
    await connection.stop()
    const { bytes, seconds: took } = transferIn(json)
    const ping95 = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)]
    return { mbit: (bytes * 8) / took / 1e6, ping: median(times), ping95, idle }
  } finally {
    await lab.remove()
  }
}

if (import.meta.main) {
  for (const [name, link] of Object.entries(SLOW_LINKS)) {
    if (values.link !== undefined && values.link !== name) continue
    for (let round = 1; round <= Number(values.rounds); round++) {
      for (const peer of SLOW_LINK_PEERS) {
        if (values.only !== undefined && values.only !== peer.name) continue
        const { mbit, ping, ping95, idle } = await takeOnSlowLink(peer, link, Number(values.seconds))
        const numbers = `${mbit.toFixed(2).padStart(6)} Mbit/s  ping ${ping.toFixed(1)} (95 %: ${ping95.toFixed(1)}) ms, idle ${idle.toFixed(1)} ms`
        console.log(`${name.padEnd(15)} ${round} ${peer.name.padEnd(17)} ${numbers}`)
      }
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { fineCpuSeconds } from '../proc.ts'
import { datagramsIn, iperf } from './iperf.ts'
import type { Measure } from './measure.ts'
import { middleOf, pings } from './ping.ts'

/** As many datagrams as iperf3 can send, and how many of them arrive. */
export function datagrams(name: string, bytes: number): Measure {
  return async ({ client, inside }, seconds) => {
    const options = ['--udp', '--bitrate', '0', '--length', String(bytes)]
    const { received, seconds: took } = datagramsIn(await iperf(client, inside, seconds, ...options))
    return { [`${name}.kpps`]: received / took / 1000 }
  }
}

/** Round trips while nothing else happens. */
export const idlePing: Measure = async ({ client, inside }, seconds) => ({
  'idle.ping': middleOf(await pings(client, inside, seconds)),
})

/** What a client costs that is connected and has nothing to do, in percent of a core. */
export const idleCpu: Measure = async ({ pids }, seconds) => {
  const ids = pids()
  const before = { cpu: fineCpuSeconds(ids), at: performance.now() }
  await pause(seconds * 1000)
  const elapsed = (performance.now() - before.at) / 1000
  return { 'idle.cpu': (100 * (fineCpuSeconds(ids) - before.cpu)) / elapsed }
}

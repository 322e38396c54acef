import type { Namespace } from '../../e2e/testbed/namespace.ts'
import { median } from '../statistics.ts'

const INTERVAL = 0.05

/** Pings for so long, 20 times a second; resolves with the times of the answers in ms. */
export async function pings(client: Namespace, address: string, seconds: number): Promise<number[]> {
  const count = Math.max(1, Math.round(seconds / INTERVAL))
  const words = ['-n', '-i', String(INTERVAL), '-c', String(count), '-W', '2', address]
  const { stdout } = await client.exec('ping', words, { check: false, timeoutMs: (seconds + 20) * 1000 })
  return timesIn(stdout)
}

/** The times that ping printed; what was lost is not among them. */
export function timesIn(output: string): number[] {
  return [...output.matchAll(/ time=([\d.]+) ms$/gm)].map(([, time]) => Number(time))
}

/** The middle one; throws when nothing answered. */
export function middleOf(times: readonly number[]): number {
  if (times.length === 0) throw new Error('no ping was answered')
  return median(times)
}

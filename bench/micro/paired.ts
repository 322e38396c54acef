import type { TestContext } from 'vitest'
import { percentile } from '../statistics.ts'
import { reference } from './reference.ts'

/** What a benchmark found. */
export interface Paired {
  /** How often the reference fits into one call. */
  ratio: number
  /** Half of the rounds, each taken alone, lie within. */
  quartiles: readonly [number, number]
  /** Of one call, on this machine at this moment. */
  microseconds: number
}

declare module 'vitest' {
  interface TaskMeta {
    paired?: Paired
  }
}

const ROUNDS = 100
/** Short, so that both sides of a round meet the same neighbours on the machine. */
const SIDE_MS = 10

/**
 * Measures `call` against the reference in turns. Of each side the quickest call counts, because whatever else
 * happens on the machine only makes calls longer; the turns give both the same chances to be undisturbed.
 */
export async function paired({ bench, task }: TestContext, name: string, call: () => unknown): Promise<void> {
  const ratios: number[] = []
  let [own, other] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round <= ROUNDS; round++) {
    const results = await bench.compare(bench('reference', reference), bench(name, call), {
      time: round === 0 ? 20 * SIDE_MS : SIDE_MS,
      warmup: false,
    })
    // The first is the warm-up.
    if (round === 0) continue
    const { min } = results.get(name).latency
    const base = results.get('reference').latency.min
    own = Math.min(own, min)
    other = Math.min(other, base)
    ratios.push(min / base)
  }
  task.meta.paired = {
    ratio: own / other,
    quartiles: [percentile(ratios, 0.25), percentile(ratios, 0.75)],
    microseconds: own * 1_000,
  }
}

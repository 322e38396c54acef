import { STATE_LIMITS, type TrafficSample } from '../../../../src-shared/app-state.ts'
import { unitOf } from '../../../i18n/formats.ts'

/** Seconds before now, and the rates of both directions at them: the columns that uPlot takes. */
export type GraphData = [seconds: number[], down: (number | null)[], up: (number | null)[]]

/** The last minute as columns of fixed length, so that the line moves evenly; seconds without a sample are gaps. */
export function graphData(samples: readonly TrafficSample[]): GraphData {
  const newest = samples.at(-1)?.time ?? 0
  const columns: GraphData = [[], [], []]
  const bySecond = new Map(samples.map((sample) => [Math.round((newest - sample.time) / 1000), sample]))
  for (let ago = STATE_LIMITS.TRAFFIC_SECONDS - 1; ago >= 0; ago -= 1) {
    const sample = bySecond.get(ago)
    columns[0].push(0 - ago)
    columns[1].push(sample?.down ?? null)
    columns[2].push(sample?.up ?? null)
  }
  return columns
}

/** A quiet line stays at the bottom: below this many bytes a second the graph's scale does not shrink. */
const SMALLEST_SCALE = 10_000

/** The highest value that the graph must have room for. */
export function graphTop(samples: readonly TrafficSample[]): number {
  return Math.max(SMALLEST_SCALE, ...samples.map(({ down, up }) => Math.max(down, up))) * 1.1
}

/** The highest rate of each direction in the last minute. */
export function peaks(samples: readonly TrafficSample[]): { down: number; up: number } {
  return {
    down: Math.max(0, ...samples.map(({ down }) => down)),
    up: Math.max(0, ...samples.map(({ up }) => up)),
  }
}

/** For how long a unit stays, so that `980 kB/s` and `1.0 MB/s` do not alternate. */
export const UNIT_HOLD_MS = 5000

export interface HeldUnit {
  unit: number
  since: number
}

/** The unit to show a rate in: the one that was chosen up to five seconds ago, otherwise the best. */
export function heldUnit(held: HeldUnit | null, rate: number, now: number): HeldUnit {
  const best = unitOf(rate)
  if (held !== null && (best === held.unit || now - held.since < UNIT_HOLD_MS)) return held
  return { unit: best, since: now }
}

import type { Numbers } from './numbers.ts'

/** Round trips of the lines on which is dialled, in ms. */
export const ROUND_TRIPS_MS = [0, 20, 100] as const

/** What a dial consists of: trips over the line, and everything else. */
export interface DialTime {
  /** Round trips, in halves: a packet that nobody waits for is half of one. */
  trips: number
  /** What remains besides the trips, in ms, at the delay where it is most. */
  besides: number
}

/** Counts the trips by how much longer a dial takes on a longer line. */
export function dialTime(numbers: Numbers, subject: string): DialTime | undefined {
  const times = ROUND_TRIPS_MS.flatMap((delay) => {
    const spread = numbers.spread(subject, `dial${delay}.ms`)
    return spread === undefined ? [] : [{ delay, time: spread.median }]
  })
  const [shortest, longest] = [times[0], times.at(-1)]
  if (shortest === undefined || longest === undefined || longest.delay === shortest.delay) return undefined
  const slope = (longest.time - shortest.time) / (longest.delay - shortest.delay)
  const trips = Math.round(2 * slope) / 2
  return { trips, besides: Math.max(...times.map(({ delay, time }) => time - trips * delay)) }
}

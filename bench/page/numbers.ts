import type { Point } from '../rounds.ts'
import { median, range } from '../statistics.ts'

/** The middle of some rounds, with what lay around it. */
export interface Spread {
  median: number
  low: number
  high: number
}

/** The points of a run, by what one asks of them. */
export class Numbers {
  readonly #points: readonly Point[]

  constructor(points: readonly Point[]) {
    this.#points = points
  }

  spread(subject: string, metric: string): Spread | undefined {
    return spreadOf([...this.#rounds(subject, metric).values()])
  }

  /**
   * How many times one subject's number is another's, round by round, because what slows the machine down for a while slows
   * both. The metric may be computed from others.
   */
  ratio(subject: string, other: string, metric: string): Spread | undefined {
    const base = this.#rounds(other, metric)
    const ratios = [...this.#rounds(subject, metric)].flatMap(([round, value]) => {
      const against = base.get(round)
      return against === undefined ? [] : [value / against]
    })
    return spreadOf(ratios)
  }

  /** The subjects that have any of these metrics. */
  subjectsWith(metrics: readonly string[]): Set<string> {
    return new Set(
      this.#points.filter(({ metric }) => metrics.includes(metric)).map(({ subject }) => subject),
    )
  }

  #rounds(subject: string, metric: string): Map<number, number> {
    const own = this.#points.filter((point) => point.subject === subject && point.metric === metric)
    return new Map(own.map(({ round, value }) => [round, value]))
  }
}

function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined
  const [low, high] = range(values)
  return { median: median(values), low, high }
}

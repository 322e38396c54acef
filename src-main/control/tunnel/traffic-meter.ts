import { STATE_LIMITS, type Traffic, type TrafficSample } from '../../../src-shared/app-state.ts'
import type { TunnelStats } from '../../../src-shared/stats.ts'

export interface TrafficNews {
  sample: TrafficSample
  totalDown: number
  totalUp: number
}

/** Turns the engine's counters into a rate a second and keeps the last minute of it. */
export class TrafficMeter {
  readonly #listeners = new Set<(news: TrafficNews) => void>()
  #samples: TrafficSample[] = []
  #last: TunnelStats | undefined
  /** What earlier sessions of the same connection carried: the engine counts each session from zero. */
  #before = { down: 0, up: 0 }

  /** `time` is the wall clock's; the stats have their own, which does not jump. */
  add(stats: TunnelStats, time: number): void {
    const last = this.#last
    const isNewSession = last !== undefined && stats.bytesIn < last.bytesIn
    if (isNewSession)
      this.#before = { down: this.#before.down + last.bytesIn, up: this.#before.up + last.bytesOut }
    const since = isNewSession || last === undefined ? { bytesIn: 0, bytesOut: 0, at: stats.at - 1000 } : last
    const seconds = Math.max((stats.at - since.at) / 1000, 0.001)
    const sample = {
      time,
      down: (stats.bytesIn - since.bytesIn) / seconds,
      up: (stats.bytesOut - since.bytesOut) / seconds,
    }
    this.#last = stats
    this.#samples = [...this.#samples, sample].slice(-STATE_LIMITS.TRAFFIC_SECONDS)
    const { totalDown, totalUp } = this.traffic()
    for (const listener of this.#listeners) listener({ sample, totalDown, totalUp })
  }

  traffic(): Traffic {
    return {
      samples: this.#samples,
      totalDown: this.#before.down + (this.#last?.bytesIn ?? 0),
      totalUp: this.#before.up + (this.#last?.bytesOut ?? 0),
    }
  }

  /** Called with each sample. Returns what ends the subscription. */
  subscribe(listener: (news: TrafficNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A new connection counts from zero. */
  reset(): void {
    this.#samples = []
    this.#last = undefined
    this.#before = { down: 0, up: 0 }
  }
}

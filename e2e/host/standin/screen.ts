import { StandIn } from './stand-in.ts'
import type { Bounds } from './window-options.ts'

export interface Display {
  id: number
  bounds: Bounds
  workArea: Bounds
  scaleFactor: number
  [other: string]: unknown
}

/** One screen of full HD with a panel at its top; a test may arrange others. */
const USUAL: Display = {
  id: 1,
  label: 'test display',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 32, width: 1920, height: 1048 },
  scaleFactor: 1,
  rotation: 0,
  internal: true,
}

class Screen extends StandIn {
  protected readonly events = ['display-added', 'display-removed', 'display-metrics-changed']
  #displays: readonly Display[] = [USUAL]

  getAllDisplays(): Display[] {
    return [...this.#displays]
  }

  getPrimaryDisplay(): Display {
    const [primary] = this.getAllDisplays()
    if (primary === undefined) throw new Error('a screen without displays')
    return primary
  }

  getDisplayMatching(bounds: Bounds): Display {
    const shared = (display: Display) => overlap(display.bounds, bounds)
    return this.getAllDisplays().reduce((best, display) => (shared(display) > shared(best) ? display : best))
  }

  getDisplayNearestPoint({ x, y }: { x: number; y: number }): Display {
    return this.getDisplayMatching({ x, y, width: 1, height: 1 })
  }

  getCursorScreenPoint(): { x: number; y: number } {
    return { x: 0, y: 0 }
  }

  /** The test's part: the first one is the primary display. */
  setDisplays(displays: Display[]): void {
    const before = this.#displays
    this.#displays = displays.map((display) => ({ ...USUAL, ...display }))
    const has = (list: readonly Display[], { id }: Display) => list.some((other) => other.id === id)
    for (const display of before) if (!has(this.#displays, display)) this.emit('display-removed', {}, display)
    for (const display of this.#displays) {
      if (!has(before, display)) this.emit('display-added', {}, display)
      else this.emit('display-metrics-changed', {}, display, ['bounds', 'workArea'])
    }
  }
}

function overlap(one: Bounds, other: Bounds): number {
  const span = (start: number, length: number, otherStart: number, otherLength: number) =>
    Math.max(0, Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart))
  return span(one.x, one.width, other.x, other.width) * span(one.y, one.height, other.y, other.height)
}

export const screen = new Screen()

import { StandIn } from './stand-in.ts'
import type { Bounds } from './window-options.ts'

export interface Display {
  id: number
  bounds: Bounds
  workArea: Bounds
  scaleFactor: number
  [other: string]: unknown
}

/** One screen of full HD with a panel at its top; a test may arrange others, see machine.ts. */
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

  getAllDisplays(): Display[] {
    return [USUAL]
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
}

function overlap(one: Bounds, other: Bounds): number {
  const span = (start: number, length: number, otherStart: number, otherLength: number) =>
    Math.max(0, Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart))
  return span(one.x, one.width, other.x, other.width) * span(one.y, one.height, other.y, other.height)
}

export const screen = new Screen()

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export const WINDOW_SIZE = { WIDTH: 880, HEIGHT: 600, MIN_WIDTH: 360, MIN_HEIGHT: 480 } as const

/** So much of the window must lie on a display that it can be seen and caught there; otherwise it is placed anew. */
const CATCHABLE = { WIDTH: 120, HEIGHT: 60 } as const

/**
 * Where the window appears: where it was, if that is on a display that still exists, and small enough to be wholly on it;
 * otherwise in the middle of the first display. `workAreas` has the primary display first and is never empty.
 */
export function placeWindow(saved: Rectangle | undefined, workAreas: readonly Rectangle[]): Rectangle {
  const [primary] = workAreas
  if (primary === undefined) throw new Error('a computer with a window has a display')
  const home = saved && largestOverlap(saved, workAreas)
  if (saved === undefined || home === undefined) {
    const wanted = saved ?? { width: WINDOW_SIZE.WIDTH, height: WINDOW_SIZE.HEIGHT }
    return centred(fitted(wanted, primary), primary)
  }
  const size = fitted(saved, home)
  return {
    x: between(home.x, saved.x, home.x + home.width - size.width),
    y: between(home.y, saved.y, home.y + home.height - size.height),
    ...size,
  }
}

interface Size {
  width: number
  height: number
}

function largestOverlap(window: Rectangle, workAreas: readonly Rectangle[]): Rectangle | undefined {
  let best: { area: Rectangle; size: number } | undefined
  for (const area of workAreas) {
    const width = overlap(window.x, window.width, area.x, area.width)
    const height = overlap(window.y, window.height, area.y, area.height)
    if (width < CATCHABLE.WIDTH || height < CATCHABLE.HEIGHT) continue
    if (best === undefined || width * height > best.size) best = { area, size: width * height }
  }
  return best?.area
}

const overlap = (start: number, length: number, otherStart: number, otherLength: number) =>
  Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)

/** A display can be smaller than our smallest window; then the window is as large as the display. */
const fitted = ({ width, height }: Size, area: Size): Size => ({
  width: Math.min(Math.max(Math.round(width), WINDOW_SIZE.MIN_WIDTH), area.width),
  height: Math.min(Math.max(Math.round(height), WINDOW_SIZE.MIN_HEIGHT), area.height),
})

const centred = (size: Size, area: Rectangle): Rectangle => ({
  x: Math.round(area.x + (area.width - size.width) / 2),
  y: Math.round(area.y + (area.height - size.height) / 2),
  ...size,
})

const between = (low: number, value: number, high: number) => Math.round(Math.max(low, Math.min(value, high)))

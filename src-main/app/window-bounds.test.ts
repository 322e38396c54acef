import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeWindow, type Rectangle, WINDOW_SIZE } from './window-bounds.ts'

const laptop: Rectangle = { x: 0, y: 25, width: 1440, height: 875 }
const monitor: Rectangle = { x: 1440, y: 0, width: 2560, height: 1400 }

describe('where the window appears', () => {
  it('is the middle of the first display when it was never open', () => {
    expect(placeWindow(undefined, [laptop, monitor])).toEqual({ x: 280, y: 163, width: 880, height: 600 })
  })

  it('is where it was', () => {
    const saved = { x: 2000, y: 300, width: 900, height: 700 }
    expect(placeWindow(saved, [laptop, monitor])).toEqual(saved)
  })

  it('is the first display, in the same size, when the display where it was is gone', () => {
    const saved = { x: 2000, y: 300, width: 900, height: 700 }
    expect(placeWindow(saved, [laptop])).toEqual({ x: 270, y: 113, width: 900, height: 700 })
  })

  it('is inside the display when it reached over the edge', () => {
    expect(placeWindow({ x: -300, y: 700, width: 880, height: 600 }, [laptop])).toEqual({
      x: 0,
      y: 300,
      width: 880,
      height: 600,
    })
  })

  it('is the display with most of it when it lay across two', () => {
    const placed = placeWindow({ x: 1300, y: 100, width: 880, height: 600 }, [laptop, monitor])
    expect(placed.x).toBe(1440)
  })

  it('is no place where only a sliver could be caught', () => {
    expect(placeWindow({ x: 1430, y: 100, width: 880, height: 600 }, [laptop]).x).toBe(280)
  })

  it('is as large as a display that is smaller than our smallest window', () => {
    const tiny = { x: 0, y: 0, width: 320, height: 400 }
    expect(placeWindow(undefined, [tiny])).toEqual(tiny)
  })

  it('is on a display and at least of the smallest size, whatever was saved', () => {
    const coordinate = fc.integer({ min: -100_000, max: 100_000 })
    const extent = fc.integer({ min: 1, max: 100_000 })
    const saved = fc.record({ x: coordinate, y: coordinate, width: extent, height: extent })
    fc.assert(
      fc.property(saved, (rectangle) => {
        const placed = placeWindow(rectangle, [laptop, monitor])
        const home = [laptop, monitor].find((area) => inside(placed, area))
        expect(home).toBeDefined()
        expect(placed.width).toBeGreaterThanOrEqual(WINDOW_SIZE.MIN_WIDTH)
        expect(placed.height).toBeGreaterThanOrEqual(WINDOW_SIZE.MIN_HEIGHT)
      }),
    )
  })
})

function inside(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TRAY_ICONS } from '../../src-main/app/tray-model.ts'
import { readPng } from './read-png.ts'
import { APP_SIZES, TRAY_SIZES, TRAY_STATES, TRAY_VARIANTS, trayFile } from './tray-frames.ts'

const GENERATED = join(import.meta.dirname, '../../assets/generated')
const file = (path: string) => readFileSync(join(GENERATED, path))
const picture = (path: string) => readPng(file(path))
const variants = Object.keys(TRAY_VARIANTS)

/** How dark each pixel is on a white panel or a black one, from 0 to 255: what is left of an icon without colours. */
function grey(path: string, panel: 0 | 255): number[] {
  const { pixels } = picture(path)
  return Array.from({ length: pixels.length / 4 }, (_, at) => {
    const [red, green, blue, opacity] = pixels.subarray(4 * at, 4 * at + 4)
    const own = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (own * opacity + panel * (255 - opacity)) / 255
  })
}

/** The pixels that differ so much that one sees it. */
function visiblyDifferent(one: readonly number[], other: readonly number[]): number {
  return one.filter((value, at) => Math.abs(value - other[at]) > 60).length
}

describe('the tray icon', () => {
  it('has a drawing for every state of the model', () => expect(TRAY_STATES).toEqual(TRAY_ICONS))

  it.each(variants)('has every frame in its size: %s', (variant) => {
    for (const state of TRAY_STATES)
      for (const size of TRAY_SIZES)
        for (const scale of [1, 2] as const) {
          const { width, height } = picture(trayFile(variant, state, size, scale))
          expect([width, height]).toEqual([size * scale, size * scale])
        }
  })

  it.each([
    ['colour', 0],
    ['colour', 255],
    ['dark', 0],
    ['light', 255],
    ['template', 255],
  ] as const)('is told apart without colours at plain scale: %s on a panel of %d', (variant, panel) => {
    for (const size of TRAY_SIZES)
      TRAY_STATES.forEach((one, index) => {
        for (const other of TRAY_STATES.slice(index + 1)) {
          const [a, b] = [one, other].map((state) => grey(trayFile(variant, state, size, 1), panel))
          expect(visiblyDifferent(a, b), `${one} and ${other} at ${size}`).toBeGreaterThanOrEqual(8)
        }
      })
  })

  it.each(['dark', 'light', 'template'])('has one colour only, as panels expect it: %s', (variant) => {
    for (const state of TRAY_STATES) {
      const wanted = Buffer.from(TRAY_VARIANTS[variant][state].slice(1), 'hex')
      const { pixels } = picture(trayFile(variant, state, 22, 1))
      const opaque = Array.from({ length: pixels.length / 4 }, (_, at) =>
        pixels.subarray(4 * at, 4 * at + 4),
      ).filter(([, , , opacity]) => opacity === 255)
      expect(opaque.length).toBeGreaterThan(20)
      // Where several strokes meet, blending rounds.
      for (const pixel of opaque)
        for (const channel of [0, 1, 2]) expect(Math.abs(pixel[channel] - wanted[channel])).toBeLessThan(4)
    }
  })

  it.each(variants)('leaves a corner for the panel to shine through: %s', (variant) => {
    for (const state of TRAY_STATES) expect(picture(trayFile(variant, state, 22, 1)).pixels[3]).toBe(0)
  })
})

describe('the icon of the program', () => {
  it.each(APP_SIZES)('exists with %d pixels', (size) => {
    const { width, height } = picture(`icons/${size}x${size}.png`)
    expect([width, height]).toEqual([size, size])
  })

  it('holds its frames in the file for Windows', () => {
    const ico = file('icon.ico')
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const entry = ico.subarray(6 + 16 * index)
      const offset = entry.readUInt32LE(12)
      const { width } = readPng(ico.subarray(offset, offset + entry.readUInt32LE(8)))
      expect(width % 256).toBe(entry[0])
      return width
    })
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('holds its frames in the file for macOS', () => {
    const icns = file('icon.icns')
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const found: string[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const { width } = readPng(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))
      found.push(`${icns.toString('latin1', at, at + 4)} ${width}`)
    }
    expect(found.join(', ')).toBe(
      'icp4 16, icp5 32, ic07 128, ic08 256, ic09 512, ic10 1024, ic11 32, ic12 64, ic13 256, ic14 512',
    )
  })
})

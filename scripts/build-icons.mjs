// Renders the drawings in assets/source with Debian's Chromium into assets/generated. The results are committed, so only
// who changes a drawing runs this.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { icnsFile, icoFile } from './icons/containers.ts'
import {
  APP_SIZES,
  SMALL_APP_SIZE,
  TRAY_SIZES,
  TRAY_STATES,
  TRAY_VARIANTS,
  trayFile,
} from './icons/tray-frames.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const SOURCE = join(ROOT, 'assets/source')
const TARGET = join(ROOT, 'assets/generated')
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]

/** @typedef {{ size: number, png: Buffer }} Frame */
/** @typedef {(svg: string, size: number) => Promise<Frame>} Render */
/** @typedef {keyof typeof TRAY_VARIANTS} Variant */

/** @param {string} name */
const drawing = (name) => readFileSync(join(SOURCE, name), 'utf8')

/**
 * @param {string} path
 * @param {Uint8Array} bytes
 */
function write(path, bytes) {
  const file = join(TARGET, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  /** @type {Render} */
  const render = async (svg, size) => {
    const url = await page.evaluate(draw, { svg, size })
    return { size, png: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') }
  }
  rmSync(TARGET, { recursive: true, force: true })
  await renderApp(render)
  const variants = /** @type {Variant[]} */ (Object.keys(TRAY_VARIANTS))
  for (const variant of variants) {
    for (const state of TRAY_STATES) await renderTray(render, variant, state, TRAY_VARIANTS[variant][state])
  }
  process.stdout.write(`Icons are in ${TARGET}\n`)
} finally {
  await browser.close()
}

/** @param {Render} render */
async function renderApp(render) {
  /** @type {Frame[]} */
  const frames = []
  for (const size of APP_SIZES) {
    const svg = drawing(size <= SMALL_APP_SIZE ? 'icon-small.svg' : 'icon.svg')
    const frame = await render(svg, size)
    frames.push(frame)
    write(`icons/${size}x${size}.png`, frame.png)
  }
  const middle = frames.find(({ size }) => size === 512)
  if (middle === undefined) throw new Error('no icon has 512 pixels')
  write('icon.png', middle.png)
  write('icon.ico', icoFile(frames.filter(({ size }) => ICO_SIZES.includes(size))))
  write('icon.icns', icnsFile(frames))
}

/**
 * @param {Render} render
 * @param {Variant} variant
 * @param {typeof TRAY_STATES[number]} state
 * @param {string} colour
 */
async function renderTray(render, variant, state, colour) {
  const svg = drawing(`tray/${state}.svg`).replace('color="#000"', `color="${colour}"`)
  /** @type {Frame[]} */
  const frames = []
  for (const points of TRAY_SIZES) {
    for (const scale of /** @type {const} */ ([1, 2])) {
      const frame = await render(svg, points * scale)
      frames.push(frame)
      write(trayFile(variant, state, points, scale), frame.png)
    }
  }
  // Windows picks the size that fits its scale from one file.
  const forWindows = frames.filter(({ size }) => [16, 24, 32, 48].includes(size))
  if (variant !== 'template') write(`tray/${variant}/${state}.ico`, icoFile(forWindows))
}

/**
 * Runs in the page.
 * @param {{ svg: string, size: number }} drawing
 */
async function draw({ svg, size }) {
  const image = new Image(size, size)
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the page cannot draw')
  context.drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png')
}

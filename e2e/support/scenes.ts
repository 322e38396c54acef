import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { LaunchedApp } from '../host/launched-app.ts'

const SIZES = [
  { width: 880, height: 600 },
  { width: 360, height: 480 },
] as const
const THEMES = ['light', 'dark'] as const

/** Pictures that are committed are made by `npm run e2e:screens`; other runs must not touch them. */
const FOLDER = join(
  import.meta.dirname,
  process.env.CULVERT_UPDATE_SCREENS === undefined ? '../../out/screenshots' : '../screenshots',
)

/** The clocks of pictures stand still, so that the same scene is the same picture. */
const MORNING = Date.parse('2026-03-02T09:41:00.000Z')

export async function stopClocks(app: LaunchedApp, page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await passTime(app, page, 0)
}

/** So much later than the beginning, for the app and its window. */
export async function passTime(app: LaunchedApp, page: Page, ms: number): Promise<void> {
  await app.evaluate((_, time) => {
    Date.now = () => time
  }, MORNING + ms)
  await page.clock.setFixedTime(MORNING + ms)
}

/**
 * One scene in both themes and sizes: a picture of each, nothing that axe objects to, and nothing that has to be scrolled
 * sideways to be read.
 */
export async function capture(
  page: Page,
  name: string,
  /** Brings into sight what the picture is about, in each size. */
  show?: () => Promise<void>,
): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width, `${name} fits into ${size.width} pixels`).toBeLessThanOrEqual(size.width)
    await show?.()
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await settled(page)
      const path = join(FOLDER, `${name}.${theme}.${size.width}x${size.height}.png`)
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
      if (size === SIZES[0]) await expectAccessible(page, `${name}, ${theme}`)
    }
  }
  await page.setViewportSize(SIZES[0])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

export async function expectAccessible(page: Page, name: string): Promise<void> {
  // The usual mode opens a page of its own for frames, which we have none of, and to the app each page is a window.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  // React Aria's announcer names a list's row by its id, and the row may be gone when the name is looked for.
  // A sheet hides the page behind it from everybody, and with it what these rules look for on a page.
  const underSheet = (await page.locator('[role=dialog], [role=alertdialog]').count()) > 0
  if (underSheet) axe.disableRules(['landmark-one-main', 'page-has-heading-one'])
  const { violations } = await axe.exclude('[data-live-announcer]').analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(told, `axe on ${name}`).toEqual([])
}

/** Two frames later everything that was asked for is painted. */
function settled(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )
}

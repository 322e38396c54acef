import type { Page } from '@playwright/test'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { animations, textsOf, tooWide } from '../support/pages/window.ts'
import { expectAccessible } from '../support/scenes.ts'

/** Each view that a shortcut opens, and what is in it once it is there. */
const VIEWS = [
  ['main', 'Control+1', '.detail-head'],
  ['add', 'Control+n', '.add-form'],
  ['logs', 'Control+l', '.log-bar'],
  ['settings', 'Control+,', '.settings-section'],
] as const

async function forEachView(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const [name, keys, sign] of VIEWS) {
    await page.keyboard.press(keys)
    await page.locator(sign).first().waitFor()
    await look(name)
  }
  await page.keyboard.press('Control+1')
  await page.locator('.detail-head button').last().click()
  await page.locator('.editor').waitFor()
  await look('editor')
  await page.keyboard.press('Control+1')
  await page.locator('.detail-head').waitFor()
}

/** All fixed texts of a part of a catalogue. */
function fixedTexts(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(fixedTexts) : []
}

test.describe('in German', () => {
  test.use({ language: 'de' })

  test('no English is left', async ({ page, engine }) => {
    const german = new Set(fixedTexts(textsFor('de')))
    const english = new Set(
      fixedTexts(textsFor('en')).filter((text) => /[a-z]{3}/.test(text) && !german.has(text)),
    )
    const noEnglish = async (name: string) =>
      expect(
        (await textsOf(page)).filter((text) => english.has(text)),
        name,
      ).toEqual([])
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await forEachView(page, noEnglish)
    await new MainPage(page).primary.click()
    await page.getByRole('dialog').waitFor()
    await noEnglish('the sign-in')
    await page.keyboard.press('Escape')
    await signIn(page, engine)
    await engine.climb('tls')
    await noEnglish('connecting')
    await engine.connect()
    await expect(new MainPage(page).word).toHaveText('Verbunden')
    await page.locator('.detail-more button').first().click()
    await noEnglish('connected')
  })

  test('the smallest window needs no scrolling sideways', async ({ page, engine }) => {
    await signIn(page, engine)
    await engine.connect()
    await expect(new MainPage(page).word).toHaveText('Verbunden')
    await page.setViewportSize({ width: 360, height: 480 })
    await forEachView(page, async (name) => {
      await expect.poll(() => tooWide(page), { message: name }).toEqual([])
    })
  })
})

test('text of twice the size fits', async ({ page }) => {
  await page.locator('main').first().waitFor()
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await page.setViewportSize({ width: 880, height: 600 })
  await forEachView(page, async (name) => {
    await expect.poll(() => tooWide(page), { message: name }).toEqual([])
  })
})

test('forced colours keep every state and control in sight', async ({ page, engine }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await signIn(page, engine)
  await engine.connect()
  const main = new MainPage(page)
  await expect(main.word).toHaveText('Connected')
  const border = await main.primary.evaluate((each) => {
    const { borderTopWidth, borderTopStyle, outlineStyle } = getComputedStyle(each)
    return { width: Number.parseFloat(borderTopWidth), style: borderTopStyle, outlineStyle }
  })
  expect(border.width).toBeGreaterThan(0)
  expect(border.style).not.toBe('none')
  await expect(page.locator('.status-panel svg, .status svg').first()).toBeVisible()
  await expectAccessible(page, 'forced colours')
})

test('nothing moves for those who want no motion', async ({ page, engine }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, engine)
  await engine.climb('tls')
  await expect(new MainPage(page).word).toHaveText('Connecting…')
  expect(await animations(page)).toEqual([])
  await engine.connect()
  await expect(new MainPage(page).word).toHaveText('Connected')
  expect(await animations(page)).toEqual([])
})

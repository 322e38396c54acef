import { expect, test } from '../support/mocked-app.ts'
import { capture, stopClocks } from '../support/scenes.ts'

test.setTimeout(120_000)

test('the about box leads to the licences of all parts, which can be searched and read', async ({
  app,
  page,
}) => {
  await stopClocks(app, page)
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'About Culvert' }).click()
  await page.getByRole('button', { name: 'Licences of all parts' }).click()
  await expect(page.getByRole('heading', { name: 'Licences', level: 1 })).toBeVisible()
  for (const part of [
    'Culvert',
    'Electron, with Chromium and Node',
    /^koffi \d/,
    /^react \d/,
    /^electron-updater \d/,
  ])
    await expect(page.getByRole('button', { name: part }).first()).toBeVisible()
  await capture(page, 'licences')

  const search = page.getByRole('searchbox', { name: 'Search names and texts' })
  await search.fill('zustand')
  await expect(page.getByRole('main').getByRole('status')).toContainText(/^\d of \d+ parts$/)
  await page.getByRole('button', { name: /^zustand/ }).click()
  const text = page.getByRole('region', { name: /^zustand/ })
  await expect(text).toContainText('MIT License')
  await expect(text).toHaveAttribute('lang', 'en')
  await capture(page, 'licences-open')
  await search.fill('qwertz')
  await expect(page.getByText('Nothing contains “qwertz”.')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'About Culvert', level: 1 })).toBeVisible()
})

test.describe('in German', () => {
  test.use({ language: 'de' })

  test('what is around the texts is in German', async ({ app, page }) => {
    await stopClocks(app, page)
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: 'Über Culvert' }).click()
    await page.getByRole('button', { name: 'Lizenzen aller Bestandteile' }).click()
    await expect(page.getByRole('main').getByRole('status')).toContainText(/^\d+ von \d+ Bestandteilen$/)
    await capture(page, 'licences-de')
  })
})

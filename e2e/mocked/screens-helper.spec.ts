import { expect, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { capture, stopClocks } from '../support/scenes.ts'

test.setTimeout(120_000)

/** What `install-helper` does, as far as the window can see it. */
const WORKS = `printf '#!/bin/sh\\n' > "$HELPER"; chmod 755 "$HELPER"`

test.describe('a copy of Culvert without a helper', () => {
  test.use({ lacking: { helper: 'missing', script: WORKS } })

  test('offers once to install it, explains it, and can connect afterwards', async ({ app, page, again }) => {
    await stopClocks(app, page)
    const main = new MainPage(page)
    await expect(main.word).toHaveText('Network helper missing')
    await expect(page.getByText('can be set up, imported and checked, but not opened')).toBeVisible()
    const offer = page.getByRole('complementary', { name: 'Notices' })
    await expect(offer).toContainText('Culvert needs a small network helper')
    await capture(page, 'helper-missing')
    await offer.getByRole('button', { name: 'Install…' }).click()
    const sheet = page.getByRole('dialog')
    await expect(sheet).toContainText('Install the network helper?')
    await expect(sheet).toContainText('/usr/lib/culvert/culvert-helper')
    await capture(page, 'helper-install')
    await sheet.getByRole('button', { name: 'Not now' }).click()
    await expect(sheet).toBeHidden()
    await expect(offer).toBeHidden()

    await page.locator('.status-primary').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Install', exact: true }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(main.word).toHaveText('Not connected')
    await app.close()

    const second = await again()
    const window = await second.firstWindow()
    await expect(new MainPage(window).word).toHaveText('Not connected')
    await expect(window.getByRole('complementary', { name: 'Notices' })).toBeHidden()
  })
})

test.describe('who does not want it', () => {
  test.use({ lacking: { helper: 'missing', script: 'exit 126' } })

  test('is asked no second time, and finds it again', async ({ app, page, again }) => {
    await page.getByRole('complementary', { name: 'Notices' }).getByRole('button', { name: 'Close' }).click()
    await app.close()
    const window = await (await again()).firstWindow()
    await expect(new MainPage(window).word).toHaveText('Network helper missing')
    await expect(window.getByRole('complementary', { name: 'Notices' })).toBeHidden()
    await window.keyboard.press('Control+,')
    await expect(window.getByRole('button', { name: 'Install…' })).toBeVisible()
  })

  test('and dismisses the question about it reads what that means', async ({ app, page }) => {
    await stopClocks(app, page)
    await page.locator('.status-primary').click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Install', exact: true }).click()
    await expect(sheet.getByRole('alert')).toContainText('The request for it was dismissed.')
    await expect(sheet.getByRole('alert')).toContainText('Until then Culvert cannot open connections.')
    await capture(page, 'helper-dismissed', async () => {
      await sheet.getByRole('alert').scrollIntoViewIfNeeded()
    })
  })
})

test.describe('in German, with a helper of another version', () => {
  test.use({ language: 'de', lacking: { helper: 'outdated', script: WORKS } })

  test('it is replaced', async ({ app, page }) => {
    await stopClocks(app, page)
    const main = new MainPage(page)
    await expect(main.word).toHaveText('Netzwerkhelfer passt nicht')
    await page.locator('.status-primary').click()
    const sheet = page.getByRole('dialog')
    await expect(sheet).toContainText('Netzwerkhelfer ersetzen?')
    await capture(page, 'helper-outdated-de')
    await sheet.getByRole('button', { name: 'Ersetzen' }).click()
    await expect(main.word).toHaveText('Nicht verbunden')
  })
})

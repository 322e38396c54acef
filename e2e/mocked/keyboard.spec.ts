import type { Page } from '@playwright/test'
import { answerDialog, desktopOf } from '../host/inspect.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { ImportSheet } from '../support/pages/import-sheet.ts'
import { MainPage } from '../support/pages/main-page.ts'

/** Goes on by Tab until the focus is on what has this name; fails when it is not to be reached so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.locator(':focus').and(page.getByRole('button', { name }).or(page.getByLabel(name)))
  for (let step = 0; step < 40; step++) {
    if ((await wanted.count()) > 0) {
      await expectVisibleFocus(page)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`${name} is not to be reached by Tab`)
}

/** Whoever goes by keyboard must see where he is: by an outline of the element, or of what frames it. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = () =>
    page.evaluate(() => {
      for (
        let each = document.activeElement, up = 0;
        each !== null && up < 3;
        each = each.parentElement, up++
      ) {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
        if ((outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none')
          return true
      }
      return false
    })
  await expect.poll(seen, { message: 'the focus can be seen' }).toBe(true)
}

test.describe('the first run', () => {
  test.use({ profiles: {} })

  test('needs no mouse from the address to the settings', async ({ page, engine }) => {
    const main = new MainPage(page)
    await tabTo(page, 'Server address or pasted settings')
    await page.keyboard.type('sstp://anna@vpn.example.com')
    await page.keyboard.press('Enter')
    const review = new ImportSheet(page)
    await expect(review.sheet).toContainText('vpn.example.com')
    await tabTo(page, 'Add')
    await page.keyboard.press('Enter')
    await expect(main.word).toHaveText('Not connected')

    await tabTo(page, 'Connect')
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByLabel('Password', { exact: true })).toBeFocused()
    await page.keyboard.type('correct horse')
    await page.keyboard.press('Enter')
    await engine.told('connect')
    await engine.connect()
    await expect(main.word).toHaveText('Connected')
    await expect(main.primary).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(main.word).toHaveText('Not connected')

    await tabTo(page, 'Edit…')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Edit')
    await tabTo(page, 'Name')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Office')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Office')
    await page.keyboard.press('Control+l')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log')
    await tabTo(page, 'Pause')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+,')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
    await tabTo(page, 'Show notifications')
    await page.keyboard.press('Space')
    await expect(page.getByRole('switch', { name: 'Show notifications' })).not.toBeChecked()
  })
})

test('each shortcut does what menus say of it', async ({ app, page }) => {
  const main = new MainPage(page)
  const title = page.getByRole('heading', { level: 1 })
  await expect(main.word).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(title).toHaveText('Add a connection')
  await page.keyboard.press('Escape')
  const names = await page.locator('.row-name').allTextContents()
  for (const [index, name] of names.entries()) {
    await page.keyboard.press(`Control+${index + 1}`)
    await expect(title).toHaveText(name)
  }
  await page.keyboard.press('Control+f')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await answerDialog(app, 'showOpenDialog', { canceled: true, filePaths: [] })
  await page.keyboard.press('Control+i')
  await expect.poll(async () => (await desktopOf(app)).dialogs.length).toBe(1)
})

test('Enter connects, Escape cancels, and the focus is back where it was', async ({ page, engine }) => {
  const main = new MainPage(page)
  await main.choose('Office')
  await main.primary.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(main.primary).toHaveText('Enter password')
  await expect(main.primary).toBeFocused()

  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill('correct horse')
  await page.keyboard.press('Enter')
  await engine.told('connect')
  await expect(main.word).toHaveText('Connecting…')
  await page.keyboard.press('Escape')
  await expect(main.word).toHaveText('Not connected')
})

test('a double click on a row connects it', async ({ page }) => {
  await page.getByRole('row', { name: 'Lab' }).dblclick()
  await expect(page.getByRole('dialog')).toContainText('Lab')
})

test('lines of the log are marked and copied by keyboard', async ({ app, page, engine }) => {
  await signIn(page, engine)
  for (const text of ['first of three', 'second of three', 'third of three'])
    await engine.say({ type: 'log', level: 'info', text })
  await page.keyboard.press('Control+l')
  const log = page.getByRole('log', { name: 'Log' })
  await expect(log).toContainText('third of three')
  await log.focus()
  await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(page.getByText('Marked: 2')).toBeVisible()
  await page.keyboard.press('Control+c')
  const copied = () => app.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(copied).toContain('third of three')
  expect(await copied()).toContain('second of three')
  expect(await copied()).not.toContain('first of three')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Marked:')).toHaveCount(0)
  await expect(log).toBeVisible()
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerDialog } from '../host/inspect.ts'
import { expect, test } from '../support/mocked-app.ts'
import { ImportSheet } from '../support/pages/import-sheet.ts'
import { MainPage } from '../support/pages/main-page.ts'

const BRANCH = 'format = 1\nname = "Branch"\nserver = "branch.example.com"\n'
const OFFICE_AGAIN =
  'format = 1\nname = "Head office"\nserver = "vpn.example.com"\n[sign-in]\nuser = "anna"\n'

/** What a paste or a drop with this text, or with a file of this name, does in the window. */
async function hand(page: Page, type: 'paste' | 'drop', text: string, file?: string): Promise<void> {
  await page.evaluate(
    (given) => {
      const data = new DataTransfer()
      if (given.file === undefined) data.setData('text/plain', given.text)
      else data.items.add(new File([given.text], given.file))
      const event =
        given.type === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
      document.querySelector('h1')?.dispatchEvent(event)
    },
    { type, text, file },
  )
}

test('several files are one review, in which what is there already is not chosen', async ({ app, page }) => {
  const files = { 'branch.sstp': BRANCH, 'again.sstp': OFFICE_AGAIN, 'hostile.sstp': '\u0000\u0001<script>' }
  const filePaths = Object.entries(files).map(([name, text]) => {
    const path = join(app.folder, name)
    writeFileSync(path, text)
    return path
  })
  const review = new ImportSheet(page)
  await answerDialog(app, 'showOpenDialog', { canceled: false, filePaths })
  await page.keyboard.press('Control+i')
  await expect(review.candidates).toHaveCount(2)
  await expect(review.sheet.getByRole('checkbox', { name: 'Add Branch' })).toBeChecked()
  await expect(review.sheet.getByRole('checkbox', { name: 'Add Head office' })).not.toBeChecked()
  await expect(review.sheet).toContainText('Same server as “Office”')
  await expect(review.sheet.locator('.refusals')).toContainText('hostile.sstp')
  await review.add()
  await expect(page.getByRole('row', { name: 'Branch' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'Head office' })).toBeHidden()
  await expect(new MainPage(page).word).toHaveText('Not connected')
})

test('pasted and dropped things are reviewed, and nothing is kept before', async ({ page }) => {
  const review = new ImportSheet(page)
  await hand(page, 'paste', 'sstp://anna@pasted.example.com:4443')
  await expect(review.sheet).toContainText('pasted.example.com:4443')
  await expect(review.sheet).toContainText('anna')
  await review.cancel()
  await expect(page.getByRole('row')).toHaveCount(3)

  await hand(page, 'drop', BRANCH, 'branch.sstp')
  await expect(review.sheet).toContainText('branch.example.com')
  await review.cancel()

  // A long name with a script in it is text, and no more.
  await hand(
    page,
    'drop',
    BRANCH.replace('Branch', `<img src=x onerror=alert(1)>${'x'.repeat(20)}`),
    'odd.sstp',
  )
  await expect(review.sheet).toContainText('<img src=x')
  await expect(review.sheet.locator('img')).toHaveCount(0)
  await review.cancel()

  await hand(page, 'drop', 'MZ\u0000\u0000 no connection', 'virus.exe')
  await expect(review.sheet).toContainText('Nothing to add')
  await review.sheet.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('row')).toHaveCount(3)
})

test('a link that another start hands over is reviewed in the window that is there', async ({
  app,
  page,
}) => {
  const review = new ImportSheet(page)
  expect(await app.startAgain(['sstp://anna@link.example.com'])).toBe(0)
  await expect(review.sheet).toContainText('link.example.com')
  await review.add()
  await expect(page.getByRole('row', { name: 'link.example.com' })).toBeVisible()
  await expect(new MainPage(page).word).toHaveText('Not connected')
})

test.describe('from the command line', () => {
  test.use({ args: ['sstp://anna@argument.example.com'] })

  test('a link is reviewed and does not connect by itself', async ({ page }) => {
    const review = new ImportSheet(page)
    await expect(review.sheet).toContainText('argument.example.com')
    await review.cancel()
    await expect(new MainPage(page).word).toHaveText('Not connected')
  })
})

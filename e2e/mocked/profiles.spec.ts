import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerDialog } from '../host/inspect.ts'
import { expect, THREE_PROFILES, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'

async function act(page: Page, name: string, action: string): Promise<void> {
  await new MainPage(page).choose(name)
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

test('a connection is made by hand, and a wrong one is not saved', async ({ page }) => {
  await page.keyboard.press('Control+n')
  await page.getByRole('button', { name: 'Set up by hand' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Branch')
  const server = page.getByRole('textbox', { name: 'Server', exact: true })
  await server.fill('not a server!')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'needs a correction' })).toBeVisible()
  await expect(server).toBeFocused()
  await server.fill('branch.example.com')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: 'Branch' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Branch')
})

test('a connection is changed, and changes are not lost without a question', async ({ page }) => {
  await act(page, 'Lab', 'Edit…')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Laboratory')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toContainText('You have changed “Lab”')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: 'Laboratory' })).toBeVisible()
})

test('copies, order and removal', async ({ page }) => {
  const names = () => page.locator('.row-name').allTextContents()
  const before = await names()
  await act(page, 'Lab', 'Duplicate')
  await expect.poll(async () => (await names()).length).toBe(4)
  const [first = ''] = await names()
  await act(page, first, 'Move down')
  await expect.poll(async () => (await names())[1]).toBe(first)
  await act(page, 'Customer A', 'Remove')
  await expect(page.getByText('“Customer A” was removed.')).toBeVisible()
  await expect.poll(names).not.toContain('Customer A')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(names).toContain('Customer A')
  expect(before.every((name) => name.length > 0)).toBe(true)
})

test('the list is searched, and an export holds no secret', async ({ app, page }) => {
  await page.keyboard.press('Control+f')
  await page.keyboard.type('lab.example')
  await expect(page.getByRole('row')).toHaveCount(1)
  await page.keyboard.type('nothing like it')
  await expect(page.getByText('No connection contains')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row')).toHaveCount(3)

  const filePath = join(app.folder, 'exported.sstp')
  await answerDialog(app, 'showSaveDialog', { canceled: false, filePath })
  await act(page, 'Office', 'Export…')
  await expect(page.getByText('Saved without password as')).toBeVisible()
  const text = readFileSync(filePath, 'utf8')
  expect(text).toContain('vpn.example.com')
  expect(text).not.toMatch(/password\s*=\s*"/)
})

test.describe('a damaged connection', () => {
  test.use({ profiles: { office: THREE_PROFILES.office, torn: 'format = 1\nname = "To' } })

  test('is named, and the others are there', async ({ page }) => {
    await expect(page.getByRole('complementary', { name: 'Notices' })).toContainText('torn')
    await expect(page.getByRole('row')).toHaveCount(1)
  })
})

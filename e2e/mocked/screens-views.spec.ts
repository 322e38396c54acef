import { clickToQuit } from '../support/click-to-quit.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { capture, stopClocks } from '../support/scenes.ts'

test.setTimeout(180_000)

test('the views beside the main one', async ({ app, page, engine }) => {
  await stopClocks(app, page)
  await new MainPage(page).choose('Office')
  await signIn(page, engine)
  await engine.connect()
  await engine.say({ type: 'log', level: 'warn', text: 'the server answers slowly' })
  await engine.say({
    type: 'log',
    level: 'info',
    text: 'PPP link is up: MRU 1500, authentication ms-chap-v2',
  })

  await page.keyboard.press('Control+,')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await capture(page, 'settings')
  await page.getByRole('button', { name: 'About Culvert' }).click()
  await expect(page.getByText('MIT')).toBeVisible()
  await capture(page, 'about')
  await page.keyboard.press('Control+l')
  await expect(page.getByText('PPP link is up')).toBeVisible()
  await capture(page, 'logs')
  await page.getByRole('button', { name: 'Save…' }).click()
  await expect(page.getByRole('dialog')).toContainText('This is what will be saved')
  await capture(page, 'logs-preview')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+n')
  await expect(page.getByLabel('Server', { exact: false }).first()).toBeVisible()
  await capture(page, 'add')
})

test.describe('without any connection', () => {
  test.use({ profiles: {} })

  test('the first start', async ({ app, page }) => {
    await stopClocks(app, page)
    await expect(page.getByRole('heading', { name: 'Add your first connection' })).toBeVisible()
    await capture(page, 'first-start')
  })
})

test('the editor', async ({ app, page }) => {
  await stopClocks(app, page)
  await new MainPage(page).choose('Office')
  await page.getByRole('button', { name: 'Edit…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await capture(page, 'editor')
  await page.getByLabel('Server', { exact: true }).fill('vpn.example.com:99999')
  await page.keyboard.press('Tab')
  await capture(page, 'editor-problem')
})

test.describe('while connected', () => {
  test.use({ settings: { quitWhileConnected: 'ask' } })

  test('the question before quitting', async ({ app, page, engine }) => {
    await stopClocks(app, page)
    await signIn(page, engine)
    await engine.connect()
    await expect(new MainPage(page).word).toHaveText('Connected')
    await app.evaluate(({ app: electron }) => electron.quit())
    await expect(page.getByText('Quit while connected?')).toBeVisible()
    await capture(page, 'quit')
    await clickToQuit(page.getByRole('button', { name: 'Disconnect and quit' }))
    expect(await app.exited()).toBe(0)
  })
})

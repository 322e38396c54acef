import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { desktopOf } from '../host/inspect.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'

test('the editor says what protection does and costs, and saves it', async ({ app, page, engine }) => {
  await new MainPage(page).choose('Customer A')
  await page.getByRole('button', { name: 'Edit…' }).click()
  const switchFor = (name: string) => page.getByRole('switch', { name })
  await expect(switchFor('Also networks that the server names')).toBeChecked()
  await expect(switchFor('Reach printers')).toHaveCount(0)
  const preview = page.getByRole('region', { name: 'In words' })
  await expect(preview).toContainText('Only traffic to 10.0.0.0/8 goes through the VPN')
  await page.getByRole('textbox', { name: 'Networks' }).fill('172.16.0.0/12')
  await expect(preview).toContainText(
    'network for containers 172.17.0.0/16 (docker0) lies within 172.16.0.0/12',
  )
  await switchFor('Kill switch').press('Space')
  await expect(page.getByText('With “Only these networks”, everything else goes nowhere')).toBeVisible()
  await switchFor('Reach printers').press('Space')
  await page.getByRole('radio', { name: /^All traffic/ }).press('Space')
  await expect(switchFor('Block IPv6')).toBeChecked()
  await expect(switchFor('Block IPv6')).toBeDisabled()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /^Kill switch/ })).toBeVisible()
  const saved = readFileSync(join(app.folder, 'config', 'culvert', 'profiles', 'customer.sstp'), 'utf8')
  expect(saved).toMatch(/lan = false[\s\S]*kill-switch = true/)

  await signIn(page, engine)
  await engine.connect()
  await page.getByRole('button', { name: 'Edit…' }).click()
  await expect(page.getByText('Changes take effect the next time it connects')).toBeVisible()
})

test('lockdown is explained first, blocks, and is opened again', async ({ page, computer }) => {
  const main = new MainPage(page)
  await page.keyboard.press('Control+,')
  const lockdown = page.getByRole('switch', { name: 'Block when disconnected' })
  await lockdown.press('Space')
  await expect(page.getByRole('alertdialog')).toContainText('culvert unblock')
  await page.keyboard.press('Escape')
  await expect(lockdown).not.toBeChecked()
  expect(computer.isBlocked).toBe(false)

  await lockdown.press('Space')
  await page.getByRole('button', { name: 'Block when disconnected' }).click()
  await expect(lockdown).toBeChecked()
  expect(computer.isBlocked).toBe(true)
  await page.keyboard.press('Escape')
  await expect(main.word).toHaveText('Internet blocked')
  await page.getByRole('button', { name: 'Unblock…' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('is switched off with it')
  await page.getByRole('button', { name: 'Unblock internet' }).click()
  await expect(main.word).toHaveText('Not connected')
  expect(computer.isBlocked).toBe(false)
  await page.keyboard.press('Control+,')
  await expect(lockdown).not.toBeChecked()
})

test('a kill switch says what it does meanwhile, and leaves a block when the connection is lost for good', async ({
  page,
  engine,
  computer,
}) => {
  const main = new MainPage(page)
  const failure = ONE_OF_EACH['connection-lost']
  await main.choose('Office')
  await signIn(page, engine)
  await engine.connect()
  computer.block('tunnel')
  await engine.say({
    type: 'state',
    state: { state: 'reconnecting', attempt: 1, retryInMs: 60_000, failure },
  })
  await expect(main.card).toContainText('Nothing leaves this computer meanwhile')
  computer.block('connection-lost')
  await engine.say({ type: 'state', state: { state: 'blocked', because: 'connection-lost', failure } })
  await engine.end(failure)
  await expect(main.word).toHaveText('Internet blocked')
  await expect(main.primary).toHaveText('Reconnect')
  await page.getByRole('button', { name: 'Unblock…' }).click()
  await page.getByRole('button', { name: 'Unblock internet' }).click()
  await expect(main.word).toHaveText('Not connected')
  expect(computer.isBlocked).toBe(false)
  await page.getByRole('button', { name: 'Activity' }).click()
  await expect(page.getByText('The kill switch blocks the internet')).toBeVisible()
  await expect(page.getByText('You opened the internet without the VPN')).toBeVisible()
})

test('a sign-in page is opened for a while that is counted down', async ({ app, page, engine }) => {
  const main = new MainPage(page)
  const url = 'http://wifi.example/login'
  await main.choose('Office')
  await signIn(page, engine)
  await engine.say({ type: 'state', state: { state: 'captive-portal', url } })
  await expect(main.word).toHaveText('Sign in to this Wi-Fi first')
  await main.primary.click()
  await engine.told('open-portal')
  await engine.say({ type: 'state', state: { state: 'captive-portal', url, openFor: 300 } })
  await expect(main.card).toContainText(/closes by itself in [45]\smin/)
  await expect
    .poll(async () => (await desktopOf(app)).calls)
    .toContainEqual({ name: 'shell.openExternal', args: [url] })
})

test('what the command does to the block is followed', async ({ page, computer }) => {
  const main = new MainPage(page)
  computer.block('lockdown')
  await expect(main.word).toHaveText('Internet blocked')
  computer.open()
  await expect(main.word).toHaveText('Not connected')
})

test.describe('after a crash with a kill switch', () => {
  test.use({ block: 'crash' })

  test('the app says that it is blocked, and why', async ({ page }) => {
    const main = new MainPage(page)
    await expect(main.word).toHaveText('Internet blocked')
    await expect(main.card).toContainText('ended by a crash')
    await page.getByRole('button', { name: 'Unblock…' }).click()
    await expect(page.getByRole('button', { name: 'Keep blocked' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(main.word).toHaveText('Internet blocked')
  })
})

import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { capture, stopClocks } from '../support/scenes.ts'

test.setTimeout(180_000)

test('the editor says what goes where', async ({ app, page }) => {
  await stopClocks(app, page)
  await new MainPage(page).choose('Customer A')
  await page.getByRole('button', { name: 'Edit…' }).click()
  await page.getByRole('textbox', { name: 'Networks' }).fill('10.0.0.0/8\n172.16.0.0/12')
  await page.getByRole('switch', { name: 'Kill switch' }).press('Space')
  const preview = page.getByRole('region', { name: 'In words' })
  await capture(page, 'editor-routes', () => preview.evaluate((lines) => lines.scrollIntoView(false)))
  const protection = page.getByRole('heading', { name: 'Protection' })
  await capture(page, 'editor-protection', () => protection.evaluate((heading) => heading.scrollIntoView()))
})

test('the question before lockdown, and the computer that it blocks', async ({ app, page }) => {
  const main = new MainPage(page)
  await stopClocks(app, page)
  await main.choose('Office')
  await page.keyboard.press('Control+,')
  await page.getByRole('switch', { name: 'Block when disconnected' }).press('Space')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await capture(page, 'lockdown-question')
  await page.getByRole('button', { name: 'Block when disconnected' }).click()
  await expect(page.getByRole('switch', { name: 'Block when disconnected' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(main.word).toHaveText('Internet blocked')
  await capture(page, 'lockdown')
  await page.getByRole('button', { name: 'Unblock…' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await capture(page, 'unblock-question')
})

test('a kill switch at work, and a network that wants a sign-in', async ({ app, page, engine, computer }) => {
  const main = new MainPage(page)
  const failure = ONE_OF_EACH['connection-lost']
  await stopClocks(app, page)
  await main.choose('Office')
  await signIn(page, engine)
  await engine.connect({ address6: '2001:db8:20::7', dnsThroughTunnel: true })
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Details' }).click()
  const address = page.getByText('2001:db8:20::7')
  await capture(page, 'connected-ipv6', () => address.evaluate((row) => row.scrollIntoView()))
  computer.block('tunnel')
  await engine.say({ type: 'state', state: { state: 'captive-portal' } })
  await expect(main.card).toContainText('Nothing leaves this computer meanwhile')
  await engine.say({ type: 'state', state: { state: 'captive-portal', openFor: 300 } })
  await expect(main.card).toContainText('closes by itself')
  await capture(page, 'captive-portal')
  computer.block('connection-lost')
  await engine.say({ type: 'state', state: { state: 'blocked', because: 'connection-lost', failure } })
  await engine.end(failure)
  await expect(main.word).toHaveText('Internet blocked')
  await page.getByRole('button', { name: 'Activity' }).click()
  await capture(page, 'blocked')
})

import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { chooseFrom, clickTray, desktopOf, type MenuView, trayOf } from '../host/inspect.ts'
import type { LaunchedApp } from '../host/launched-app.ts'
import { test as base, expect, signIn } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { CERTIFICATE } from '../support/script.ts'
import { SessionBus } from '../testbed/session-bus.ts'

/** A desktop with a place for tray icons. */
const test = base.extend<{ bus: SessionBus }>({
  bus: async ({ browserName: _ }, use) => {
    const bus = await SessionBus.start()
    await bus.own('org.kde.StatusNotifierWatcher')
    await use(bus)
    await bus.stop()
  },
  env: async ({ bus }, use) => {
    await use({ DBUS_SESSION_BUS_ADDRESS: bus.address })
  },
})

const labels = (menu: MenuView[] | null | undefined) =>
  menu
    ?.filter(({ type }) => type !== 'separator')
    .map(({ label, enabled }) => (enabled ? label : `(${label})`))

const expectMenu = (app: LaunchedApp, ...first: string[]) =>
  expect.poll(async () => labels((await trayOf(app))?.menu)?.slice(0, first.length)).toEqual(first)

const isVisible = (app: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((each) => each.isVisible()))

test('the menu says the state, and does what can be done in it', async ({ app, page, engine }) => {
  const main = new MainPage(page)
  await main.choose('Office')
  await expectMenu(
    app,
    '(○ Customer A: not connected)',
    'Connect',
    '(Reconnect)',
    'Connect to',
    'Import file…',
  )
  await chooseFrom(app, 'tray', 'Connect to', 'Office')
  await expectMenu(app, '(○ Office: needs your password)', 'Enter password…', 'Cancel')
  await chooseFrom(app, 'tray', 'Cancel')
  await expect(main.word).toHaveText('Not connected')

  await signIn(page, engine)
  await engine.climb('tls')
  await expectMenu(app, '(○ Office: connecting…)', 'Cancel', '(Reconnect)')
  await engine.connect()
  await expectMenu(app, '(● Office: connected)', 'Disconnect', 'Reconnect')
  const menu = labels((await trayOf(app))?.menu)
  expect(menu?.slice(-3)).toEqual(['Open Culvert', 'Copy VPN address', 'Disconnect and quit'])
  await chooseFrom(app, 'tray', 'Copy VPN address')
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('10.20.0.7')

  await engine.say({ type: 'silent', seconds: 12 })
  await expectMenu(app, '(● Office: connected, no reply)', 'Disconnect')
  await engine.say({
    type: 'state',
    state: { state: 'reconnecting', attempt: 2, retryInMs: 60_000, failure: ONE_OF_EACH['connection-lost'] },
  })
  await expectMenu(app, '(○ Office: reconnecting…)', 'Stop', 'Try now')
  await engine.end(ONE_OF_EACH['tcp-refused'])
  await expectMenu(app, '(○ Office: couldn’t connect)', 'Try again', '(Reconnect)')
})

test('closing hides the window, and the icon brings it back', async ({ app, page }) => {
  await expect(new MainPage(page).word).toBeVisible()
  await expectMenu(app, '(○ Customer A: not connected)')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => isVisible(app)).toBe(false)
  await clickTray(app)
  await expect.poll(() => isVisible(app)).toBe(true)
})

test('a block that a crash left is told, and the menu leads to the question about it', async ({
  app,
  page,
  computer,
}) => {
  await expect(new MainPage(page).word).toBeVisible()
  await expectMenu(app, '(○ Customer A: not connected)')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => isVisible(app)).toBe(false)
  computer.block('crash')
  await expectMenu(app, '(○ Internet blocked)', 'Connect', 'Unblock internet…')
  const told = async () => (await desktopOf(app)).notifications.map(({ title }) => title)
  await expect.poll(told).toEqual(['Kill switch is blocking internet'])
  await chooseFrom(app, 'tray', 'Unblock internet…')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Unblock internet' }).click()
  await expectMenu(app, '(○ Customer A: not connected)', 'Connect', '(Reconnect)')
  expect(computer.isBlocked).toBe(false)
})

test('the desktop is told only what its user cannot see', async ({ app, page, engine }) => {
  const main = new MainPage(page)
  const told = async () => (await desktopOf(app)).notifications.map(({ title }) => title)
  await main.choose('Office')
  await expectMenu(app, '(○ Customer A: not connected)')
  await signIn(page, engine)
  await engine.connect()
  await expect(main.word).toHaveText('Connected')
  expect(await told()).toEqual([])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await engine.say({
    type: 'state',
    state: { state: 'reconnecting', attempt: 1, retryInMs: 60_000, failure: ONE_OF_EACH['connection-lost'] },
  })
  await expect.poll(told, { timeout: 10_000 }).toEqual(['Office disconnected'])
  await engine.connect()
  await expect.poll(told).toEqual(['Office disconnected', 'Back online'])
  await engine.say({ type: 'identity-refused', certificate: CERTIFICATE })
  await engine.end(ONE_OF_EACH['certificate-pin-mismatch'])
  await expect.poll(told).toContainEqual(expect.stringMatching(/^The identity of .* changed$/))
})

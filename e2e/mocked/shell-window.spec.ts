import type { Page } from '@playwright/test'
import { channelOf } from '../../src-shared/ipc-types.ts'
import { desktopOf } from '../host/inspect.ts'
import { loseChildProcess, setDarkDesktop } from '../host/machine.ts'
import { clickToQuit } from '../support/click-to-quit.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import { Script } from '../support/script.ts'

test('a window that is closed without a tray is minimised, and another start brings it back', async ({
  app,
  page,
}) => {
  await expect(new MainPage(page).word).toBeVisible()
  const minimized = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isMinimized()))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(async () => (await minimized())[0]).toBe(true)
  expect(await app.startAgain()).toBe(0)
  await expect.poll(async () => (await minimized())[0]).toBe(false)
})

test.describe('quitting while connected', () => {
  test.use({ settings: { quitWhileConnected: 'ask' } })

  test('asks once, and keeps the answer', async ({ app, page, engine, again }) => {
    await signIn(page, engine)
    await engine.connect()
    await expect(new MainPage(page).word).toHaveText('Connected')
    await app.evaluate(({ app: electronApp }) => setImmediate(() => electronApp.quit()))
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('Quit while connected?')
    await expect(question.getByRole('button', { name: 'Stay connected' })).toBeFocused()
    await question.getByText('Always do this').click()
    await clickToQuit(question.getByRole('button', { name: 'Disconnect and quit' }))
    expect(await app.exited()).toBe(0)

    const second = await again()
    const nextPage = await second.firstWindow()
    const nextEngine = new Script(second)
    await signIn(nextPage, nextEngine)
    await nextEngine.connect()
    await expect(new MainPage(nextPage).word).toHaveText('Connected')
    await second.evaluate(({ app: electronApp }) => setImmediate(() => electronApp.quit()))
    expect(await second.exited()).toBe(0)
  })
})

test('a page that dies is opened again, with the tunnel untouched', async ({ app, page, engine }) => {
  await signIn(page, engine)
  await engine.connect()
  await expect(new MainPage(page).word).toHaveText('Connected')
  const reopened = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const next = await reopened
  await expect(new MainPage(next).word).toHaveText('Connected')
  await expect(next.getByText('The window had a problem and was opened again.')).toBeVisible()
})

test('what is being edited is there again in a page that took the place of another', async ({
  app,
  page,
}) => {
  const name = (on: Page) => on.getByRole('textbox', { name: 'Name', exact: true })
  await new MainPage(page).choose('Lab')
  await page.getByRole('button', { name: 'Edit…' }).click()
  await name(page).fill('Laboratory')
  const kept = () =>
    page.evaluate(async () => {
      const { value } = await Reflect.get(window, 'culvert').invoke('app-keptEdit')
      return value?.draft.name
    })
  await expect.poll(kept).toBe('Laboratory')
  const reopened = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const next = await reopened
  await expect(name(next)).toHaveValue('Laboratory')
  await next.getByRole('button', { name: 'Cancel' }).click()
  await expect(next.getByRole('alertdialog')).toContainText('You have changed “Lab”')
  await next.getByRole('button', { name: 'Save' }).last().click()
  await expect(next.getByRole('row', { name: 'Laboratory' })).toBeVisible()
})

test('a GPU process that keeps dying leads to a start without it', async ({ app, page }) => {
  await expect(new MainPage(page).word).toBeVisible()
  for (const _ of [1, 2, 3]) await loseChildProcess(app, 'GPU')
  expect(await app.exited()).toBe(0)
  expect(app.relaunchArguments()).toContain('--software-rendering')
})

test('the theme follows the desktop and the setting', async ({ app, page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await setDarkDesktop(app, false)
  const light = await background()
  await setDarkDesktop(app, true)
  await expect.poll(background).not.toBe(light)
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: /Theme/ }).click()
  await page.getByRole('option', { name: 'Light' }).click()
  await expect.poll(background).toBe(light)
})

/** Asks the main process past all types, as a page that was taken over would. */
const ask = (page: Page, channel: string, argument?: unknown) =>
  page.evaluate(
    async (given) => {
      const bridge = Reflect.get(window, 'culvert') as {
        invoke(name: string, argument: unknown): Promise<unknown>
      }
      return await bridge.invoke(given.channel, given.argument).catch((error: Error) => error.message)
    },
    { channel, argument },
  )

test('the page can lead nowhere, run nothing foreign, and ask nothing that is not in the contract', async ({
  app,
  page,
}) => {
  const main = new MainPage(page)
  await expect(main.word).toBeVisible()
  const address = page.url()
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.foreign = true'
    document.body.append(script)
    window.open('https://example.com')
    location.href = 'https://example.com'
  })
  await expect(main.word).toBeVisible()
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => Reflect.has(window, 'foreign'))).toBe(false)
  expect(await page.evaluate(() => Reflect.has(window, 'require') || Reflect.has(window, 'process'))).toBe(
    false,
  )
  expect(app.windows()).toHaveLength(1)

  expect(await ask(page, channelOf('tunnel', 'connect'), { profileId: 7 })).toMatchObject({ type: 'failure' })
  expect(await ask(page, channelOf('profiles', 'remove'), { id: '../../etc' })).toMatchObject({
    type: 'failure',
  })
  expect(await ask(page, channelOf('shell', 'open'), '/bin/sh')).toContain('no such question')
  expect((await desktopOf(app)).calls).toEqual([])
  await expect(page.getByRole('row')).toHaveCount(3)
})

import type { Locator, Page } from '@playwright/test'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { expect, signIn, test } from '../support/mocked-app.ts'
import { MainPage } from '../support/pages/main-page.ts'
import type { Script } from '../support/script.ts'

/** A slow computer: what follows on an event comes long after it. */
const SLOW = 8

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
}

/** Opens the sheet by keyboard and leaves it with Enter, which stays down until the sheet has gone. */
async function signInSlowly(page: Page, engine: Script, times = 1): Promise<void> {
  const main = new MainPage(page)
  await main.primary.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type('correct horse')
  await page.keyboard.down('Enter')
  await engine.told('connect', times)
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(main.primary).toBeFocused()
  await page.keyboard.up('Enter')
}

/** All that gets the focus from now on; asked for later, as texts. */
async function recordFocus(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const names: string[] = []
    Reflect.set(globalThis, 'focused', names)
    addEventListener('focusin', ({ target }) => names.push((target as HTMLElement).outerHTML.slice(0, 100)))
  })
  return () => page.evaluate(() => Reflect.get(globalThis, 'focused') as string[])
}

async function pressOn(page: Page, button: Locator): Promise<void> {
  await button.focus()
  await page.keyboard.press('Enter')
}

const somewhere = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement !== document.body), 'something has the focus')

test.beforeEach(async ({ page }) => {
  await new MainPage(page).choose('Office')
})

for (const slow of [false, true]) {
  test.describe(slow ? 'on a slow computer' : 'on a quick computer', () => {
    test.beforeEach(async ({ page }) => {
      if (slow) await slowDown(page)
    })

    test('the button has the focus again while the key that closed the sheet is still down', async ({
      page,
      engine,
    }) => {
      await signInSlowly(page, engine)
      const focused = await recordFocus(page)
      await engine.connect()
      const main = new MainPage(page)
      await expect(main.word).toHaveText('Connected')
      await expect(main.primary).toBeFocused()
      expect(await focused()).toEqual([])
    })

    test('the button keeps the focus from Connect to Disconnect and back', async ({ page, engine }) => {
      const main = new MainPage(page)
      await signInSlowly(page, engine)
      await engine.connect()
      await expect(main.word).toHaveText('Connected')
      const focused = await recordFocus(page)
      await page.keyboard.press('Enter')
      await expect(main.word).toHaveText('Not connected')
      await expect(main.primary).toBeFocused()
      expect(await focused()).toEqual([])
    })

    test('a button that goes with its state leaves the focus to the one beside it', async ({
      page,
      engine,
    }) => {
      const main = new MainPage(page)
      await signInSlowly(page, engine)
      await engine.connect()
      await engine.say({
        type: 'state',
        state: {
          state: 'reconnecting',
          attempt: 2,
          retryInMs: 60_000,
          failure: ONE_OF_EACH['connection-lost'],
        },
      })
      await pressOn(page, page.getByRole('button', { name: 'Stop', exact: true }))
      await expect(main.word).toHaveText('Not connected')
      await expect(main.primary).toBeFocused()
    })
  })
}

test('a sheet that asks once more leads back to where the first one was opened', async ({ page, engine }) => {
  const main = new MainPage(page)
  await signInSlowly(page, engine)
  await engine.end({ ...ONE_OF_EACH['sign-in-refused'], user: 'anna' })
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(main.primary).toHaveText('Enter password')
  await expect(main.primary).toBeFocused()
  await pressOn(page, page.getByRole('button', { name: 'Cancel' }))
  await expect(main.word).toHaveText('Not connected')
  await expect(main.primary).toBeFocused()
})

test('buttons of a failure that go with it leave the focus nearby', async ({ page, engine }) => {
  const main = new MainPage(page)
  await signIn(page, engine)
  await engine.end(ONE_OF_EACH['tcp-refused'])
  await expect(main.word).toHaveText('Couldn’t connect')
  await page.getByRole('button', { name: 'Copy for the administrator' }).focus()
  await main.primary.evaluate((button: HTMLElement) => button.click())
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(main.primary).toBeFocused()
})

test('a connection that is removed, and a message that is read, leave the focus in the window', async ({
  page,
}) => {
  await pressOn(page, page.getByRole('button', { name: 'Actions for Office' }))
  await page.getByRole('menuitem', { name: 'Remove' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('“Office” was removed.')).toBeVisible()
  await somewhere(page).toBe(true)
  await pressOn(page, page.getByRole('complementary').getByRole('button').last())
  await expect(page.getByText('“Office” was removed.')).toHaveCount(0)
  await somewhere(page).toBe(true)
})

test('what is let go on purpose stays let go', async ({ page, engine }) => {
  await signIn(page, engine)
  await page.locator('.status-words').click()
  await engine.connect()
  await expect(new MainPage(page).word).toHaveText('Connected')
  await somewhere(page).toBe(false)
})

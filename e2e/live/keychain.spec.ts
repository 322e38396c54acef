import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { makeTemporaryFolder } from '../host/temporary-folder.ts'
import { Canary } from '../support/canary.ts'
import { Keyring } from '../support/keyring.ts'
import { type LiveApp, launchLive, makeHome } from '../support/live-app.ts'
import { Desktop } from '../testbed/desktop.ts'
import { LAB, Lab } from '../testbed/lab.ts'

/** A password that stands out wherever it appears. */
const PASSWORD = 'Merlin-Canary-0815-ß'

test.describe.configure({ mode: 'serial' })

let lab: Lab
let desktop: Desktop
let keyring: Keyring
let folder: string
let live: LiveApp
let page: Page
let canary: Canary

const button = (name: string) => page.getByRole('button', { name, exact: true })
const sheet = () => page.getByRole('dialog', { name: 'Sign in to “Lab”' })
const remember = () => sheet().getByRole('checkbox', { name: 'Remember in GNOME Keyring' })

async function start(): Promise<void> {
  live = await launchLive(desktop, { folder, env: keyring.env })
  page = await live.app.firstWindow()
  page.setDefaultTimeout(10_000)
  await canary.listen(live.app)
}

async function startAgain(): Promise<void> {
  canary.searchText('the output of the main process', live.app.output())
  await live.close()
  await start()
}

async function signIn(): Promise<void> {
  await sheet().getByLabel('Password', { exact: true }).fill(PASSWORD)
  await sheet().getByRole('button', { name: 'Connect', exact: true }).click()
}

async function expectConnected(): Promise<void> {
  await expect(button('Disconnect')).toBeVisible({ timeout: 20_000 })
  await canary.searchWindow(page)
}

async function disconnect(): Promise<void> {
  await button('Disconnect').click()
  await expect(button('Connect')).toBeVisible({ timeout: 10_000 })
}

test.beforeAll(async () => {
  lab = await Lab.create({ users: { [LAB.user]: PASSWORD } })
  desktop = await Desktop.furnish(lab.client)
  folder = makeTemporaryFolder()
  const profiles = join(folder, 'config', 'culvert', 'profiles')
  mkdirSync(profiles, { recursive: true })
  writeFileSync(join(profiles, 'lab.sstp'), lab.profile())
  makeHome(folder)
  keyring = await Keyring.start(desktop, folder)
  canary = new Canary(PASSWORD)
  await start()
})

test.afterAll(async () => {
  await live?.close()
  await keyring?.stop()
  live?.remove()
  desktop?.dispose()
  await lab?.remove()
})

test('a password is remembered once the server has accepted it, and not before', async () => {
  await button('Connect').click()
  await expect(sheet()).toContainText('No password has been saved for this connection yet.')
  await sheet().getByLabel('Password', { exact: true }).fill('a wrong one')
  await expect(remember()).toBeChecked()
  await sheet().getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(sheet()).toContainText('One attempt so far.')
  expect(await keyring.accounts()).toEqual([])
  await signIn()
  await expectConnected()
  await expect.poll(() => keyring.accounts()).toEqual(['lab'])
})

test('the next start connects without a question', async () => {
  await disconnect()
  await startAgain()
  await button('Connect').click()
  await expectConnected()
  canary.searchProcesses(await lab.client.pids())
  await disconnect()
})

test('a locked keyring is called that, and a password can be typed all the same', async () => {
  await keyring.lock()
  await button('Connect').click()
  await expect(sheet()).toContainText('GNOME Keyring is locked', { timeout: 20_000 })
  await expect(remember()).toBeHidden()
  await signIn()
  await expectConnected()
  await disconnect()
})

test('after the next log-in, which unlocks it, it is used again', async () => {
  await live.close()
  await keyring.unlock()
  await start()
  await button('Connect').click()
  await expectConnected()
  await disconnect()
})

test('“Ask every time” takes the saved password away, and none is kept any more', async () => {
  await button('Edit…').click()
  await page.locator('label', { hasText: 'Ask every time' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => keyring.accounts()).toEqual([])
  await button('Connect').click()
  await expect(sheet()).toContainText('This connection asks every time, so the password is not kept.')
  await signIn()
  await expectConnected()
  expect(await keyring.accounts()).toEqual([])
  await disconnect()
})

test('a password that is saved in the editor is used, and forgotten on demand', async () => {
  await button('Edit…').click()
  await page.locator('label', { hasText: 'Remember in GNOME Keyring' }).click()
  await page.getByLabel('Password to save').fill(PASSWORD)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => keyring.accounts()).toEqual(['lab'])
  await button('Connect').click()
  await expectConnected()
  await disconnect()
  await button('Edit…').click()
  await button('Forget the saved password').click()
  await expect(page.getByText('The saved password was removed.')).toBeVisible()
  expect(await keyring.accounts()).toEqual([])
  await page.keyboard.press('Escape')
})

test('a connection that is removed takes its password along', async () => {
  await button('Connect').click()
  await signIn()
  await expectConnected()
  await expect.poll(() => keyring.accounts()).toEqual(['lab'])
  await disconnect()
  await page.getByRole('button', { name: 'Actions for Lab' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByText('“Lab” was removed.')).toBeVisible()
  // The undo has to run out, or the app to end.
  await live.close()
  expect(await keyring.accounts()).toEqual([])
})

test('the secret is in no file, not even in the keyring’s own, and in no output', () => {
  canary.searchFolder(folder)
  canary.searchText('the output of the main process', live.app.output())
  expect(canary.messages).toBeGreaterThan(0)
})

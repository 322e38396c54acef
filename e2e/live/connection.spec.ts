import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { makeTemporaryFolder } from '../host/temporary-folder.ts'
import { Canary } from '../support/canary.ts'
import { clickToQuit } from '../support/click-to-quit.ts'
import { type LiveApp, launchLive } from '../support/live-app.ts'
import { Desktop } from '../testbed/desktop.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { PAGE } from '../testbed/traffic/server.ts'

/** A password that stands out wherever it appears. */
const PASSWORD = 'Kestrel-Canary-4711-ü'
const TRANSFER_BYTES = 100_000_000

test.describe.configure({ mode: 'serial' })

let lab: Lab
let desktop: Desktop
let before: Snapshot
let live: LiveApp
let page: Page
let canary: Canary

const button = (name: string) => page.getByRole('button', { name, exact: true })

async function signIn(password: string): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Password', { exact: true }).fill(password)
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click()
}

test.beforeAll(async () => {
  lab = await Lab.create({ users: { [LAB.user]: PASSWORD } })
  desktop = await Desktop.furnish(lab.client)
  before = await lab.client.snapshot()
  const folder = makeTemporaryFolder()
  const profiles = join(folder, 'config', 'culvert', 'profiles')
  mkdirSync(profiles, { recursive: true })
  writeFileSync(join(profiles, 'lab.sstp'), lab.profile())
  live = await launchLive(desktop, { folder })
  page = await live.app.firstWindow()
  canary = new Canary(PASSWORD)
  await canary.listen(live.app)
})

test.afterAll(async () => {
  live?.remove()
  desktop?.dispose()
  await lab?.remove()
})

test('a wrong password is named, and asked for again', async () => {
  await button('Connect').click()
  await signIn('not the password')
  await expect(page.getByRole('dialog')).toContainText('One attempt so far.')
})

test('the right one connects: pings, names, pages and a transfer each way', async () => {
  await signIn(PASSWORD)
  await expect(button('Disconnect')).toBeVisible({ timeout: 20_000 })
  await lab.sstp.event('network-up')
  await lab.client.exec('ping', ['-c', '2', '-i', '0.2', '-W', '2', LAB.inside])
  expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
  await lab.farEnd.transfer(lab.client, 'download', TRANSFER_BYTES)
  await lab.farEnd.transfer(lab.client, 'upload', TRANSFER_BYTES)
})

test('the window shows what was carried', async () => {
  // 100 MB each way and a few packets more.
  await expect(page.getByText(/Total\s1\d\d\sMB down, 1\d\d\sMB up/)).toBeVisible()
})

test('the secret is in no argument list and in no environment while connected', async () => {
  canary.searchProcesses(await lab.client.pids())
})

test('a server that goes away is waited for, and connected to again', async () => {
  await lab.restart({ users: { [LAB.user]: PASSWORD } })
  await lab.sstp.event('network-up')
  await expect(button('Disconnect')).toBeVisible({ timeout: 30_000 })
  await lab.client.exec('ping', ['-c', '2', '-i', '0.2', '-W', '2', LAB.inside])
  await page.getByRole('button', { name: 'Activity' }).click()
  await expect(page.getByText(/Reconnected/).first()).toBeVisible()
})

test('disconnecting leaves the network as it was', async () => {
  await button('Disconnect').click()
  await expect(button('Connect')).toBeVisible({ timeout: 10_000 })
  expect(await lab.client.snapshot()).toEqual(before)
})

test('a server that is gone is a failure with a remedy, and the network is as it was', async () => {
  await lab.sstp.stop()
  await button('Connect').click()
  await signIn(PASSWORD)
  await expect(page.getByText('tcp-refused')).toBeVisible({ timeout: 20_000 })
  expect(await lab.client.snapshot()).toEqual(before)
})

test('quitting while connected asks once, and puts the network back', async () => {
  await lab.restart({ users: { [LAB.user]: PASSWORD } })
  await button('Try again').click()
  await signIn(PASSWORD)
  await expect(button('Disconnect')).toBeVisible({ timeout: 20_000 })
  await canary.searchWindow(page)
  await live.app.evaluate(({ app }) => app.quit())
  await clickToQuit(page.getByRole('button', { name: 'Disconnect and quit' }))
  expect(await live.app.exited()).toBe(0)
  await live.close()
  expect(await lab.client.snapshot()).toEqual(before)
})

test('the secret is in no file, no output and no message to the window', () => {
  canary.searchFolder(live.folder)
  canary.searchText('the output of the main process', live.app.output())
  expect(canary.messages).toBeGreaterThan(10)
})

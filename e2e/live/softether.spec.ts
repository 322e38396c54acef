import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { makeTemporaryFolder } from '../host/temporary-folder.ts'
import { type LiveApp, launchLive } from '../support/live-app.ts'
import { Desktop } from '../testbed/desktop.ts'
import { connect, Namespace } from '../testbed/namespace.ts'
import { testPki } from '../testbed/pki.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { LAN, SoftEther } from '../testbed/softether/softether.ts'
import { FarEnd } from '../testbed/traffic/far-end.ts'
import { PAGE } from '../testbed/traffic/server.ts'

const SERVER = '10.77.0.1'
const PAGE_NAME = `page.${LAN.domain}`
const PASSWORD = 'correct-horse'
const TRANSFER_BYTES = 100_000_000

/** For nft: the port answers nobody from outside. */
const NOT_YET = `table inet closed {
  chain input {
    type filter hook input priority 0;
    iifname "wan0" tcp dport 443 reject with tcp reset
  }
}
`

test.describe.configure({ mode: 'serial' })

let serverSide: Namespace
let clientSide: Namespace
let softEther: SoftEther
let farEnd: FarEnd
let desktop: Desktop
let before: Snapshot
let live: LiveApp
let page: Page
let file: string

const button = (name: string) => page.getByRole('button', { name, exact: true })
const ping = () => clientSide.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', LAN.tap])

async function startServer(): Promise<void> {
  const identity = await (await testPki()).leaf({ names: ['vpn.test'] })
  softEther = await SoftEther.start({ namespace: serverSide, identity, users: { alice: PASSWORD } })
}

/** What an administrator would send to the people of his office. */
const profile = (authority: string) => `format = 1
name = "Office"
server = "${SERVER}"
[sign-in]
user = "alice@LAB"
[identity]
verify-name = "vpn.test"
sni = "vpn.test"
ca = """
${authority}"""
`

test.beforeAll(async () => {
  serverSide = await Namespace.create('softether')
  clientSide = await Namespace.create('client')
  await connect(
    { namespace: serverSide, device: 'wan0', address: `${SERVER}/24` },
    { namespace: clientSide, device: 'eth0', address: '10.77.0.2/24' },
  )
  await startServer()
  farEnd = await FarEnd.start(serverSide, LAN.tap, PAGE_NAME)
  desktop = await Desktop.furnish(clientSide)
  before = await clientSide.snapshot()
  const folder = makeTemporaryFolder()
  file = join(folder, 'office.sstp')
  writeFileSync(file, profile((await testPki()).authority.cert))
  live = await launchLive(desktop, { folder })
  page = await live.app.firstWindow()
})

test.afterAll(async () => {
  live?.remove()
  desktop?.dispose()
  await softEther?.stop()
  await clientSide?.remove()
  await serverSide?.remove()
})

test('a file that is opened while the app runs is shown, and added when that is wanted', async () => {
  expect(await live.app.startAgain([file])).toBe(0)
  const sheet = page.getByRole('dialog', { name: 'Review the connection' })
  await expect(sheet).toContainText(SERVER)
  await expect(sheet).toContainText('alice@LAB')
  await expect(sheet).toContainText('its own certificate authority')
  await sheet.getByRole('button', { name: 'Add and connect', exact: true }).click()
  await expect(sheet).toBeHidden()
})

test('it connects: pings, names, pages and a transfer each way', async () => {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(button('Disconnect')).toBeVisible({ timeout: 30_000 })
  await ping()
  expect(await farEnd.get(clientSide, `http://${PAGE_NAME}/`)).toBe(PAGE)
  await farEnd.transfer(clientSide, 'download', TRANSFER_BYTES)
  await farEnd.transfer(clientSide, 'upload', TRANSFER_BYTES)
})

test('a server that is killed is waited for, and connected to again without a question', async () => {
  await softEther.stop()
  await expect(page.getByText('Reconnecting…').first()).toBeVisible({ timeout: 60_000 })
  // It listens before it knows its users; whoever came then would be refused for good.
  await serverSide.exec('nft', ['-f', '-'], { input: NOT_YET })
  await startServer()
  await serverSide.exec('nft', ['delete', 'table', 'inet', 'closed'])
  await expect(button('Disconnect')).toBeVisible({ timeout: 60_000 })
  await ping()
})

test('disconnecting leaves the network as it was', async () => {
  await button('Disconnect').click()
  await expect(button('Connect')).toBeVisible({ timeout: 10_000 })
  expect(await clientSide.snapshot()).toEqual(before)
})

test('so does quitting', async () => {
  await live.close()
  expect(await live.app.exited()).toBe(0)
  expect(await clientSide.snapshot()).toEqual(before)
})

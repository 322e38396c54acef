import { expect, test } from '@playwright/test'
import { launchLive } from '../support/live-app.ts'
import { Desktop } from '../testbed/desktop.ts'
import { Lab } from '../testbed/lab.ts'

let lab: Lab
let desktop: Desktop

test.beforeAll(async () => {
  lab = await Lab.create()
  desktop = await Desktop.furnish(lab.client)
})

test.afterAll(async () => {
  desktop?.dispose()
  await lab?.remove()
})

test('starts', async () => {
  const live = await launchLive(desktop)
  const page = await live.app.firstWindow()
  await expect(page.getByRole('heading').first()).toBeVisible()
  await page.screenshot({ path: '/tmp/shot3.png' })
  await live.close()
  live.remove()
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launch } from '../../e2e/host/launch.ts'
import type { LaunchedApp } from '../../e2e/host/launched-app.ts'

const WORKER = join(import.meta.dirname, 'busy-engine-worker.mjs')

/** As many as many people have; the list shows them all. */
const CONNECTIONS = 12

/** The app, started, with its page, and how long that took. */
export interface RunningApp {
  app: LaunchedApp
  page: Page
  /** From the start of the process until the page had painted something of ours, in milliseconds. */
  startMs: number
}

/** Saves connections below `folder` as the user of a test has them. */
export function saveConnections(folder: string): void {
  const saved = join(folder, 'config', 'culvert', 'profiles')
  mkdirSync(saved, { recursive: true })
  for (let i = 1; i <= CONNECTIONS; i++) {
    const text = `format = 1\nname = "Office ${i}"\nserver = "vpn${i}.example.com"\n[sign-in]\nuser = "anna"\n`
    writeFileSync(join(saved, `office-${i}.sstp`), text)
  }
}

export async function start(folder: string, appPath?: string): Promise<RunningApp> {
  const began = Date.now()
  const app = await launch({
    folder,
    env: { CULVERT_ENGINE_WORKER: WORKER },
    ...(appPath !== undefined && { appPath }),
  })
  const page = await app.firstWindow()
  await page.locator('h1, main, [role=main]').first().waitFor()
  const paintedAt = await page.evaluate(async () => {
    const painted = () => performance.getEntriesByName('first-contentful-paint')[0]
    while (painted() === undefined) await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.timeOrigin + (painted()?.startTime ?? 0)
  })
  return { app, page, startMs: paintedAt - began }
}

/** Connects by hand, as somebody without a keychain does. */
export async function connect(page: Page): Promise<void> {
  await page.locator('.status-primary').click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Password', { exact: true }).fill('correct horse')
  await sheet.getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('button', { name: 'Disconnect' }).waitFor()
}

export function setLinesPerSecond(app: LaunchedApp, linesPerSecond: number): Promise<void> {
  return app.evaluate(
    (_, data) => {
      const channel = new BroadcastChannel('culvert-bench')
      channel.postMessage(data)
      // A channel keeps its thread alive, and closing it at once would take the message back.
      setTimeout(() => channel.close(), 100)
    },
    { linesPerSecond },
  )
}

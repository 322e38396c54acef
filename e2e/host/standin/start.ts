import { rmSync } from 'node:fs'
import { app } from './app.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { Control } from './control.ts'
import * as electron from './electron.ts'
import { type HostOptions, setRunning } from './host.ts'
import { watchPages } from './page.ts'
import { watchDownloads } from './session.ts'
import { VERSIONS } from './versions.ts'

/** What a process of Electron says of itself. */
function dressUp(): void {
  const versions = { ...process.versions, ...VERSIONS }
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true, configurable: true })
  Object.assign(process, { type: 'browser', resourcesPath: process.cwd(), defaultApp: true })
}

/** Begins while the app's own modules load; the app is ready when Chromium is, and the test has connected to it. */
export function start(options: HostOptions): void {
  dressUp()
  const chromium = startChromium({
    profile: options.profile,
    headed: options.headed,
    port: options.tested,
    args: [],
  })
  setRunning(options, chromium.connection)
  process.on('exit', () => cleanUp(options, chromium))
  // A signal ends Electron by way of its quit events.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  chromium.process.once('exit', (code) => {
    console.error(`Chromium ended with ${code}.`)
    process.exit(1)
  })
  const control = options.tested ? new Control(electron) : undefined
  begin(chromium, control).catch((error) => {
    console.error(error)
    process.exit(1)
  })
}

async function begin(chromium: Chromium, control: Control | undefined): Promise<void> {
  const { product } = await chromium.connection.browser.send('Browser.getVersion')
  Object.assign(process.versions, { chrome: product.split('/')[1] })
  await Promise.all([watchPages(), watchDownloads()])
  await control?.connected((await chromium.address) ?? '', chromium.process.pid ?? 0)
  app.becomeReady()
}

function cleanUp({ profile, temporary }: HostOptions, { process: chromium }: Chromium): void {
  chromium.kill('SIGKILL')
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  if (temporary !== undefined && !process.connected) rmSync(temporary, { recursive: true, force: true })
}

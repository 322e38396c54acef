import { rmSync } from 'node:fs'
import { app } from './app.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { Control } from './control.ts'
import * as electron from './electron.ts'
import { endChromium } from './end-chromium.ts'
import { type HostOptions, setRunning } from './host.ts'
import { watchPages } from './page.ts'
import { watchDownloads } from './session.ts'
import { VERSIONS } from './versions.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A main module that is not loaded so long after everything else is ready waits for something that will not come. */
const LOAD_MS = 5000

const NEVER_READY = `The main module has not been loaded within ${LOAD_MS} ms. Electron becomes ready only when it is: a main module
that awaits app.whenReady() at its top level, directly or through a function, waits for itself (electron/electron#40719).
Use app.whenReady().then(…) there.`

/** What a process of Electron says of itself. */
function dressUp(): void {
  const versions = { ...process.versions, ...VERSIONS }
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true, configurable: true })
  Object.assign(process, { type: 'browser', resourcesPath: process.cwd(), defaultApp: true })
}

/** Chromium starts while the app's own modules load. */
export function start(options: HostOptions, load: () => Promise<unknown>): void {
  dressUp()
  const chromium = startChromium({ profile: options.profile, headed: options.headed, port: options.tested })
  setRunning({ options, connection: chromium.connection, pid: chromium.process.pid })
  process.on('exit', () => cleanUp(options))
  for (const signal of SIGNALS) process.on(signal, () => quitBy(signal))
  chromium.process.once('exit', (code) => {
    console.error(`Chromium ended with ${code}.`)
    process.exit(1)
  })
  // Whoever started us without a test is gone.
  if (!options.tested) process.on('disconnect', () => app.quit())
  const control = options.tested ? new Control(electron) : undefined
  begin(chromium, control, load()).catch((error) => {
    console.error(error)
    process.exit(1)
  })
}

/** A signal ends Electron by way of its quit events; an app that listens itself takes it from Electron. */
function quitBy(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 1) app.quit()
}

/** The app is ready when it is loaded, Chromium runs, and the test has connected to it. */
async function begin(
  chromium: Chromium,
  control: Control | undefined,
  loaded: Promise<unknown>,
): Promise<void> {
  const started = prepare(chromium, control)
  // Whichever fails first says why; the other is not waited for.
  await Promise.race([loaded, started])
  await started
  await withinTime(loaded)
  app.becomeReady()
  control?.ready()
}

async function prepare(chromium: Chromium, control: Control | undefined): Promise<void> {
  const { product } = await chromium.connection.browser.send('Browser.getVersion')
  Object.assign(process.versions, { chrome: product.split('/')[1] })
  await Promise.all([watchPages(), watchDownloads()])
  await control?.connected((await chromium.address) ?? '')
}

/** Electron would wait for ever. */
async function withinTime(loaded: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => {
    console.error(NEVER_READY)
    process.exit(1)
  }, LOAD_MS)
  await loaded
  clearTimeout(timer)
}

function cleanUp({ profile, temporary }: HostOptions): void {
  endChromium(profile)
  if (temporary !== undefined && !process.connected) rmSync(temporary, { recursive: true, force: true })
}

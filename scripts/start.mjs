// Shows the desktop app from a checkout: builds it if its sources are newer, then runs it in Electron where that is installed,
// and otherwise in the test host with a window of Chromium. Arguments go to the app.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { findElectron } from '../e2e/host/electron-binary.ts'
import { OPTIONS_VARIABLE } from '../e2e/host/standin/host.ts'
import { buildIfStale } from './build-if-stale.mjs'
import { startVirtualScreen } from './virtual-screen.mjs'

const ROOT = join(import.meta.dirname, '..')
const MAIN = join(ROOT, 'out', 'app', 'main.js')
const ENTRY = join(ROOT, 'e2e', 'host', 'standin', 'entry.mjs')

const LIMITS = `Electron is not installed, so the app runs in the test host: its main process under plain Node,
its window in Chromium. There is no tray icon, there are no notifications and no file dialogs, and closing
the window quits. Everything else is real.`

const NO_SCREEN = `There is no screen to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.
Start it from a desktop, or set CULVERT_HEADLESS=1 to run it under xvfb, where nobody sees it.`

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`)

/**
 * Runs it to its end, which is ours; signals go on to it, and it ends with us.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, after?: () => void }} options
 */
function run(command, args, { env = {}, stdio = 'inherit', after = () => undefined } = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    after()
    process.exitCode = code ?? 1
  })
}

/**
 * @param {string} electron
 * @param {readonly string[]} args
 */
function runInElectron(electron, args) {
  say(`Running in Electron (${electron}).`)
  // Chromium's own sandbox refuses to work for root.
  run(electron, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, ...args])
}

/** @param {readonly string[]} args */
async function runInHost(args) {
  const { DISPLAY, WAYLAND_DISPLAY, CULVERT_HEADLESS } = process.env
  const hasScreen = Boolean(DISPLAY ?? WAYLAND_DISPLAY)
  if (!hasScreen && CULVERT_HEADLESS === undefined) {
    process.stderr.write(`${NO_SCREEN}\n`)
    process.exit(1)
  }
  say(LIMITS)
  const screen = hasScreen ? undefined : await startVirtualScreen()
  const profile = mkdtempSync(join(tmpdir(), 'culvert-window-'))
  const options = { appPath: ROOT, profile, headed: true, tested: false }
  run(process.execPath, [ENTRY, MAIN, ...args], {
    env: { [OPTIONS_VARIABLE]: JSON.stringify(options), ...(screen && { DISPLAY: screen.display }) },
    // By the fourth it notices when we are gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    after: () => {
      screen?.stop()
      // The host removes it; this is for one that was killed.
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
    },
  })
}

if (!buildIfStale()) process.exit(1)
const electron = findElectron()
const args = process.argv.slice(2)
if (electron === undefined) await runInHost(args)
else runInElectron(electron, args)

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { CdpConnection } from './cdp.ts'

/** Where Linux distributions put it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const NEVER_BY_ITSELF = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-field-trial-config',
  '--disable-search-engine-choice-screen',
  '--disable-back-forward-cache',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-features=Translate,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch',
]

/** A window that nobody looks at still runs at full speed, and looks the same on every machine. */
const ALWAYS_THE_SAME = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
]

export interface ChromiumOptions {
  profile: string
  headed: boolean
  /** A second client, the test, may connect over a port. */
  port: boolean
}

export interface Chromium {
  process: ChildProcess
  connection: CdpConnection
  /** Where the second client connects; undefined without a port. */
  address: Promise<string | undefined>
}

export function findChromium(): string {
  const found = PLACES.find((path) => existsSync(path))
  if (found === undefined)
    throw new Error(`No Chromium found (looked for ${PLACES.join(', ')}). Run: apt-get install chromium`)
  return found
}

/** Chromium's own sandbox refuses to work for root. */
export function sandboxSwitches(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** Starts Chromium on a pipe: it ends by itself when this process does, in whatever way. */
export function startChromium({ profile, headed, port }: ChromiumOptions): Chromium {
  const all = [
    '--remote-debugging-pipe',
    ...(port ? ['--remote-debugging-port=0'] : []),
    `--user-data-dir=${profile}`,
    ...NEVER_BY_ITSELF,
    ...ALWAYS_THE_SAME,
    // Closing the only window would end Chromium; whether the app ends is for the app to say.
    ...(headed ? ['--keep-alive-for-test'] : ['--headless=new', '--hide-scrollbars', '--mute-audio']),
    ...sandboxSwitches(),
    '--no-startup-window',
  ]
  const child = spawn(findChromium(), all, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  const [, , stderr, output, input] = child.stdio as unknown as [null, null, Readable, Writable, Readable]
  const connection = new CdpConnection(output, input)
  return { process: child, connection, address: port ? addressIn(stderr, child) : silently(stderr) }
}

function addressIn(stderr: Readable, child: ChildProcess): Promise<string> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    createInterface(stderr).on('line', (line) => {
      if (said.length < 20) said.push(line)
      const address = line.match(/^DevTools listening on (ws:\/\/.*)$/)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${said.join('\n')}`)))
  })
}

function silently(stderr: Readable): Promise<undefined> {
  stderr.resume()
  return Promise.resolve(undefined)
}

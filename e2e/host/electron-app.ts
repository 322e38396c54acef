import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  type BrowserContext,
  type ElectronApplication,
  _electron as electron,
  type Page,
} from 'playwright-core'
import { begunPage } from './begun-page.ts'
import { environmentFor } from './environment.ts'
import type { Electron, LaunchedApp, LaunchSettings } from './launched-app.ts'
import { relaunchIn } from './marks.ts'
import { ProcessOutput, within } from './process-output.ts'

const RECORDER = join(import.meta.dirname, 'electron-recorder.cjs')

const CLOSE_MS = 15_000

/** The app in the real Electron, by Playwright's own means. */
export class ElectronApp implements LaunchedApp {
  readonly host = 'electron'
  readonly folder: string
  readonly #settings: LaunchSettings
  readonly #executable: string
  readonly #app: ElectronApplication
  readonly #output: ProcessOutput

  private constructor(settings: LaunchSettings, executable: string, app: ElectronApplication) {
    this.folder = settings.folder
    this.#settings = settings
    this.#executable = executable
    this.#app = app
    this.#output = new ProcessOutput(app.process())
  }

  static async start(settings: LaunchSettings, executable: string): Promise<ElectronApp> {
    const { appPath, args = [], env, folder, enter } = settings
    if (enter !== undefined) throw new Error('Electron cannot be driven across network namespaces')
    const app = await electron.launch({
      executablePath: executable,
      args: ['-r', RECORDER, ...sandboxSwitches(), appPath, ...args],
      cwd: appPath,
      env: environmentFor(folder, env),
    })
    return new ElectronApp(settings, executable, app)
  }

  evaluate<Result, Argument>(
    run: (electron: Electron, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    return this.#app.evaluate(run as never, argument) as Promise<Result>
  }

  async firstWindow(options: { timeout?: number } = {}): Promise<Page> {
    return await begunPage(await this.#app.firstWindow(options), options.timeout)
  }

  windows(): Page[] {
    return this.#app.windows()
  }

  on(event: 'window', listener: (page: Page) => void): void {
    this.#app.on(event, listener)
  }

  off(event: 'window', listener: (page: Page) => void): void {
    this.#app.off(event, listener)
  }

  async waitForEvent(event: 'window', options: { timeout?: number } = {}): Promise<Page> {
    return await begunPage(await this.#app.waitForEvent(event, options), options.timeout)
  }

  context(): BrowserContext {
    return this.#app.context()
  }

  process(): ChildProcess {
    return this.#app.process()
  }

  output(): string {
    return this.#output.text
  }

  exited(): Promise<number | null> {
    return this.#output.exited
  }

  relaunchArguments(): string[] | undefined {
    return relaunchIn(this.output())
  }

  async startAgain(args: readonly string[] = []): Promise<number | null> {
    const { appPath, env, folder } = this.#settings
    const second = spawn(this.#executable, [...sandboxSwitches(), appPath, ...args], {
      cwd: appPath,
      env: environmentFor(folder, env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output = new ProcessOutput(second)
    return await output.exited
  }

  async close(): Promise<void> {
    const closing = this.#app.close()
    const ended = await within(CLOSE_MS, Promise.all([closing, this.exited()]))
    if (ended) return
    this.process().kill('SIGKILL')
    await closing
    throw new Error(`The app did not quit within ${CLOSE_MS} ms. It wrote:\n${this.output()}`)
  }
}

/** Chromium's own sandbox refuses to work for root. */
const sandboxSwitches = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

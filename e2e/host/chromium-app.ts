import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { begunPage } from './begun-page.ts'
import { environmentFor } from './environment.ts'
import type { Electron, LaunchedApp, LaunchSettings } from './launched-app.ts'
import { relaunchIn, unsupportedIn } from './marks.ts'
import { ProcessOutput, within } from './process-output.ts'
import { readManifest } from './standin/app-paths.ts'
import type { FromTest, ToTest } from './standin/control.ts'
import { endChromium } from './standin/end-chromium.ts'
import { type HostOptions, OPTIONS_VARIABLE } from './standin/host.ts'

const ENTRY = join(import.meta.dirname, 'standin', 'entry.mjs')

/** The whole way from nothing to a browser that answers. */
const START_MS = 20_000

/** An app that has not ended so long after it was asked to has hung. */
const CLOSE_MS = 15_000

/** An app whose Chromium is gone has ended, or does within so long. */
const GIVING_UP_MS = 1000

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The app under plain Node, its pages in Chromium. */
export class ChromiumApp implements LaunchedApp {
  readonly host = 'chromium'
  readonly folder: string
  readonly #settings: LaunchSettings
  readonly #process: ChildProcess
  readonly #output: ProcessOutput
  readonly #waiting = new Map<number, Waiting>()
  readonly #address = Promise.withResolvers<string>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #exited: Promise<number | null>
  #browser: Browser | undefined
  #nextId = 1

  private constructor(settings: LaunchSettings) {
    this.folder = settings.folder
    this.#settings = settings
    this.#process = spawnApp(settings, true)
    this.#output = new ProcessOutput(this.#process)
    this.#process.on('message', (message: ToTest) => this.#receive(message))
    this.#exited = this.#output.exited.then((code) => this.#ended(code))
  }

  static async start(settings: LaunchSettings): Promise<ChromiumApp> {
    const app = new ChromiumApp(settings)
    try {
      await app.#connect()
      return app
    } catch (error) {
      app.#process.kill('SIGKILL')
      await app.exited()
      throw error
    }
  }

  evaluate<Result, Argument>(
    run: (electron: Electron, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    const id = this.#nextId++
    return new Promise<unknown>((resolve, reject) => {
      if (!this.#process.connected) return reject(new Error('the app has ended'))
      this.#waiting.set(id, { resolve, reject })
      this.#send({ type: 'evaluate', id, source: String(run), argument })
    }) as Promise<Result>
  }

  async firstWindow(options: { timeout?: number } = {}): Promise<Page> {
    const [page] = this.windows()
    return page === undefined
      ? await this.waitForEvent('window', options)
      : await begunPage(page, options.timeout)
  }

  windows(): Page[] {
    return this.context().pages()
  }

  on(_event: 'window', listener: (page: Page) => void): void {
    this.context().on('page', listener)
  }

  off(_event: 'window', listener: (page: Page) => void): void {
    this.context().off('page', listener)
  }

  async waitForEvent(_event: 'window', options: { timeout?: number } = {}): Promise<Page> {
    return await begunPage(await this.context().waitForEvent('page', options), options.timeout)
  }

  context(): BrowserContext {
    const [context] = this.#browser?.contexts() ?? []
    if (context === undefined) throw new Error('the app has ended')
    return context
  }

  process(): ChildProcess {
    return this.#process
  }

  output(): string {
    return this.#output.text
  }

  exited(): Promise<number | null> {
    return this.#exited
  }

  relaunchArguments(): string[] | undefined {
    return relaunchIn(this.output())
  }

  async startAgain(args: readonly string[] = []): Promise<number | null> {
    const second = spawnApp({ ...this.#settings, args, temporary: false }, false)
    const output = new ProcessOutput(second)
    return await output.exited
  }

  async close(): Promise<void> {
    let refusal = ''
    if (this.#process.connected) {
      // The answer may not come any more: the app may be gone before it can say that it goes.
      this.evaluate(({ app }) => app.quit()).catch((error: Error) => {
        refusal = String(error.stack)
      })
    }
    const ended = await within(CLOSE_MS, this.exited())
    if (!ended) {
      this.#process.kill('SIGKILL')
      await this.exited()
    }
    await this.#browser?.close()
    if (!ended)
      throw new Error(`The app did not quit within ${CLOSE_MS} ms. It wrote:\n${this.output()}\n${refusal}`)
    const lacking = unsupportedIn(this.output())
    if (lacking.length > 0) throw new Error(`The app needs what the test host lacks: ${lacking.join(', ')}`)
  }

  async #connect(): Promise<void> {
    const failed = this.exited().then((code) => {
      throw new Error(`The app ended with ${code} before it was ready. It wrote:\n${this.output()}`)
    })
    // Whoever waits for it hears of it; later on it is no failure.
    failed.catch(() => undefined)
    const address = await Promise.race([this.#address.promise, failed, timeLimit()])
    const reachable = (await this.#settings.reach?.(address)) ?? address
    const options = { noDefaults: true, timeout: START_MS }
    this.#browser = await chromium.connectOverCDP(reachable, options).catch(async (error: Error) => {
      // Chromium goes with an app that gives up, and what that wrote says more than a closed connection.
      if (await within(GIVING_UP_MS, this.exited())) await failed
      throw error
    })
    this.#send({ type: 'connected' })
    await Promise.race([this.#ready.promise, failed, timeLimit()])
  }

  #receive(message: ToTest): void {
    if (message.type === 'browser') {
      this.#address.resolve(message.address)
      return
    }
    if (message.type === 'ready') {
      this.#ready.resolve()
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.type === 'result') waiting?.resolve(message.value)
    else waiting?.reject(Object.assign(new Error(message.message), { stack: message.stack }))
  }

  /** Chromium follows by itself, but not at once. */
  #ended(code: number | null): number | null {
    for (const { reject } of this.#waiting.values()) reject(new Error(`the app ended with ${code}`))
    this.#waiting.clear()
    endChromium(profileIn(this.folder, true))
    return code
  }

  #send(message: FromTest): void {
    this.#process.send(message)
  }
}

const profileIn = (folder: string, tested: boolean) =>
  join(folder, tested ? 'chromium' : 'chromium-of-second-start')

function spawnApp(settings: LaunchSettings, tested: boolean) {
  const { appPath, args = [], env, folder, temporary, headed = false, enter = [] } = settings
  const { main } = readManifest(appPath)
  if (main === undefined) throw new Error(`${appPath}/package.json names no main module`)
  const profile = profileIn(folder, tested)
  const options: HostOptions = { appPath, profile, headed, tested, ...(temporary && { temporary: folder }) }
  const [command = '', ...words] = [...enter, process.execPath, ENTRY, join(appPath, main), ...args]
  return spawn(command, words, {
    cwd: appPath,
    env: { ...environmentFor(folder, env), [OPTIONS_VARIABLE]: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'pipe', ...(tested ? ['ipc' as const] : [])],
    serialization: 'advanced',
  })
}

async function timeLimit(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, START_MS).unref())
  throw new Error(`The app was not ready within ${START_MS} ms`)
}

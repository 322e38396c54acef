import type { ChildProcess } from 'node:child_process'
import type { BrowserContext, Page } from 'playwright-core'

export type Electron = typeof import('electron')

/** The running app, in the shape of Playwright's `ElectronApplication`, whichever host it runs in. */
export interface LaunchedApp {
  readonly host: 'electron' | 'chromium'
  /** Home, configuration and everything else that the app writes is below it. */
  readonly folder: string
  /** Runs a function in the main process; it must bring all that it needs. */
  evaluate<Result, Argument = void>(
    run: (electron: Electron, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>
  /** The first window, once it shows what the app has loaded. */
  firstWindow(options?: { timeout?: number }): Promise<Page>
  windows(): Page[]
  on(event: 'window', listener: (page: Page) => void): void
  off(event: 'window', listener: (page: Page) => void): void
  /** The next window that opens, likewise. */
  waitForEvent(event: 'window', options?: { timeout?: number }): Promise<Page>
  context(): BrowserContext
  process(): ChildProcess
  /** What the main process wrote to standard output and standard error. */
  output(): string
  /** Settles with the exit code, or null after a signal, once the process has ended. */
  exited(): Promise<number | null>
  /** The arguments with which the app wants to be started again, if it does; it is not. */
  relaunchArguments(): string[] | undefined
  /** Starts the app once more with the same folders, as a user would by a second click; answers its exit code. */
  startAgain(args?: readonly string[]): Promise<number | null>
  /** Quits in good order. An app that does not end is killed, and that is an error; so is one that wanted what the host lacks. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** The folder whose package.json names the main module; the project itself unless told otherwise. */
  appPath?: string
  /** Arguments of the app's own. */
  args?: readonly string[]
  /** Added to the environment; undefined takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>
  /** Kept when the app closes, so that a later start finds it again; a new one is made and removed otherwise. */
  folder?: string
  /** A window on a screen. */
  headed?: boolean
  /** Words that make a command run somewhere else: on another computer of the test bed, as another user. Not with Electron. */
  enter?: readonly string[]
  /** From there, how the port of the browser is reached from here. */
  reach?: (address: string) => Promise<string>
}

/** What a host needs to know of a wish. */
export interface LaunchSettings extends LaunchOptions {
  appPath: string
  folder: string
  /** Nobody wants the folder after the app. */
  temporary: boolean
}

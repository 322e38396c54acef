import { markRelaunch } from '../marks.ts'
import { appMetrics } from './app-metrics.ts'
import { AppPaths } from './app-paths.ts'
import { CommandLine } from './command-line.ts'
import { host } from './host.ts'
import { QuitSequence } from './quit-sequence.ts'
import { recordCall } from './records.ts'
import { type SecondStart, SingleInstance } from './single-instance.ts'
import { preventable, StandIn } from './stand-in.ts'
import { listWindows } from './window-list.ts'

/** Nothing of the machine's own graphics is used here; the answer is that of a machine with a working GPU. */
const GPU_FEATURES = { gpu_compositing: 'enabled', rasterization: 'enabled', webgl: 'enabled' }

class App extends StandIn {
  protected readonly events = [
    'will-finish-launching',
    'ready',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
    'open-file',
    'open-url',
    'activate',
    'second-instance',
    'web-contents-created',
    'browser-window-created',
    'browser-window-focus',
    'browser-window-blur',
    'render-process-gone',
    'child-process-gone',
    'session-created',
    'certificate-error',
    'login',
    'select-client-certificate',
    'accessibility-support-changed',
    'gpu-info-update',
  ]
  readonly isPackaged = false
  readonly accessibilitySupportEnabled = false
  readonly commandLine = new CommandLine()
  readonly #paths = new AppPaths()
  readonly #single = new SingleInstance()
  readonly #quit = new QuitSequence(this, () => this.#single.release())
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #loginItem = { openAtLogin: false, openAsHidden: false, executableWillLaunchAtLogin: false }
  #hardwareAcceleration = true

  // Names and paths

  get name(): string {
    return this.#paths.name
  }

  set name(name: string) {
    this.#paths.name = name
  }

  getName = (): string => this.#paths.name
  setName = (name: string): void => {
    this.#paths.name = name
  }
  getVersion = (): string => this.#paths.manifest.version ?? ''
  getAppPath = (): string => host().options.appPath
  getPath = (name: string): string => this.#paths.get(name)
  setPath = (name: string, path: string): void => this.#paths.set(name, path)
  setAppLogsPath(path?: string): void {
    this.#paths.set('logs', path ?? this.#paths.get('logs'))
  }

  // Beginning

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  /** The host's part: Chromium runs. */
  becomeReady(): void {
    this.emit('will-finish-launching')
    this.#isReady = true
    this.emit('ready', preventable(), {})
    this.#ready.resolve()
  }

  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    const tell = ({ argv, workingDirectory, additionalData: data }: SecondStart) => {
      this.whenReady()
        .then(() => this.emit('second-instance', preventable(), argv, workingDirectory, data))
        .catch((error) => this.emit('error', error))
    }
    return this.#single.request(this.getPath('userData'), additionalData, tell)
  }

  hasSingleInstanceLock(): boolean {
    return this.#single.isHeld
  }

  releaseSingleInstanceLock(): void {
    this.#single.release()
  }

  // End

  quit(): void {
    this.#quit.begin()
  }

  exit(code = 0): void {
    for (const window of listWindows()) window.destroy()
    this.#quit.end(code)
  }

  /** Told to the test, which starts the next one if it wants it. */
  relaunch(options: { args?: string[] } = {}): void {
    process.stdout.write(markRelaunch(options.args ?? process.argv.slice(1)))
  }

  /** The host's part: a window is gone. */
  windowClosed(): void {
    this.#quit.windowClosed()
  }

  // What leaves the app

  setLoginItemSettings(settings: { openAtLogin?: boolean; openAsHidden?: boolean }): void {
    recordCall('app.setLoginItemSettings', settings)
    const openAtLogin = settings.openAtLogin ?? false
    this.#loginItem = {
      openAtLogin,
      openAsHidden: settings.openAsHidden ?? false,
      executableWillLaunchAtLogin: openAtLogin,
    }
  }

  getLoginItemSettings(): unknown {
    return { ...this.#loginItem, wasOpenedAtLogin: false, wasOpenedAsHidden: false, launchItems: [] }
  }

  setAppUserModelId(id: string): void {
    recordCall('app.setAppUserModelId', id)
  }

  setDesktopName(name: string): void {
    recordCall('app.setDesktopName', name)
  }

  setAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean {
    recordCall('app.setAsDefaultProtocolClient', protocol, path, args)
    return true
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    recordCall('app.removeAsDefaultProtocolClient', protocol)
    return true
  }

  setBadgeCount(count = 0): boolean {
    recordCall('app.setBadgeCount', count)
    return true
  }

  addRecentDocument(path: string): void {
    recordCall('app.addRecentDocument', path)
  }

  setAboutPanelOptions(options: unknown): void {
    recordCall('app.setAboutPanelOptions', options)
  }

  focus(): void {
    recordCall('app.focus')
  }

  // The machine

  enableSandbox(): void {
    recordCall('app.enableSandbox')
  }

  disableHardwareAcceleration(): void {
    if (this.#isReady)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready')
    recordCall('app.disableHardwareAcceleration')
    this.#hardwareAcceleration = false
  }

  isHardwareAccelerationEnabled(): boolean {
    return this.#hardwareAcceleration
  }

  getGPUFeatureStatus(): Record<string, string> {
    if (this.#hardwareAcceleration) return { ...GPU_FEATURES }
    return Object.fromEntries(Object.keys(GPU_FEATURES).map((feature) => [feature, 'disabled_software']))
  }

  getAppMetrics(): unknown[] {
    return appMetrics()
  }

  getLocale(): string {
    return (
      (process.env.LANGUAGE ?? process.env.LC_ALL ?? process.env.LANG ?? 'en').split(/[_.:]/, 1)[0] || 'en'
    )
  }

  getSystemLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env
    const named = (LANGUAGE ?? LC_ALL ?? LC_MESSAGES ?? LANG ?? '').split(':')
    const tags = named.map((locale) => (locale.split('.')[0] ?? '').replace('_', '-'))
    const known = tags.filter((tag) => tag !== '' && tag !== 'C' && tag !== 'POSIX')
    return known.length > 0 ? known : ['en-US']
  }

  getLocaleCountryCode(): string {
    return this.getSystemLocale().split('-')[1] ?? 'US'
  }
}

export const app = new App()

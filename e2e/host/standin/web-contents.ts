import { app } from './app.ts'
import type { CdpSession } from './cdp.ts'
import { Frames } from './frames.ts'
import { host } from './host.ts'
import { injectedScripts } from './injected-scripts.ts'
import { nativeTheme } from './native-theme.ts'
import { askToOpen, mayNavigate, type OpenHandler } from './navigation-policy.ts'
import { openPage, preparePage, quietly } from './page.ts'
import { followPage, loadError } from './page-events.ts'
import { PageLook } from './page-look.ts'
import { PageMessages } from './page-messages.ts'
import { Requests } from './requests.ts'
import { toBrowserUrl } from './scheme-translation.ts'
import { defaultSession } from './session.ts'
import { NotSupportedError, preventable, StandIn } from './stand-in.ts'
import type { Bounds } from './window-options.ts'

export interface ContentsOptions {
  preload: string | undefined
  bounds(): Bounds
  onTitle(title: string): void
  /** The page was closed from outside. */
  onClosed(): void
}

const contents = new Map<number, WebContents>()
let nextId = 1

export class WebContents extends StandIn {
  protected readonly events = [
    'did-start-loading',
    'did-stop-loading',
    'dom-ready',
    'did-finish-load',
    'did-fail-load',
    'did-navigate',
    'did-navigate-in-page',
    'did-frame-navigate',
    'page-title-updated',
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
    'did-attach-webview',
    'render-process-gone',
    'unresponsive',
    'responsive',
    'console-message',
    'preload-error',
    'ipc-message',
    'destroyed',
    'before-input-event',
    'context-menu',
    'devtools-opened',
    'zoom-changed',
  ]
  readonly id = nextId++
  readonly session = defaultSession
  readonly #options: ContentsOptions
  readonly #frames: Frames
  readonly #look: PageLook
  readonly #page: Promise<CdpSession>
  #messages: PageMessages | undefined
  #targetId = ''
  #destroyed = false
  #crashed = false
  #loading = false
  #begun = false
  #ownLoad: string | undefined
  #openHandler: OpenHandler | undefined
  #title = ''

  constructor(options: ContentsOptions) {
    super()
    this.#options = options
    this.#look = new PageLook(() => options.bounds())
    this.#frames = new Frames((channel, args) => this.send(channel, ...args))
    contents.set(this.id, this)
    this.#page = this.#open()
    // Whoever loads something hears of it; a window that never loads anything only says so.
    this.#page.catch((error) => this.#destroyed || console.error('The page could not be opened:', error))
    nativeTheme.on('updated', this.#followTheme)
    app.emit('web-contents-created', preventable(), this)
  }

  static getAllWebContents = (): WebContents[] => [...contents.values()]
  static fromId = (id: number): WebContents | undefined => contents.get(id)

  get mainFrame(): unknown {
    return this.#frames.main
  }

  // Loading

  getURL(): string {
    return this.#frames.main.url === '' && this.#ownLoad !== undefined ? this.#ownLoad : this.#frames.main.url
  }

  async loadURL(url: string): Promise<void> {
    this.#ownLoad = new URL(url).href
    const session = await this.#page
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    this.#begun = true
    const { errorText } = await session.send('Page.navigate', { url: toBrowserUrl(this.#ownLoad) })
    if (errorText !== undefined) throw loadError(this, errorText, url)
    await loaded
  }

  loadFile(path: string): Promise<void> {
    return Promise.reject(
      new NotSupportedError(`webContents.loadFile (${path}); serve it by protocol.handle`),
    )
  }

  reload(): void {
    this.#ownLoad = this.getURL()
    if (this.#crashed) void this.loadURL(this.#ownLoad)
    else this.#command((session) => session.send('Page.reload'))
    this.#crashed = false
  }

  reloadIgnoringCache(): void {
    this.reload()
  }

  stop(): void {
    this.#command((session) => session.send('Page.stopLoading'))
  }

  isLoading(): boolean {
    return this.#loading
  }

  getTitle(): string {
    return this.#title
  }

  // Messages

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    if (!this.#destroyed) this.#messages?.send(channel, args)
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const session = await this.#page
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  // State

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  forcefullyCrashRenderer(): void {
    // Never answered: the renderer that would is the one that dies.
    this.#command((session) => session.send('Page.crash'))
  }

  setZoomFactor(factor: number): void {
    this.#look.zoom = factor
    this.applySize()
  }

  getZoomFactor(): number {
    return this.#look.zoom
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }

  getZoomLevel(): number {
    return Math.log(this.#look.zoom) / Math.log(1.2)
  }

  setBackgroundThrottling(): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false
  }

  focus(): void {
    this.#command((session) => session.send('Page.bringToFront'))
  }

  // The host's part

  /** The page has the size of its window, in points that the zoom makes larger. */
  applySize(): void {
    this.#command((session) => this.#look.size(session))
  }

  /** A page that nobody can see knows it. */
  applySight(visible: boolean): void {
    this.#command((session) => this.#look.sight(session, visible))
  }

  get targetId(): string {
    return this.#targetId
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    contents.delete(this.id)
    nativeTheme.off('updated', this.#followTheme)
    const { browser } = host().connection
    void this.#page.then(
      () => quietly(browser.send('Target.closeTarget', { targetId: this.#targetId })),
      () => undefined,
    )
    this.emit('destroyed')
  }

  #setTitle(title: string): void {
    this.#title = title
    const event = preventable()
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.#options.onTitle(title)
  }

  async #open(): Promise<CdpSession> {
    const { targetId, session } = await openPage(this.#options.bounds())
    this.#targetId = targetId
    this.#frames.follow(session, targetId)
    this.#messages = new PageMessages(session, this.#frames, {
      sender: this,
      emit: (event, ...args) => this.emit(event, ...args),
      windowOpen: (url, name, features) => askToOpen(this.#openHandler, url, name, features),
      title: (title) => this.#setTitle(title),
      preloadError: (error) => this.emit('preload-error', preventable(), this.#options.preload, error),
    })
    new Requests(session, this.#frames, {
      mayNavigate: (navigation) => mayNavigate(this, navigation),
      isOwnLoad: (url) => url === this.#ownLoad,
    })
    followPage(session, this.#frames, this, {
      hasBegun: () => this.#begun,
      onLoading: (loading) => {
        this.#loading = loading
      },
      onCrash: () => {
        this.#crashed = true
      },
      onPopup: (url, name) => askToOpen(this.#openHandler, url, name, ''),
      onNavigationElsewhere: (url) =>
        mayNavigate(this, { url, frame: this.#frames.main, isMainFrame: true, isRedirect: false }),
      onClosed: () => this.#options.onClosed(),
    })
    const scripts = injectedScripts(this.#options.preload)
    if (scripts.trouble !== undefined) {
      console.error(`Unable to load preload script: ${this.#options.preload}`, scripts.trouble)
      this.emit('preload-error', preventable(), this.#options.preload, scripts.trouble)
    }
    await preparePage(session, scripts, [this.#look.size(session), this.#look.theme(session)])
    return session
  }

  #command(send: (session: CdpSession) => Promise<unknown>): void {
    void this.#page.then((session) => quietly(send(session)))
  }

  readonly #followTheme = () => this.#command((session) => this.#look.theme(session))
}

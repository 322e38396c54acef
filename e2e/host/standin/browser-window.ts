import { app } from './app.ts'
import { preventable } from './stand-in.ts'
import { WebContents } from './web-contents.ts'
import { addWindow, listWindows, removeWindow } from './window-list.ts'
import { requireSafePreferences, type WindowOptions } from './window-options.ts'
import { WindowPlace } from './window-place.ts'

let nextId = 1
let focused: BrowserWindow | null = null

/** A window whose page is real, and whose place on the screen is a record. */
export class BrowserWindow extends WindowPlace {
  protected readonly events = [
    'page-title-updated',
    'close',
    'closed',
    'query-session-end',
    'session-end',
    'unresponsive',
    'responsive',
    'blur',
    'focus',
    'show',
    'hide',
    'ready-to-show',
    'maximize',
    'unmaximize',
    'minimize',
    'restore',
    'will-resize',
    'resize',
    'resized',
    'will-move',
    'move',
    'moved',
    'enter-full-screen',
    'leave-full-screen',
    'always-on-top-changed',
  ]
  readonly id = nextId++
  readonly webContents: WebContents
  #title: string
  #visible = false
  #minimized = false
  #destroyed = false
  /** As Electron has it, a window that has not been shown yet paints as if it were seen. */
  #inSight = true
  #readyToShow = false

  constructor(options: WindowOptions = {}) {
    super(options)
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    requireSafePreferences(options.webPreferences)
    this.#title = options.title ?? app.name
    addWindow(this)
    this.webContents = new WebContents({
      preload: options.webPreferences?.preload,
      bounds: () => this.getBounds(),
      onTitle: (title) => {
        this.#title = title
        this.emit('page-title-updated', preventable(), title, true)
      },
      onClosed: () => this.#closedByUser(),
    })
    this.webContents.on('did-finish-load', () => {
      if (this.#readyToShow || this.#destroyed) return
      this.#readyToShow = true
      this.emit('ready-to-show')
    })
    app.emit('browser-window-created', preventable(), this)
    if (options.show !== false) this.show()
  }

  static getAllWindows = (): BrowserWindow[] => listWindows() as BrowserWindow[]
  static getFocusedWindow = (): BrowserWindow | null => focused
  static fromId = (id: number): BrowserWindow | null =>
    BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  static fromWebContents = (contents: unknown): BrowserWindow | null =>
    BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null

  // Page

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  loadFile(path: string): Promise<void> {
    return this.webContents.loadFile(path)
  }

  reload(): void {
    this.webContents.reload()
  }

  // End

  close(): void {
    if (this.#destroyed) return
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#visible = false
    if (focused === this) focused = null
    removeWindow(this)
    this.webContents.destroy()
    this.emit('closed', preventable())
    app.windowClosed()
  }

  /** Chromium asks nobody before a window closes, so one that should have stayed is gone; there is no tray to bring it back. */
  #closedByUser(): void {
    // A page that the app has destroyed itself closes, too.
    if (this.#destroyed) return
    const event = preventable()
    this.emit('close', event)
    this.destroy()
    if (event.defaultPrevented) app.quit()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  // Sight

  protected applySize(): void {
    this.webContents.applySize()
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#visible && !this.#minimized) return
    this.#minimized = false
    this.#visible = true
    this.#followSight()
    this.emit('show')
  }

  hide(): void {
    if (!this.#visible) return
    this.#visible = false
    this.#followSight()
    this.blur()
    this.emit('hide')
  }

  minimize(): void {
    if (this.#minimized) return
    this.#minimized = true
    this.#visible = true
    this.#followSight()
    this.blur()
    this.emit('minimize')
  }

  restore(): void {
    if (this.#minimized) {
      this.#minimized = false
      this.#followSight()
      this.emit('restore')
      this.focus()
    } else this.unmaximize()
  }

  focus(): void {
    if (focused === this || !this.#visible || this.#minimized) return
    focused?.blur()
    focused = this
    this.webContents.focus()
    this.emit('focus')
    app.emit('browser-window-focus', preventable(), this)
  }

  blur(): void {
    if (focused !== this) return
    focused = null
    this.emit('blur')
    app.emit('browser-window-blur', preventable(), this)
  }

  isVisible(): boolean {
    return this.#visible
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  isFullScreen(): boolean {
    return false
  }

  isFocused(): boolean {
    return focused === this
  }

  // Decoration: nothing of it is seen by a page

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setBackgroundColor(): void {}
  setIcon(): void {}
  setProgressBar(): void {}
  setOverlayIcon(): void {}
  setSkipTaskbar(): void {}
  flashFrame(): void {}
  moveTop(): void {}

  #followSight(): void {
    const inSight = this.#visible && !this.#minimized
    if (inSight !== this.#inSight) this.webContents.applySight(inSight)
    this.#inSight = inSight
  }
}

import { app } from './app.ts'
import { screen } from './screen.ts'
import { preventable, StandIn } from './stand-in.ts'
import { WebContents } from './web-contents.ts'
import { addWindow, listWindows, removeWindow } from './window-list.ts'
import { type Bounds, requireSafePreferences, type WindowOptions } from './window-options.ts'

const DEFAULT_SIZE = { width: 800, height: 600 }

let nextId = 1
let focused: BrowserWindow | null = null

/** A window whose page is real, and whose place on the screen is a record. */
export class BrowserWindow extends StandIn {
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
  readonly #minimum: { width: number; height: number }
  #bounds: Bounds
  #title: string
  #visible = false
  #minimized = false
  #maximized = false
  #destroyed = false
  #readyToShow = false

  constructor(options: WindowOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    requireSafePreferences(options.webPreferences)
    this.#minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 }
    const { workArea } = screen.getPrimaryDisplay()
    const size = this.#atLeast({ ...DEFAULT_SIZE, ...definedSize(options) })
    this.#bounds = {
      x: options.x ?? workArea.x + Math.round((workArea.width - size.width) / 2),
      y: options.y ?? workArea.y + Math.round((workArea.height - size.height) / 2),
      ...size,
    }
    this.#title = options.title ?? app.name
    addWindow(this)
    this.webContents = new WebContents({
      preload: options.webPreferences?.preload,
      size: () => this.#shownBounds(),
      onTitle: (title) => {
        this.#title = title
        this.emit('page-title-updated', preventable(), title, true)
      },
      onClosed: () => this.close(),
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

  isDestroyed(): boolean {
    return this.#destroyed
  }

  // Sight

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#visible && !this.#minimized) return
    this.#minimized = false
    this.#visible = true
    this.emit('show')
  }

  hide(): void {
    if (!this.#visible) return
    this.#visible = false
    this.blur()
    this.emit('hide')
  }

  minimize(): void {
    if (this.#minimized) return
    this.#minimized = true
    this.#visible = true
    this.blur()
    this.emit('minimize')
  }

  restore(): void {
    if (this.#minimized) {
      this.#minimized = false
      this.emit('restore')
      this.focus()
    } else this.unmaximize()
  }

  maximize(): void {
    if (this.#maximized) return
    this.#maximized = true
    this.webContents.applySize()
    this.show()
    this.emit('maximize')
    this.emit('resize')
  }

  unmaximize(): void {
    if (!this.#maximized) return
    this.#maximized = false
    this.webContents.applySize()
    this.emit('unmaximize')
    this.emit('resize')
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

  isMaximized(): boolean {
    return this.#maximized
  }

  isFullScreen(): boolean {
    return false
  }

  isFocused(): boolean {
    return focused === this
  }

  // Place

  getBounds(): Bounds {
    return { ...this.#shownBounds() }
  }

  getContentBounds(): Bounds {
    return this.getBounds()
  }

  getNormalBounds(): Bounds {
    return { ...this.#bounds }
  }

  setBounds(wanted: Partial<Bounds>): void {
    const before = this.#bounds
    const whole = { ...before, ...wanted }
    this.#bounds = { ...whole, ...this.#atLeast(whole) }
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) {
      this.webContents.applySize()
      this.emit('resize')
      this.emit('resized')
    }
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) {
      this.emit('move')
      this.emit('moved')
    }
  }

  getSize(): number[] {
    const { width, height } = this.#shownBounds()
    return [width, height]
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  getPosition(): number[] {
    const { x, y } = this.#shownBounds()
    return [x, y]
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  getMinimumSize(): number[] {
    return [this.#minimum.width, this.#minimum.height]
  }

  setMinimumSize(width: number, height: number): void {
    Object.assign(this.#minimum, { width, height })
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

  #shownBounds(): Bounds {
    return this.#maximized ? screen.getDisplayMatching(this.#bounds).workArea : this.#bounds
  }

  #atLeast({ width, height }: { width: number; height: number }) {
    return { width: Math.max(width, this.#minimum.width), height: Math.max(height, this.#minimum.height) }
  }
}

function definedSize({ width, height }: WindowOptions): { width?: number; height?: number } {
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
}

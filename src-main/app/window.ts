import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { View } from '../../src-shared/app-state.ts'
import { START_PAGE } from './app-protocol.ts'
import { placeWindow, type Rectangle, WINDOW_SIZE } from './window-bounds.ts'

/** A window that shows nothing yet is better than none: some GPUs never report that they are ready. */
const SHOW_ANYWAY_MS = 800

/** The page is freed after so long out of sight; bringing it back takes a fraction of a second. */
export const FREE_HIDDEN_MS = 5 * 60_000

/** The window's own background before its first picture, so that nothing flashes; the same colours as tokens.css. */
const BACKGROUND = { light: '#f6f8fa', dark: '#14181d' } as const

export interface Placement {
  bounds: Rectangle
  maximized: boolean
}

export interface WindowHost {
  preload: string
  icon: string | undefined
  placement(): Placement | undefined
  keepPlacement(placement: Placement): void
  /** Closing hides where a tray icon brings the window back, minimises elsewhere, and closes while we quit. */
  onClose(): 'hide' | 'minimize' | 'close'
  /** Tells the page to open a place. */
  tellView(view: View): void
  onVisibility(visible: boolean): void
  onRendererGone(reason: string): void
  /** Windows tells windows, not programs, that the session ends. */
  onSessionEnd(): void
  onMessage(text: string): void
}

/** The one window: made when it is wanted, hidden when it is closed, freed when it was hidden for long. */
export class MainWindow {
  readonly #host: WindowHost
  #window: BrowserWindow | undefined
  #freeTimer: NodeJS.Timeout | undefined
  /** A place to open as soon as the page can be told. */
  #pendingView: View | undefined
  #pageReady = false
  #visible = false

  constructor(host: WindowHost) {
    this.#host = host
  }

  get visible(): boolean {
    return this.#visible
  }

  get browserWindow(): BrowserWindow | undefined {
    return this.#window
  }

  /** Brings the window to the front, with a certain place open if one is named. */
  show(view?: View): void {
    if (view !== undefined) this.#pendingView = view
    if (this.#window === undefined) this.#create('shown')
    else {
      if (this.#window.isMinimized()) this.#window.restore()
      this.#window.show()
      this.#window.focus()
    }
    this.#tellView()
  }

  /** For a start without a window where there is no tray icon to bring one. */
  showMinimized(): void {
    if (this.#window === undefined) this.#create('minimized')
  }

  /** Out of the way, as closing would do. */
  putAway(): void {
    if (this.#window === undefined) return
    if (this.#host.onClose() === 'minimize') this.#window.minimize()
    else this.#window.hide()
  }

  /** Away with a page that crashed; a new one takes its place, if it is to and somebody was looking. */
  discard({ reopen }: { reopen: boolean }): void {
    const shown = this.#visible
    this.#window?.destroy()
    if (shown && reopen) this.show()
  }

  /** The page has its first state and listens: what waits can be told. */
  pageIsReady(): void {
    this.#pageReady = true
    this.#tellView()
  }

  send(channel: string, argument: unknown): void {
    if (this.#window === undefined || this.#window.isDestroyed()) return
    this.#window.webContents.send(channel, argument)
  }

  #tellView(): void {
    if (this.#pendingView === undefined || !this.#pageReady) return
    const view = this.#pendingView
    this.#pendingView = undefined
    this.#host.tellView(view)
  }

  #create(how: 'shown' | 'minimized'): void {
    const saved = this.#host.placement()
    const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()]
    const window = new BrowserWindow({
      ...placeWindow(
        saved?.bounds,
        displays.map(({ workArea }) => workArea),
      ),
      minWidth: WINDOW_SIZE.MIN_WIDTH,
      minHeight: WINDOW_SIZE.MIN_HEIGHT,
      title: 'Culvert',
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      ...(this.#host.icon !== undefined && { icon: this.#host.icon }),
      webPreferences: {
        preload: this.#host.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        webSecurity: true,
        spellcheck: false,
      },
    })
    this.#window = window
    this.#pageReady = false
    this.#followVisibility(window)
    this.#followPlacement(window)
    this.#followPage(window)
    if (how === 'minimized') window.minimize()
    else {
      if (saved?.maximized) window.maximize()
      showOnce(window)
    }
    window.loadURL(START_PAGE).catch((error) => this.#host.onMessage(`the page did not load: ${error}`))
  }

  #followVisibility(window: BrowserWindow): void {
    const look = () => this.#setVisible(!window.isDestroyed() && window.isVisible() && !window.isMinimized())
    window.on('show', look)
    window.on('hide', look)
    window.on('minimize', look)
    window.on('restore', look)
    window.on('close', (event) => {
      const action = this.#host.onClose()
      if (action === 'close') return
      event.preventDefault()
      if (action === 'hide') window.hide()
      else window.minimize()
    })
    window.on('closed', () => {
      // A window that took its place meanwhile is not the one that closed.
      if (this.#window !== window) return
      this.#window = undefined
      this.#setVisible(false)
      clearTimeout(this.#freeTimer)
    })
    window.on('hide', () => {
      clearTimeout(this.#freeTimer)
      this.#freeTimer = setTimeout(() => window.destroy(), FREE_HIDDEN_MS)
    })
    window.on('show', () => clearTimeout(this.#freeTimer))
  }

  #followPlacement(window: BrowserWindow): void {
    const keep = () => {
      if (window.isDestroyed() || window.isMinimized() || !window.isVisible()) return
      this.#host.keepPlacement({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
    }
    // Linux tells of no end of a movement, only of each step; they are not all written.
    window.on('resize', keep)
    window.on('move', keep)
    window.on('maximize', keep)
    window.on('unmaximize', keep)
  }

  #followPage(window: BrowserWindow): void {
    window.webContents.on('did-start-loading', () => {
      this.#pageReady = false
    })
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return
      this.#host.onRendererGone(`${reason}, ${exitCode}`)
    })
    window.on('session-end', () => this.#host.onSessionEnd())
    window.on('unresponsive', () => this.#host.onMessage('the window does not answer'))
    window.on('responsive', () => this.#host.onMessage('the window answers again'))
  }

  #setVisible(visible: boolean): void {
    if (visible === this.#visible) return
    this.#visible = visible
    this.#host.onVisibility(visible)
  }
}

function showOnce(window: BrowserWindow): void {
  const show = () => {
    clearTimeout(timer)
    window.off('ready-to-show', show)
    if (!window.isDestroyed() && !window.isVisible()) window.show()
  }
  const timer = setTimeout(show, SHOW_ANYWAY_MS)
  window.once('ready-to-show', show)
}

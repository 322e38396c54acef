import { app } from './app.ts'
import { screen } from './screen.ts'
import { StandIn } from './stand-in.ts'
import type { Bounds, WindowOptions } from './window-options.ts'

const DEFAULT_SIZE = { width: 800, height: 600 }

/** Where a window is and how large: a record, but its page has that size. */
export abstract class WindowPlace extends StandIn {
  readonly #minimum: { width: number; height: number }
  #normal: Bounds
  #maximized = false

  constructor({ minWidth = 0, minHeight = 0, width, height, x, y }: WindowOptions) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.#minimum = { width: minWidth, height: minHeight }
    const { workArea } = screen.getPrimaryDisplay()
    const size = this.#atLeast({ width: width ?? DEFAULT_SIZE.width, height: height ?? DEFAULT_SIZE.height })
    this.#normal = {
      x: x ?? workArea.x + Math.round((workArea.width - size.width) / 2),
      y: y ?? workArea.y + Math.round((workArea.height - size.height) / 2),
      ...size,
    }
  }

  /** Tells the page its size. */
  protected abstract applySize(): void
  abstract show(): void

  maximize(): void {
    if (this.#maximized) return
    this.#maximized = true
    this.applySize()
    this.show()
    this.emit('maximize')
    this.emit('resize')
  }

  unmaximize(): void {
    if (!this.#maximized) return
    this.#maximized = false
    this.applySize()
    this.emit('unmaximize')
    this.emit('resize')
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  getBounds(): Bounds {
    return { ...this.#shownBounds() }
  }

  getContentBounds(): Bounds {
    return this.getBounds()
  }

  getNormalBounds(): Bounds {
    return { ...this.#normal }
  }

  setBounds(wanted: Partial<Bounds>): void {
    const before = this.#normal
    const whole = { ...before, ...wanted }
    this.#normal = { ...whole, ...this.#atLeast(whole) }
    if (before.width !== this.#normal.width || before.height !== this.#normal.height) {
      this.applySize()
      this.emit('resize')
      this.emit('resized')
    }
    if (before.x !== this.#normal.x || before.y !== this.#normal.y) {
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

  #shownBounds(): Bounds {
    return this.#maximized ? screen.getDisplayMatching(this.#normal).workArea : this.#normal
  }

  #atLeast({ width, height }: { width: number; height: number }) {
    return { width: Math.max(width, this.#minimum.width), height: Math.max(height, this.#minimum.height) }
  }
}

import type { EventEmitter } from 'node:events'
import { preventable } from './stand-in.ts'
import { listWindows } from './window-list.ts'

/**
 * The order in which Electron ends: `before-quit`, then each window's `close`, then `will-quit` and `quit`. Whoever prevents one
 * of the first three stops it.
 */
export class QuitSequence {
  readonly #app: EventEmitter
  readonly #release: () => void
  #quitting = false
  #ended = false

  constructor(app: EventEmitter, release: () => void) {
    this.#app = app
    this.#release = release
  }

  begin(): void {
    if (this.#quitting) return
    const event = preventable()
    this.#app.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    const windows = listWindows()
    if (windows.length === 0) this.#finish()
    for (const window of windows) {
      window.close()
      if (window.isDestroyed()) continue
      this.#quitting = false
      return
    }
  }

  windowClosed(): void {
    if (listWindows().length > 0 || this.#ended) return
    if (this.#quitting) this.#finish()
    else if (this.#app.listenerCount('window-all-closed') > 0) this.#app.emit('window-all-closed')
    else this.begin()
  }

  /** At once, and nobody is asked. */
  end(code: number): void {
    if (this.#ended) return
    this.#ended = true
    this.#app.emit('quit', preventable(), code)
    this.#release()
    // As in Electron, what stands behind the call still runs.
    setImmediate(() => process.exit(code))
  }

  #finish(): void {
    const event = preventable()
    this.#app.emit('will-quit', event)
    if (event.defaultPrevented) this.#quitting = false
    else this.end(0)
  }
}

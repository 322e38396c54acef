import type { Protocol } from 'playwright-core/types/protocol'
import type { CdpSession } from './cdp.ts'
import { WORLD_NAME } from './injected-scripts.ts'
import { toAppUrl } from './scheme-translation.ts'
import { isStartPage } from './start-page.ts'
import { WebFrameMain } from './web-frame-main.ts'

/** Which frames a page has, and in which contexts their preload scripts run. */
export class Frames {
  readonly main: WebFrameMain
  readonly #frames = new Map<string, WebFrameMain>()
  /** Isolated contexts by their frame, and back. */
  readonly #frameOfContext = new Map<number, string>()
  #mainId = ''
  #nextId = 2

  constructor(send: (channel: string, args: unknown[]) => void) {
    this.main = new WebFrameMain(1, null, send)
  }

  follow(session: CdpSession, mainId: string): void {
    this.#mainId = mainId
    this.#frames.set(mainId, this.main)
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#attach(frameId, parentFrameId))
    session.on('Page.frameDetached', ({ frameId }) => {
      this.#frames.get(frameId)?.destroy()
      this.#frames.delete(frameId)
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#attach(frame.id, frame.parentId)
      this.#setUrl(frame.id, frame.url + (frame.urlFragment ?? ''))
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.#setUrl(frameId, url))
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = context.auxData?.frameId
      if (context.name === WORLD_NAME && frameId !== undefined) this.#frameOfContext.set(context.id, frameId)
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#frameOfContext.delete(executionContextId)
    })
    session.on('Runtime.executionContextsCleared', () => this.#frameOfContext.clear())
  }

  isMain(frameId: string | undefined): boolean {
    return frameId === this.#mainId
  }

  byId(frameId: string): WebFrameMain | undefined {
    return this.#frames.get(frameId)
  }

  byContext(contextId: number): WebFrameMain | undefined {
    return this.#frames.get(this.#frameOfContext.get(contextId) ?? '')
  }

  /** Where the main frame's preload script runs; undefined before it does. */
  get mainContext(): Protocol.Runtime.ExecutionContextId | undefined {
    for (const [context, frame] of this.#frameOfContext) if (frame === this.#mainId) return context
    return undefined
  }

  #attach(id: string, parentId: string | undefined): void {
    if (this.#frames.has(id)) return
    const parent = this.#frames.get(parentId ?? '') ?? this.main
    // Electron's preload scripts run in the main frame only, so there is nobody to send to.
    this.#frames.set(id, new WebFrameMain(this.#nextId++, parent, () => undefined))
  }

  #setUrl(id: string, url: string): void {
    const frame = this.#frames.get(id)
    if (frame !== undefined) frame.url = isStartPage(url) ? '' : toAppUrl(url)
  }
}

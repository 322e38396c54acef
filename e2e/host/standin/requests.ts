import type { Protocol } from 'playwright-core/types/protocol'
import type { CdpSession } from './cdp.ts'
import type { Frames } from './frames.ts'
import { quietly } from './page.ts'
import { answerOf } from './protocol.ts'
import { isHandledScheme, toAppUrl } from './scheme-translation.ts'
import type { WebFrameMain } from './web-frame-main.ts'

type Paused = Protocol.Events['Fetch.requestPaused']

export interface Navigation {
  url: string
  frame: WebFrameMain | null
  isMainFrame: boolean
  isRedirect: boolean
}

export interface RequestHost {
  /** Whether a page or frame may go there; asked for what the page itself began, not for `loadURL`. */
  mayNavigate(navigation: Navigation): boolean
  /** Whether the app itself began this load of the main frame. */
  isOwnLoad(url: string): boolean
}

const bodiless = (status: number) => status === 204 || status === 205 || status === 304

/** Everything that a page loads passes here: the app's own schemes are answered, navigation is decided upon. */
export class Requests {
  readonly #session: CdpSession
  readonly #frames: Frames
  readonly #host: RequestHost

  constructor(session: CdpSession, frames: Frames, host: RequestHost) {
    this.#session = session
    this.#frames = frames
    this.#host = host
    session.on('Fetch.requestPaused', (paused) => void this.#decide(paused))
  }

  async #decide(paused: Paused): Promise<void> {
    const { requestId, request } = paused
    const url = toAppUrl(request.url)
    if (paused.resourceType === 'Document' && !this.#mayLoad(paused, url)) {
      await quietly(this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }))
    } else if (isHandledScheme(new URL(url).protocol.slice(0, -1))) {
      await this.#answer(paused, url)
    } else {
      await quietly(this.#session.send('Fetch.continueRequest', { requestId }))
    }
  }

  #mayLoad({ frameId, redirectedRequestId }: Paused, url: string): boolean {
    const isMainFrame = this.#frames.isMain(frameId)
    const isRedirect = redirectedRequestId !== undefined
    if (isMainFrame && !isRedirect && this.#host.isOwnLoad(url)) return true
    return this.#host.mayNavigate({
      url,
      frame: this.#frames.byId(frameId) ?? null,
      isMainFrame,
      isRedirect,
    })
  }

  async #answer({ requestId, request }: Paused, url: string): Promise<void> {
    const { method, postData, headers } = request
    const body = method === 'GET' || method === 'HEAD' ? undefined : postData
    try {
      const response = await answerOf(new Request(url, { method, headers, body: body ?? null }))
      const content = bodiless(response.status) ? undefined : Buffer.from(await response.arrayBuffer())
      await quietly(
        this.#session.send('Fetch.fulfillRequest', {
          requestId,
          responseCode: response.status,
          responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
          body: content?.toString('base64') ?? '',
        }),
      )
    } catch (error) {
      console.error(`The handler of ${url} failed:`, error)
      await quietly(this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }))
    }
  }
}

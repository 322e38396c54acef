import { StandIn } from './stand-in.ts'

/** A frame of a page, as `event.senderFrame` and `webContents.mainFrame` tell it. */
export class WebFrameMain extends StandIn {
  protected readonly events = ['dom-ready']
  readonly frameTreeNodeId: number
  readonly parent: WebFrameMain | null
  readonly processId = 1
  readonly routingId: number
  readonly name = ''
  readonly detached = false
  url = ''
  #destroyed = false
  readonly #send: (channel: string, args: unknown[]) => void

  constructor(id: number, parent: WebFrameMain | null, send: (channel: string, args: unknown[]) => void) {
    super()
    this.frameTreeNodeId = id
    this.routingId = id
    this.parent = parent
    this.#send = send
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }

  get origin(): string {
    const url = URL.parse(this.url)
    return url === null ? 'null' : `${url.protocol}//${url.host}`
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  send(channel: string, ...args: unknown[]): void {
    this.#send(channel, args)
  }

  destroy(): void {
    this.#destroyed = true
  }
}

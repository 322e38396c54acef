import type { FromPage, ToPage } from '../page/isolated-world.ts'
import type { CdpSession } from './cdp.ts'
import { codec } from './codec.ts'
import type { Frames } from './frames.ts'
import { RECEIVE_NAME, SEND_NAME } from './injected-scripts.ts'
import { answerQuestion, ipcMain } from './ipc-main.ts'
import { quietly } from './page.ts'
import { preventable } from './stand-in.ts'
import type { WebFrameMain } from './web-frame-main.ts'

export interface MessageHost {
  /** The contents that messages come from. */
  sender: object
  /** The same messages, as the contents' own events. */
  emit(event: string, ...args: unknown[]): void
  windowOpen(url: string, name: string, features: string): void
  title(title: string): void
  preloadError(error: Error): void
}

const RECEIVE = `function (text) { globalThis.${RECEIVE_NAME}?.(text) }`

/** What preload script and main process say to each other. */
export class PageMessages {
  readonly #session: CdpSession
  readonly #frames: Frames
  readonly #host: MessageHost

  constructor(session: CdpSession, frames: Frames, host: MessageHost) {
    this.#session = session
    this.#frames = frames
    this.#host = host
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frame = frames.byContext(executionContextId)
      if (name === SEND_NAME && frame !== undefined)
        this.#receive(codec.decode(payload) as FromPage, frame, executionContextId)
    })
  }

  /** A page that has no preload script running yet hears nothing, as in Electron. */
  send(channel: string, args: unknown[]): void {
    const text = codec.encode({ type: 'message', channel, args } satisfies ToPage)
    const context = this.#frames.mainContext
    if (context !== undefined) this.#tell(context, text)
  }

  #receive(message: FromPage, frame: WebFrameMain, context: number): void {
    switch (message.type) {
      case 'window-open':
        this.#host.windowOpen(message.url, message.name, message.features)
        return
      case 'title':
        this.#host.title(message.title)
        return
      case 'preload-error': {
        const error = new Error(message.message)
        error.stack = message.stack
        this.#host.preloadError(error)
        return
      }
      case 'send': {
        const event = this.#eventOf(frame)
        this.#host.emit('ipc-message', event, message.channel, ...message.args)
        ipcMain.emit(message.channel, event, ...message.args)
        return
      }
      case 'invoke': {
        const { id, channel, args } = message
        const reply = (result: unknown) => this.#tell(context, codec.encode({ type: 'reply', id, result }))
        const refuse = (error: string) => this.#tell(context, codec.encode({ type: 'refusal', id, error }))
        void answerQuestion(this.#eventOf(frame), channel, args, reply, refuse)
      }
    }
  }

  #eventOf(frame: WebFrameMain): object {
    return preventable({
      type: 'frame',
      sender: this.#host.sender,
      senderFrame: frame,
      frameId: frame.routingId,
      processId: frame.processId,
      ports: [],
      reply: (channel: string, ...args: unknown[]) => this.send(channel, args),
    })
  }

  #tell(context: number, text: string): void {
    const functionDeclaration = RECEIVE
    const args = [{ value: text }]
    void quietly(
      this.#session.send('Runtime.callFunctionOn', {
        functionDeclaration,
        executionContextId: context,
        arguments: args,
      }),
    )
  }
}

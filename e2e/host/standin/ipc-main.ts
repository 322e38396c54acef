import { StandIn } from './stand-in.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown

/** Takes any channel's name as an event, unlike every other part of the stand-in. */
class IpcMain extends StandIn {
  protected readonly events = {
    includes: () => true,
  } as unknown as readonly string[]
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`)
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  handlerOf(channel: string): Handler | undefined {
    return this.#handlers.get(channel)
  }
}

export const ipcMain = new IpcMain()

/** Runs the handler of a question; what it throws goes to the asker in Electron's form. */
export async function answerQuestion(
  event: unknown,
  channel: string,
  args: unknown[],
  reply: (result: unknown) => void,
  refuse: (error: string) => void,
): Promise<void> {
  try {
    const handler = ipcMain.handlerOf(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    reply(await handler(event, ...args))
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    refuse(String(error))
  }
}

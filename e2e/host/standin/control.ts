import { triedByTest } from './stand-in.ts'

/** What the test says to the process of the app. */
export type FromTest =
  | { type: 'connected' }
  | { type: 'evaluate'; id: number; source: string; argument: unknown }

/** What it hears back. */
export type ToTest =
  | { type: 'browser'; address: string }
  | { type: 'ready' }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; message: string; stack: string | undefined }

/** The test's end of the app's process. Its death is ours, so that nothing is left behind. */
export class Control {
  readonly #electron: object
  readonly #connected = Promise.withResolvers<void>()

  constructor(electron: object) {
    this.#electron = electron
    process.on('message', (message: FromTest) => void this.#receive(message))
    process.on('disconnect', () => process.exit(1))
  }

  /** Settles when the test has connected to the browser at this address. */
  async connected(address: string): Promise<void> {
    this.#send({ type: 'browser', address })
    await this.#connected.promise
  }

  ready(): void {
    this.#send({ type: 'ready' })
  }

  async #receive(message: FromTest): Promise<void> {
    if (message.type === 'connected') return this.#connected.resolve()
    const { id, source, argument } = message
    try {
      const run = new Function(`return (${source})`)() as (electron: object, argument: unknown) => unknown
      this.#answer(id, await triedByTest(() => run(this.#electron, argument)))
    } catch (error) {
      const { message: text, stack } = error instanceof Error ? error : new Error(String(error))
      this.#send({ type: 'error', id, message: text, stack })
    }
  }

  /** As Playwright does: what cannot be copied comes back as undefined. */
  #answer(id: number, value: unknown): void {
    try {
      this.#send({ type: 'result', id, value: structuredClone(value) })
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      this.#send({ type: 'result', id, value: undefined })
    }
  }

  #send(message: ToTest): void {
    process.send?.(message)
  }
}

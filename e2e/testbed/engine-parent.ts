import { join } from 'node:path'
import type { EngineCommand, EngineMessage } from '../../src-main/engine/messages.ts'
import type { ParentNews, ParentOrder } from './engine-parent-main.ts'
import type { Namespace } from './namespace.ts'
import type { Running } from './processes.ts'

const MAIN = join(import.meta.dirname, 'engine-parent-main.ts')
const WORKER = join(import.meta.dirname, '../../src-main/engine-worker/entry.ts')

/** A process in a namespace that runs the real engine in its real thread, as the app's main process does. */
export class EngineParent {
  readonly #running: Running

  constructor(namespace: Namespace) {
    this.#running = namespace.spawnNode(MAIN, [WORKER])
  }

  send(command: EngineCommand): void {
    this.order({ do: 'send', command })
  }

  order(order: ParentOrder): void {
    this.#running.child.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  get messages(): EngineMessage[] {
    return this.#news.flatMap((news) => ('message' in news ? [news.message] : []))
  }

  /** Waits until the tunnel with this number is up. */
  async connected(run: number): Promise<void> {
    await this.#wait(`connection ${run}`, (news) => {
      if (!('message' in news)) return false
      const { message } = news
      return (
        message.type === 'event' &&
        message.run === run &&
        message.event.type === 'state' &&
        message.event.state.state === 'connected'
      )
    })
  }

  async ended(run: number): Promise<void> {
    await this.#wait(
      `end of ${run}`,
      (news) => 'message' in news && news.message.type === 'ended' && news.message.run === run,
    )
  }

  /** Waits for the one crash, and tells its reason. */
  async crash(): Promise<string> {
    const news = await this.#wait('crash', (one) => 'crash' in one)
    return 'crash' in news ? news.crash : ''
  }

  kill(signal: NodeJS.Signals): void {
    this.#running.kill(signal)
  }

  async stop(): Promise<void> {
    await this.#running.stop()
  }

  get #news(): ParentNews[] {
    return this.#running.lines.map((line) => JSON.parse(line))
  }

  async #wait(what: string, matches: (news: ParentNews) => boolean): Promise<ParentNews> {
    return JSON.parse(await this.#running.line(what, (line) => matches(JSON.parse(line))))
  }
}

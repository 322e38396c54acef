import { Worker } from 'node:worker_threads'
import type { EngineCommand, EngineMessage } from '../engine/messages.ts'

/** What the controller needs of the engine, wherever that runs. */
export interface Engine {
  send(command: EngineCommand): void
  /** One listener for news, one for the end of the thread that nobody asked for. */
  listen(listeners: EngineListeners): void
  /** Ends the thread; the network is put back. */
  close(): Promise<void>
}

export interface EngineListeners {
  onMessage: (message: EngineMessage) => void
  /** The thread is gone, for this reason; the next command starts another one. */
  onCrash: (detail: string) => void
}

/** The engine in its worker thread: packets never touch the thread that draws menus, and its crash is not ours. */
export class EngineClient implements Engine {
  readonly #path: string
  #listeners: EngineListeners | undefined
  #worker: Worker | undefined
  #closing = false

  /** @param path the worker's file */
  constructor(path: string) {
    this.#path = path
  }

  listen(listeners: EngineListeners): void {
    this.#listeners = listeners
  }

  send(command: EngineCommand): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(command)
  }

  async close(): Promise<void> {
    this.#closing = true
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#path, { name: 'engine' })
    let detail = ''
    worker.on('message', (message: EngineMessage) => this.#listeners?.onMessage(message))
    worker.on('error', (error: unknown) => {
      detail = String(error)
    })
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#worker = undefined
      if (!this.#closing) this.#listeners?.onCrash(detail || `its thread ended with ${code}`)
    })
    return worker
  }
}

import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { Protocol } from 'playwright-core/types/protocol'

type Method = keyof Protocol.CommandParameters
type Event = keyof Protocol.Events

interface Waiting {
  method: string
  resolve(result: unknown): void
  reject(error: Error): void
}

interface Message {
  id?: number
  sessionId?: string
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/** The browser answered with an error, or is gone. */
export class CdpError extends Error {
  constructor(method: string, reason: string) {
    super(`${method}: ${reason}`)
    this.name = 'CdpError'
  }
}

/** One conversation with the browser itself or with one of its pages. */
export class CdpSession {
  readonly #events = new EventEmitter()
  readonly #connection: CdpConnection
  readonly id: string | undefined

  constructor(connection: CdpConnection, id: string | undefined) {
    this.#connection = connection
    this.id = id
  }

  send<M extends Method>(
    method: M,
    params?: Protocol.CommandParameters[M],
  ): Promise<Protocol.CommandReturnValues[M]> {
    return this.#connection.send(this.id, method, params) as Promise<Protocol.CommandReturnValues[M]>
  }

  on<E extends Event>(event: E, listener: (params: Protocol.Events[E]) => void): void {
    this.#events.on(event, listener)
  }

  receive(event: string, params: unknown): void {
    this.#events.emit(event, params)
  }
}

/** Speaks the DevTools protocol over a pair of pipes: JSON, each message closed by a zero byte. */
export class CdpConnection {
  readonly #output: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #sessions = new Map<string, CdpSession>()
  readonly browser: CdpSession
  #nextId = 1
  #closed = false
  #rest: Buffer[] = []

  constructor(output: Writable, input: Readable) {
    this.#output = output
    this.browser = new CdpSession(this, undefined)
    input.on('data', (chunk: Buffer) => this.#read(chunk))
    input.on('close', () => this.#close())
    // A browser that dies breaks the pipe; what was asked is answered by `#close`.
    output.on('error', () => this.#close())
    input.on('error', () => this.#close())
  }

  session(id: string): CdpSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const session = new CdpSession(this, id)
    this.#sessions.set(id, session)
    return session
  }

  forget(id: string): void {
    this.#sessions.delete(id)
  }

  send(sessionId: string | undefined, method: string, params: unknown): Promise<unknown> {
    if (this.#closed) return Promise.reject(new CdpError(method, 'the browser is gone'))
    const id = this.#nextId++
    this.#output.write(`${JSON.stringify({ id, sessionId, method, params })}\0`)
    return new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }))
  }

  #read(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.#rest.push(chunk.subarray(start, end))
      const text = Buffer.concat(this.#rest).toString()
      this.#rest = []
      start = end + 1
      this.#receive(JSON.parse(text) as Message)
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start))
  }

  #receive({ id, sessionId, method, params, result, error }: Message): void {
    if (id === undefined) {
      const session = sessionId === undefined ? this.browser : this.session(sessionId)
      session.receive(method ?? '', params)
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error !== undefined) waiting?.reject(new CdpError(waiting.method, error.message))
    else waiting?.resolve(result)
  }

  #close(): void {
    this.#closed = true
    for (const { method, reject } of this.#waiting.values())
      reject(new CdpError(method, 'the browser is gone'))
    this.#waiting.clear()
  }
}

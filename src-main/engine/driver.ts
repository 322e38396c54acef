import type tls from 'node:tls'
import type { TunnelEvent } from '../protocol/events.ts'
import type { TunnelClient } from '../protocol/tunnel-client.ts'
import { now } from './clock.ts'
import type { Receiver } from './receiver.ts'

/** Node clamps longer timeouts to 1 ms, so a far deadline is approached in steps. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** How long the last bytes may take to leave once the machine is finished. */
const FLUSH_MS = 1_000

export interface DriverOptions {
  client: TunnelClient
  socket: tls.TLSSocket
  receiver: Receiver
  onEvent: (event: TunnelEvent) => void
  /** After every chunk: packets that were handed on during it can be flushed in one go. */
  onChunkDone: () => void
}

/** Runs one tunnel client on one TLS socket with one timer: the only place where the machine meets the world. */
export class Driver {
  readonly #options: DriverOptions
  #timer: NodeJS.Timeout | undefined
  #armedFor = 0
  #finished = false
  #received = 0

  constructor(options: DriverOptions) {
    this.#options = options
  }

  start(): void {
    const { client, socket, receiver, onChunkDone } = this.#options
    let cause = 'the server closed the connection'
    socket.on('error', (error: NodeJS.ErrnoException) => {
      cause = error.code ?? error.message
    })
    // With `onread` the end of the stream is delivered only to a stream that is read to its end.
    socket.on('end', () => this.#handleClosed(cause))
    socket.on('close', () => this.#handleClosed(cause))
    client.start(now())
    receiver.listen((chunk) => {
      this.#received += 1
      client.handleBytes(chunk, now())
      onChunkDone()
      this.#drive()
    })
    this.#drive()
  }

  /** Chunks that the server has sent so far. */
  get received(): number {
    return this.#received
  }

  /** TLS inside EAP has come further by itself. */
  progress(): void {
    this.#options.client.handleProgress(now())
    this.#drive()
  }

  requestEcho(): void {
    this.#options.client.requestEcho(now())
    this.#drive()
  }

  disconnect(): void {
    this.#options.client.disconnect(now())
    this.#drive()
  }

  /** Ends without a farewell: nobody would hear it. */
  abandon(): void {
    this.#options.socket.destroy()
  }

  #handleClosed(cause: string): void {
    this.#options.client.handleTransportClosed(cause)
    this.#drive()
  }

  #drive(): void {
    const { client, socket, onEvent } = this.#options
    if (this.#finished) return
    for (let bytes = client.pollTransmit(); bytes !== undefined; bytes = client.pollTransmit()) {
      if (socket.writable) socket.write(bytes)
    }
    for (let event = client.pollEvent(); event !== undefined; event = client.pollEvent()) {
      if (event.type === 'closed') this.#finish()
      onEvent(event)
    }
    this.#schedule()
  }

  /**
   * Every received packet moves the hello deadline back, so the timer is only replaced by an earlier one; a timer that
   * finds nothing due just asks again. Re-arming it for every chunk took a twentieth of a download's CPU time.
   */
  #schedule(): void {
    const deadline = this.#finished ? undefined : this.#options.client.nextDeadline()
    if (deadline === undefined) {
      this.#disarm()
      return
    }
    if (this.#timer !== undefined && this.#armedFor <= deadline) return
    this.#disarm()
    const delay = Math.min(Math.max(Math.ceil(deadline - now()), 0), LONGEST_TIMEOUT_MS)
    this.#armedFor = deadline
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#options.client.handleTimeout(now())
      this.#drive()
    }, delay)
  }

  #disarm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #finish(): void {
    const { socket } = this.#options
    this.#finished = true
    this.#disarm()
    socket.end()
    const flush = setTimeout(() => socket.destroy(), FLUSH_MS)
    socket.once('close', () => clearTimeout(flush))
  }
}

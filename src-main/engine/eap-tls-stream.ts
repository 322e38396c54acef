import { Duplex } from 'node:stream'
import tls from 'node:tls'
import { concat } from '../protocol/bytes.ts'
import type { AuthServerRefusal, TlsProgress, TlsState, TlsStream } from '../protocol/eap/tls-stream.ts'

/**
 * Turns of the event loop without a sign of life after which TLS has done all it could. Nothing that it does in here waits
 * for anything outside this thread; the longest pause seen between two of its writes is one turn.
 */
const QUIET_TURNS = 5

export interface EapTlsStreamOptions {
  context: tls.SecureContext
  /** Judges the server by its certificates, before anything is said to it; undefined accepts. */
  judge: (
    certificate: tls.DetailedPeerCertificate,
    chainError: string | undefined,
  ) => AuthServerRefusal | undefined
  onProgress: () => void
}

/**
 * Node's TLS over memory: what it writes is kept, what EAP receives is pushed in. Node does its work some turns of the
 * event loop later, so the stream waits until nothing stirs any more and then says so.
 */
export class EapTlsStream implements TlsStream {
  readonly #options: EapTlsStreamOptions
  readonly #wire: Duplex
  readonly #socket: tls.TLSSocket
  #records: Uint8Array[] = []
  #plain: Uint8Array[] = []
  #state: TlsState = { type: 'handshake' }
  #quietTurns = 0
  #isWatching = false
  #isSettled = false
  #isClosed = false

  constructor(options: EapTlsStreamOptions) {
    this.#options = options
    this.#wire = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _encoding, done) => {
        this.#records.push(new Uint8Array(chunk))
        this.#stir()
        done()
      },
    })
    this.#socket = tls.connect({
      socket: this.#wire,
      secureContext: options.context,
      // Both are judged by us, when the certificate is known and before anything is sent.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    this.#socket.on('secureConnect', () => this.#handleSecured())
    this.#socket.on('data', (chunk: Buffer) => {
      this.#plain.push(new Uint8Array(chunk))
      this.#stir()
    })
    this.#socket.on('error', (error: TlsError) => this.#fail(error.reason ?? error.message))
    this.#socket.on('close', () => {
      if (this.#state.type === 'handshake') this.#fail('the server ended the handshake')
    })
  }

  receive(records: Uint8Array): void {
    this.#isSettled = false
    if (records.length > 0) this.#wire.push(Buffer.from(records))
    this.#stir()
  }

  send(plain: Uint8Array): void {
    this.#isSettled = false
    this.#socket.write(plain)
    this.#stir()
  }

  poll(): TlsProgress | undefined {
    if (!this.#isSettled) return undefined
    this.#isSettled = false
    const progress = {
      records: concat(...this.#records),
      plain: concat(...this.#plain),
      state: this.#state,
    }
    this.#records = []
    this.#plain = []
    return progress
  }

  exportKeyingMaterial(length: number, label: string, context?: Uint8Array): Uint8Array {
    // Without a context Node passes none on, which is another thing than an empty one before TLS 1.3.
    return context === undefined
      ? (this.#socket as unknown as ExportsWithoutContext).exportKeyingMaterial(length, label)
      : this.#socket.exportKeyingMaterial(length, label, Buffer.from(context))
  }

  close(): void {
    this.#isClosed = true
    this.#socket.destroy()
    this.#wire.destroy()
  }

  #handleSecured(): void {
    const error: unknown = this.#socket.authorizationError
    const chainError = error instanceof Error ? error.message : (error as string | null | undefined)
    const refusal = this.#options.judge(this.#socket.getPeerCertificate(true), chainError ?? undefined)
    const version = this.#socket.getProtocol() === 'TLSv1.3' ? '1.3' : '1.2'
    this.#state = refusal === undefined ? { type: 'secured', version } : { type: 'refused', because: refusal }
    this.#stir()
  }

  #fail(detail: string): void {
    if (this.#state.type === 'refused' || this.#isClosed) return
    this.#state = { type: 'failed', detail: detail.toLowerCase().replaceAll('_', ' ') }
    this.#stir()
  }

  /** Something happened, so more may follow. */
  #stir(): void {
    this.#quietTurns = 0
    if (this.#isWatching) return
    this.#isWatching = true
    setImmediate(() => this.#turn())
  }

  #turn(): void {
    if (this.#isClosed) return
    this.#quietTurns += 1
    if (this.#quietTurns < QUIET_TURNS) {
      setImmediate(() => this.#turn())
      return
    }
    this.#isWatching = false
    this.#isSettled = true
    this.#options.onProgress()
  }
}

interface TlsError extends Error {
  reason?: string
}

interface ExportsWithoutContext {
  exportKeyingMaterial(length: number, label: string): Buffer
}

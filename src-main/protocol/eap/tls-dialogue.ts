import { concat } from '../bytes.ts'
import { certificateAlertIn } from '../certificate-alerts.ts'
import type { EapMethodHooks } from './eap-method.ts'
import { TlsFragments } from './tls-fragments.ts'
import type { TlsState, TlsStream, TlsStreams } from './tls-stream.ts'

export interface TlsDialogueOptions {
  streams: TlsStreams
  /** Show the user's certificate, should the server ask for it. */
  clientCertificate: boolean
  /** Bytes of TLS in one packet. */
  fragment: number
  /** For log lines. */
  name: string
}

/** What the method does with the tunnel. */
export interface TlsDialogueHooks extends Omit<EapMethodHooks, 'passwordChanged'> {
  /**
   * TLS has done its part for the server's last message: the handshake goes on, or `plain` came out of the tunnel.
   * `reply` answers with what TLS has to send, even if that is nothing; `later` leaves the answer to `say`.
   */
  heard(plain: Uint8Array, state: TlsState, now: number): 'reply' | 'later'
}

/**
 * The part that EAP-TLS, PEAP and EAP-TTLS have in common: fragments, and turns. The server's message goes into TLS, and
 * the answer leaves when TLS has finished with it.
 */
export class TlsDialogue {
  readonly #options: TlsDialogueOptions
  readonly #hooks: TlsDialogueHooks
  readonly #fragments: TlsFragments
  #stream: TlsStream | undefined
  /** Whose result TLS is working on: the server's message, or something that we say. */
  #turn: 'server' | 'ours' | undefined
  #records: Uint8Array = new Uint8Array(0)
  #secured = false

  constructor(options: TlsDialogueOptions, hooks: TlsDialogueHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#fragments = new TlsFragments(options.fragment)
  }

  handleRequest(data: Uint8Array, now: number): void {
    const received = this.#fragments.receive(data)
    switch (received.type) {
      case 'start':
        if (this.#secured) {
          this.#fail('a beginning in the middle')
          return
        }
        this.#begin()
        break
      case 'more':
        this.#hooks.respond(this.#fragments.begin(new Uint8Array(0), { alwaysLength: false }))
        return
      case 'acknowledged':
        this.#hooks.respond(this.#fragments.next())
        return
      case 'message':
        this.#stream?.receive(received.bytes)
        break
      case 'malformed':
        this.#fail(received.detail)
        return
    }
    this.#turn = 'server'
    this.handleProgress(now)
  }

  /** The owner says that TLS may have come further. */
  handleProgress(now: number): void {
    if (this.#turn === undefined) return
    const progress = this.#stream?.poll()
    if (progress === undefined) return
    const { records, plain, state } = progress
    this.#records = concat(this.#records, records)
    if (state.type === 'refused') {
      this.#hooks.failed({ code: 'auth-server-not-trusted', because: state.because })
    } else if (state.type === 'failed') {
      this.#handleFailed(state)
    } else if (this.#turn === 'ours') {
      this.#reply()
    } else {
      this.#noteSecured(state)
      this.#turn = undefined
      if (this.#hooks.heard(plain, state, now) === 'reply') this.#reply()
    }
  }

  /** Answers the server with these bytes inside the tunnel. */
  say(plain: Uint8Array, now: number): void {
    this.#stream?.send(plain)
    this.#turn = 'ours'
    this.handleProgress(now)
  }

  exportKeyingMaterial(length: number, label: string, context?: Uint8Array): Uint8Array {
    if (this.#stream === undefined) throw new Error('no keys before the handshake')
    return this.#stream.exportKeyingMaterial(length, label, context)
  }

  close(): void {
    this.#stream?.close()
    this.#stream = undefined
    this.#turn = undefined
  }

  #begin(): void {
    this.#stream?.close()
    const { streams, clientCertificate } = this.#options
    this.#stream = streams.open({ clientCertificate })
    this.#records = new Uint8Array(0)
    this.#stream.receive(new Uint8Array(0))
  }

  #noteSecured(state: TlsState): void {
    if (state.type !== 'secured' || this.#secured) return
    this.#secured = true
    this.#hooks.log(`${this.#options.name}: the tunnel of TLS ${state.version} stands`)
  }

  #reply(): void {
    const records = this.#records
    this.#records = new Uint8Array(0)
    this.#turn = undefined
    // Windows takes part of a ClientHello without a length for something else (NPS does so for the binding of PEAP).
    this.#hooks.respond(this.#fragments.begin(records, { alwaysLength: !this.#secured }))
  }

  #handleFailed({ detail }: TlsState & { type: 'failed' }): void {
    // The server may want to hear the alert; whether it did makes no difference any more.
    if (this.#records.length > 0) this.#reply()
    const refusal = certificateAlertIn(detail)
    if (refusal === undefined) this.#fail(detail)
    else this.#hooks.failed({ code: 'client-certificate-refused', detail: refusal })
  }

  #fail(detail: string): void {
    this.#hooks.failed({ code: 'auth-server-tls-failed', detail: `${this.#options.name}: ${detail}` })
  }
}

import type { ProtocolFailure } from '../errors.ts'
import { EAP_TYPE } from './constants.ts'
import type { EapMethod, EapMethodHooks } from './eap-method.ts'
import { TlsDialogue } from './tls-dialogue.ts'
import { keyMaterial, MSK_LENGTH } from './tls-keys.ts'
import type { TlsState, TlsStreams } from './tls-stream.ts'

export interface EapTlsOptions {
  streams: TlsStreams
  /** Bytes of TLS in one packet. */
  fragment: number
  /** Inside PEAP, whose own result is protected. */
  isInTunnel?: boolean
}

/** EAP-TLS (RFC 5216, RFC 9190 for TLS 1.3): both sides show certificates. */
export class EapTls implements EapMethod {
  readonly type = EAP_TYPE.tls
  readonly name = 'eap-tls'
  readonly #hooks: EapMethodHooks
  readonly #dialogue: TlsDialogue
  readonly #isInTunnel: boolean
  #key: Uint8Array | undefined

  constructor({ streams, fragment, isInTunnel = false }: EapTlsOptions, hooks: EapMethodHooks) {
    this.#isInTunnel = isInTunnel
    this.#hooks = hooks
    this.#dialogue = new TlsDialogue(
      { streams, fragment, clientCertificate: true, name: 'EAP-TLS' },
      { ...hooks, heard: (plain, state) => this.#handleHeard(plain, state) },
    )
  }

  /** There is nothing but the certificate that could be refused; FreeRADIUS does it without an alert. */
  get refusal(): ProtocolFailure {
    return { code: 'client-certificate-refused', detail: '' }
  }

  get key(): Uint8Array | undefined {
    return this.#key
  }

  handleRequest(data: Uint8Array, _identifier: number, now: number): void {
    this.#dialogue.handleRequest(data, now)
  }

  handleProgress(now: number): void {
    this.#dialogue.handleProgress(now)
  }

  close(): void {
    this.#dialogue.close()
  }

  #handleHeard(plain: Uint8Array, state: TlsState): 'reply' {
    if (state.type !== 'secured') return 'reply'
    // RFC 9190 section 2.5: with TLS 1.3 our Finished is on its way only now, and one zero byte inside the tunnel is the
    // server's word that it liked it. hostapd 2.10 leaves it out inside PEAP, where the result says the same.
    const saysSo = plain.length === 1 && plain[0] === 0
    const isCommitted = state.version === '1.2' || this.#isInTunnel || saysSo
    if (isCommitted) this.#key = this.#exportKey(state.version)
    else if (plain.length > 0) this.#hooks.log('EAP-TLS: the server says something where nothing belongs')
    return 'reply'
  }

  #exportKey(version: '1.2' | '1.3'): Uint8Array {
    return keyMaterial(this.#dialogue, { type: this.type, version, family: 'tls' }).subarray(0, MSK_LENGTH)
  }
}

import { concat, equal, readU16, writeU16 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import type { ProtocolFailure } from '../errors.ts'
import { EAP_CAP, EAP_CODE, EAP_TYPE } from './constants.ts'
import type { EapMethod, EapMethodHooks } from './eap-method.ts'
import { EapPeer, type EapPeerOptions } from './eap-peer.ts'
import { bindingMac, bindKeys, compoundSessionKey } from './peap-keys.ts'
import {
  BINDING_NONCE_LENGTH,
  bindingResponse,
  parsePeapTlvs,
  RESULT,
  resultTlv,
  splitBinding,
} from './peap-tlv.ts'
import { TlsDialogue } from './tls-dialogue.ts'
import { keyMaterial, MSK_LENGTH } from './tls-keys.ts'
import type { TlsState, TlsStreams } from './tls-stream.ts'

export interface PeapOptions {
  crypto: CryptoProvider
  streams: TlsStreams
  /** Bytes of TLS in one packet. */
  fragment: number
  /** Who signs in inside the tunnel, and how. */
  inner: EapPeerOptions
}

const EAP_HEADER = 4

/**
 * PEAP version 0 (MS-PEAP): a tunnel in which only the server has shown itself, and another method of EAP inside, which
 * is how the user does. The inner packets have no header, except those with TLVs. Nothing is remembered for a fast
 * reconnect.
 */
export class Peap implements EapMethod {
  readonly type = EAP_TYPE.peap
  readonly #options: PeapOptions
  readonly #hooks: EapMethodHooks
  readonly #dialogue: TlsDialogue
  readonly #inner: EapPeer
  #version: '1.2' | '1.3' = '1.2'
  #identifier = 0
  #key: Uint8Array | undefined

  constructor(options: PeapOptions, hooks: EapMethodHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#dialogue = new TlsDialogue(
      { streams: options.streams, fragment: options.fragment, clientCertificate: false, name: 'PEAP' },
      { ...hooks, heard: (plain, state, now) => this.#handleHeard(plain, state, now) },
    )
    this.#inner = new EapPeer(options.inner, {
      send: ({ body }) => this.#dialogue.say(body, this.#now),
      succeeded: () => {},
      failed: (failure) => hooks.failed(failure),
      passwordChanged: () => hooks.passwordChanged(),
      log: (text) => hooks.log(`inside PEAP: ${text}`),
    })
  }

  get name(): string {
    return this.#inner.method?.type === EAP_TYPE.tls ? 'peap-eap-tls' : 'peap-ms-chap-v2'
  }

  get refusal(): ProtocolFailure | undefined {
    return this.#inner.failureOfRefusals() ?? this.#inner.method?.refusal
  }

  get key(): Uint8Array | undefined {
    return this.#key
  }

  #now = 0

  handleRequest(data: Uint8Array, identifier: number, now: number): void {
    this.#now = now
    this.#identifier = identifier
    this.#dialogue.handleRequest(data, now)
  }

  handleProgress(now: number): void {
    this.#now = now
    this.#inner.handleProgress(now)
    this.#dialogue.handleProgress(now)
  }

  close(): void {
    this.#inner.close()
    this.#dialogue.close()
  }

  #handleHeard(plain: Uint8Array, state: TlsState, now: number): 'reply' | 'later' {
    if (state.type !== 'secured' || plain.length === 0) return 'reply'
    this.#version = state.version
    if (plain.length > EAP_CAP.inner) {
      this.#hooks.failed({ code: 'auth-server-tls-failed', detail: 'PEAP: an inner packet without end' })
      return 'later'
    }
    const { identifier, body } = unwrap(plain, this.#identifier)
    if (body[0] === EAP_TYPE.extensions) {
      this.#handleTlvs(body.subarray(1), identifier, now)
    } else {
      this.#inner.handlePacket({ code: EAP_CODE.request, identifier, body }, now)
    }
    return 'later'
  }

  /** The server's verdict, and its proof that nobody has put another's sign-in into this tunnel. */
  #handleTlvs(data: Uint8Array, identifier: number, now: number): void {
    const tlvs = parsePeapTlvs(data)
    if (tlvs === undefined) {
      this.#hooks.failed({ code: 'auth-server-tls-failed', detail: 'PEAP: malformed TLVs' })
      return
    }
    const innerKey = this.#inner.method?.key
    if (tlvs.result !== RESULT.success || innerKey === undefined) {
      this.#sayTlvs(resultTlv(RESULT.failure), identifier, now)
      this.#hooks.failed(
        tlvs.result === RESULT.success
          ? { code: 'server-not-authentic' }
          : (this.refusal ?? { code: 'sign-in-refused', message: '', attemptsAllowed: false }),
      )
      return
    }
    const { crypto } = this.#options
    const { binding } = tlvs
    if (binding === undefined) {
      this.#hooks.log('PEAP: the server does not bind the inner sign-in to the tunnel')
      this.#key = this.#tunnelKey().subarray(0, MSK_LENGTH)
      this.#sayTlvs(resultTlv(RESULT.success), identifier, now)
      return
    }
    const { unsigned, mac } = splitBinding(binding)
    const bound = [this.#tunnelKey(), this.#tunnelKey(MSK_LENGTH)]
      .map((tunnelKey) => bindKeys(crypto, tunnelKey, innerKey))
      .find(({ cmk }) => equal(mac, bindingMac(crypto, cmk, unsigned)))
    if (bound === undefined) {
      this.#sayTlvs(resultTlv(RESULT.failure), identifier, now)
      this.#hooks.failed({ code: 'server-not-authentic' })
      return
    }
    const { ipmk, cmk } = bound
    const response = bindingResponse(binding, crypto.randomBytes(BINDING_NONCE_LENGTH), (bytes) =>
      bindingMac(crypto, cmk, bytes),
    )
    this.#hooks.log('PEAP: the inner sign-in is bound to the tunnel')
    this.#key = compoundSessionKey(crypto, ipmk).subarray(0, MSK_LENGTH)
    this.#sayTlvs(concat(resultTlv(RESULT.success), response), identifier, now)
  }

  /** With TLS 1.3 it depends on its length, and hostapd 2.10 signs its binding with one of 64 bytes. */
  #tunnelKey(length?: number): Uint8Array {
    const options = { type: this.type, version: this.#version, family: 'tls' } as const
    return keyMaterial(this.#dialogue, length === undefined ? options : { ...options, length })
  }

  #sayTlvs(tlvs: Uint8Array, identifier: number, now: number): void {
    const packet = concat(Uint8Array.of(EAP_CODE.response, identifier, 0, 0, EAP_TYPE.extensions), tlvs)
    writeU16(packet, 2, packet.length)
    this.#dialogue.say(packet, now)
  }
}

/**
 * An inner Request without its header. TLVs always have one, and FreeRADIUS puts one before the first question as well;
 * everything else begins with its type (MS-PEAP section 3.1.5.6).
 */
function unwrap(plain: Uint8Array, outer: number): { identifier: number; body: Uint8Array } {
  const isWhole =
    plain.length > EAP_HEADER && plain[0] === EAP_CODE.request && readU16(plain, 2) === plain.length
  const keepsHeader = plain[4] === EAP_TYPE.extensions || plain[4] === EAP_TYPE.identity
  return isWhole && keepsHeader
    ? { identifier: plain[1], body: plain.subarray(EAP_HEADER) }
    : { identifier: outer, body: plain }
}

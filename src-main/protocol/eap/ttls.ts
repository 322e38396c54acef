import { concat, utf8 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import type { ProtocolFailure } from '../errors.ts'
import { CHALLENGE_LENGTH, type Credentials } from '../ppp/auth/authenticator.ts'
import { MsChapExchange } from '../ppp/auth/ms-chap-exchange.ts'
import { parseMsChapFailure } from '../ppp/auth/ms-chap-failure.ts'
import { peerText } from '../ppp/text.ts'
import { EAP_TYPE } from './constants.ts'
import type { EapMethod, EapMethodHooks } from './eap-method.ts'
import { TlsDialogue } from './tls-dialogue.ts'
import { keyMaterial, MSK_LENGTH } from './tls-keys.ts'
import type { TlsState, TlsStreams } from './tls-stream.ts'
import { AVP, type Avp, encodeAvp, findAvp, parseAvps } from './ttls-avp.ts'

export interface TtlsOptions {
  crypto: CryptoProvider
  credentials: Credentials
  streams: TlsStreams
  /** Bytes of TLS in one packet. */
  fragment: number
  inner: 'pap' | 'ms-chap-v2'
}

/** RFC 5281 section 11.1: both sides draw the challenge from the tunnel, so that nobody can bring along his own. */
const CHALLENGE_LABEL = 'ttls challenge'

/** Passwords are filled up, so that their length does not show (RFC 5281 section 11.2.5). */
const PASSWORD_BLOCK = 16

/** EAP-TTLS version 0 (RFC 5281): a tunnel like PEAP's, with attributes of RADIUS inside. */
export class Ttls implements EapMethod {
  readonly type = EAP_TYPE.ttls
  readonly #options: TtlsOptions
  readonly #hooks: EapMethodHooks
  readonly #dialogue: TlsDialogue
  readonly #exchange: MsChapExchange
  #spoke = false
  #gaveCode = false
  #version: '1.2' | '1.3' = '1.2'
  #key: Uint8Array | undefined

  constructor(options: TtlsOptions, hooks: EapMethodHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#exchange = new MsChapExchange(options.crypto, options.credentials)
    this.#dialogue = new TlsDialogue(
      { streams: options.streams, fragment: options.fragment, clientCertificate: false, name: 'EAP-TTLS' },
      { ...hooks, heard: (plain, state, now) => this.#handleHeard(plain, state, now) },
    )
  }

  get name(): string {
    return `eap-ttls-${this.#options.inner}`
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

  #handleHeard(plain: Uint8Array, state: TlsState, now: number): 'reply' | 'later' {
    if (state.type !== 'secured') return 'reply'
    this.#version = state.version
    if (!this.#spoke) {
      this.#spoke = true
      this.#dialogue.say(this.#firstWords(), now)
      return 'later'
    }
    if (plain.length === 0) return 'reply'
    const avps = parseAvps(plain)
    if (avps === undefined) {
      this.#hooks.failed({ code: 'auth-server-tls-failed', detail: 'EAP-TTLS: malformed attributes' })
      return 'later'
    }
    return this.#options.inner === 'pap' ? this.#handlePapAnswer(avps, now) : this.#handleMsChapAnswer(avps)
  }

  #firstWords(): Uint8Array {
    const { inner, credentials } = this.#options
    if (inner === 'ms-chap-v2') return this.#msChapResponse()
    // PAP has no answer in the tunnel: the server's EAP Success is all there is.
    this.#exportKey()
    return this.#papRequest(credentials.password)
  }

  #papRequest(password: string, state?: Uint8Array): Uint8Array {
    const bytes = utf8(password)
    const filled = new Uint8Array(Math.max(1, Math.ceil(bytes.length / PASSWORD_BLOCK)) * PASSWORD_BLOCK)
    filled.set(bytes)
    return concat(
      encodeAvp(AVP.userName, utf8(this.#options.credentials.user)),
      encodeAvp(AVP.userPassword, filled),
      state === undefined ? new Uint8Array(0) : encodeAvp(AVP.state, state),
    )
  }

  #msChapResponse(): Uint8Array {
    const drawn = this.#dialogue.exportKeyingMaterial(CHALLENGE_LENGTH + 1, CHALLENGE_LABEL)
    const challenge = drawn.slice(0, CHALLENGE_LENGTH)
    const value = this.#exchange.answer(challenge, drawn[CHALLENGE_LENGTH])
    // RFC 2548 section 2.3.2 has the flags in front, where CHAP has them at the end.
    const response = concat(Uint8Array.of(drawn[CHALLENGE_LENGTH], 0), value.subarray(0, -1))
    return concat(
      encodeAvp(AVP.userName, utf8(this.#options.credentials.user)),
      encodeAvp(AVP.msChapChallenge, challenge),
      encodeAvp(AVP.msChap2Response, response),
    )
  }

  /** The server wants something more than the password: its code, once. */
  #handlePapAnswer(avps: readonly Avp[], now: number): 'later' {
    const { oneTimeCode } = this.#options.credentials
    const question = findAvp(avps, AVP.replyMessage)
    if (question !== undefined) this.#hooks.log(`EAP-TTLS: the server asks: ${peerText(question)}`)
    if (oneTimeCode === undefined || this.#gaveCode) {
      this.#hooks.failed({ code: 'one-time-code-needed' })
    } else {
      this.#gaveCode = true
      this.#dialogue.say(this.#papRequest(oneTimeCode, findAvp(avps, AVP.state)), now)
    }
    return 'later'
  }

  #handleMsChapAnswer(avps: readonly Avp[]): 'reply' | 'later' {
    const error = findAvp(avps, AVP.msChapError)
    const success = findAvp(avps, AVP.msChap2Success)
    if (error !== undefined) this.#hooks.failed(unchangeable(parseMsChapFailure(error.subarray(1))))
    else if (success === undefined || this.#exchange.keyOfSuccess(success.subarray(1)) === undefined)
      this.#hooks.failed({ code: 'server-not-authentic' })
    else {
      this.#exportKey()
      return 'reply'
    }
    return 'later'
  }

  #exportKey(): void {
    const material = keyMaterial(this.#dialogue, { type: this.type, version: this.#version, family: 'ttls' })
    this.#key = material.subarray(0, MSK_LENGTH)
  }
}

/** No server is known that takes a new password in here, so nobody is asked for one. */
function unchangeable(failure: ProtocolFailure): ProtocolFailure {
  return failure.code === 'password-expired' ? { code: failure.code, message: failure.message } : failure
}

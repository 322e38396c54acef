import { concat, utf8 } from '../../bytes.ts'
import { CHAP_CODE, PROTOCOL } from '../constants.ts'
import type { ControlPacket } from '../control-packet.ts'
import { peerText } from '../text.ts'
import {
  type Authenticator,
  type AuthenticatorHooks,
  type AuthenticatorOptions,
  CREDENTIAL_MAX,
  credentialTooLong,
  HLAK_LENGTH,
} from './authenticator.ts'

/**
 * CHAP with MD5 (RFC 1994) as the one who signs in. The server proves nothing and there is no key: the HLAK is zero, so
 * only a server whose identity was verified may be answered.
 */
export class ChapMd5 implements Authenticator {
  readonly protocol = PROTOCOL.chap
  readonly #options: AuthenticatorOptions
  readonly #hooks: AuthenticatorHooks
  #answered: number | undefined

  constructor(options: AuthenticatorOptions, hooks: AuthenticatorHooks) {
    this.#options = options
    this.#hooks = hooks
  }

  start(_now: number): void {
    if (utf8(this.#options.credentials.user).length > CREDENTIAL_MAX) {
      this.#hooks.failed(credentialTooLong('user'))
    }
  }

  handlePacket({ code, identifier, body }: ControlPacket, now: number): void {
    switch (code) {
      case CHAP_CODE.challenge:
        this.#handleChallenge(identifier, body)
        return
      case CHAP_CODE.success:
        if (identifier === this.#answered) this.#hooks.succeeded(new Uint8Array(HLAK_LENGTH), now)
        return
      case CHAP_CODE.failure:
        if (identifier !== this.#answered) return
        this.#hooks.failed({ code: 'sign-in-refused', message: peerText(body), attemptsAllowed: false })
    }
  }

  /** As with MS-CHAPv2, repetition is the server's business. */
  handleTimeout(_now: number): void {}

  nextDeadline(): number | undefined {
    return undefined
  }

  #handleChallenge(identifier: number, body: Uint8Array): void {
    const size = body[0] ?? 0
    const challenge = body.subarray(1, 1 + size)
    if (size === 0 || challenge.length !== size) {
      this.#hooks.log('CHAP: dropped a malformed Challenge')
      return
    }
    const { crypto, credentials } = this.#options
    // RFC 1994 section 4.1: identifier, secret and challenge, in this order.
    const value = crypto.md5(concat(Uint8Array.of(identifier), utf8(credentials.password), challenge))
    this.#answered = identifier
    const answer = concat(Uint8Array.of(value.length), value, utf8(credentials.user))
    this.#hooks.send(this.protocol, { code: CHAP_CODE.response, identifier, body: answer })
  }
}

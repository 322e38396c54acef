import { concat, utf8 } from '../../bytes.ts'
import { CHAP_CODE, PROTOCOL } from '../constants.ts'
import type { ControlPacket } from '../control-packet.ts'
import {
  type Authenticator,
  type AuthenticatorHooks,
  type AuthenticatorOptions,
  CHALLENGE_LENGTH,
  CREDENTIAL_MAX,
  credentialTooLong,
} from './authenticator.ts'
import { MsChapExchange } from './ms-chap-exchange.ts'
import { parseMsChapFailure } from './ms-chap-failure.ts'

/**
 * MS-CHAPv2 (RFC 2759) as the one who signs in. The server speaks first and may challenge again at any time: SoftEther
 * does so before it grants the first round, accel-ppp in the middle of a session. Success is reported only when the
 * server has proved that it knows the password.
 */
export class MsChapV2 implements Authenticator {
  readonly protocol = PROTOCOL.chap
  readonly #options: AuthenticatorOptions
  readonly #hooks: AuthenticatorHooks
  readonly #exchange: MsChapExchange
  #identifier = 0

  constructor(options: AuthenticatorOptions, hooks: AuthenticatorHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#exchange = new MsChapExchange(options.crypto, options.credentials)
  }

  start(_now: number): void {
    if (utf8(this.#options.credentials.user).length > CREDENTIAL_MAX) {
      this.#hooks.failed(credentialTooLong('user'))
    }
  }

  handlePacket(packet: ControlPacket, now: number): void {
    switch (packet.code) {
      case CHAP_CODE.challenge:
        this.#handleChallenge(packet)
        return
      case CHAP_CODE.success:
        this.#handleSuccess(packet, now)
        return
      case CHAP_CODE.failure:
        this.#handleFailure(packet)
    }
  }

  /** CHAP leaves repetition to the server; how long to wait for it is the owner's decision. */
  handleTimeout(_now: number): void {}

  nextDeadline(): number | undefined {
    return undefined
  }

  #handleChallenge({ identifier, body }: ControlPacket): void {
    const challenge = body.slice(1, 1 + CHALLENGE_LENGTH)
    if (body[0] !== CHALLENGE_LENGTH || challenge.length !== CHALLENGE_LENGTH) {
      this.#hooks.log('MS-CHAPv2: dropped a malformed Challenge')
      return
    }
    this.#identifier = identifier
    const value = this.#exchange.answer(challenge, identifier)
    const answer = concat(Uint8Array.of(value.length), value, utf8(this.#options.credentials.user))
    this.#hooks.send(this.protocol, { code: CHAP_CODE.response, identifier, body: answer })
  }

  #handleSuccess({ identifier, body }: ControlPacket, now: number): void {
    if (!this.#exchange.hasAnswered) return
    const hlak = this.#exchange.keyOfSuccess(body)
    if (hlak !== undefined) {
      if (this.#exchange.changedPassword) this.#hooks.passwordChanged()
      this.#hooks.succeeded(hlak, now)
    } else if (identifier === this.#identifier) {
      this.#hooks.failed({ code: 'server-not-authentic' })
    }
    // Otherwise it belongs to a round that another Challenge has overtaken.
  }

  #handleFailure({ identifier, body }: ControlPacket): void {
    const change = this.#exchange.changePassword(body)
    if (change === undefined) {
      this.#hooks.failed(parseMsChapFailure(body))
      return
    }
    // RFC 2759 section 7: the identifier of the Failure and one more.
    this.#identifier = (identifier + 1) & 0xff
    this.#hooks.log('MS-CHAPv2: the password has expired and is changed')
    this.#hooks.send(this.protocol, {
      code: CHAP_CODE.changePassword,
      identifier: this.#identifier,
      body: change,
    })
  }
}

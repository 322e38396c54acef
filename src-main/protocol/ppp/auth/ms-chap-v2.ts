import { concat, equal, printable, utf8 } from '../../bytes.ts'
import {
  authenticatorResponse,
  hlakFromMasterKeys,
  type MsChapRound,
  masterKeys,
  ntResponse,
} from '../../crypto/ms-chap-keys.ts'
import { CHAP_CODE, PROTOCOL } from '../constants.ts'
import type { ControlPacket } from '../control-packet.ts'
import {
  type Authenticator,
  type AuthenticatorHooks,
  type AuthenticatorOptions,
  CREDENTIAL_MAX,
  credentialTooLong,
} from './authenticator.ts'
import { parseMsChapFailure } from './ms-chap-failure.ts'

const CHALLENGE_LENGTH = 16

/** `S=` and 40 hex digits, at the beginning of the Success message (RFC 2759 section 5). */
const AUTHENTICATOR_RESPONSE_LENGTH = 42

/** The Response's value: peer challenge, 8 reserved bytes, NT-Response, flags (RFC 2759 section 4). */
const RESERVED = new Uint8Array(8)
const FLAGS = Uint8Array.of(0)

interface Round extends MsChapRound {
  identifier: number
  ntResponse: Uint8Array
}

/**
 * MS-CHAPv2 (RFC 2759) as the one who signs in. The server speaks first and may challenge again at any time: SoftEther
 * does so before it grants the first round, accel-ppp in the middle of a session. Success is reported only when the
 * server has proved that it knows the password.
 */
export class MsChapV2 implements Authenticator {
  readonly protocol = PROTOCOL.chap
  readonly #options: AuthenticatorOptions
  readonly #hooks: AuthenticatorHooks
  #round: Round | undefined

  constructor(options: AuthenticatorOptions, hooks: AuthenticatorHooks) {
    this.#options = options
    this.#hooks = hooks
  }

  start(_now: number): void {
    if (utf8(this.#options.credentials.user).length > CREDENTIAL_MAX) {
      this.#hooks.failed(credentialTooLong('user name'))
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
        this.#hooks.failed(parseMsChapFailure(packet.body))
    }
  }

  /** CHAP leaves repetition to the server; how long to wait for it is the owner's decision. */
  handleTimeout(_now: number): void {}

  nextDeadline(): number | undefined {
    return undefined
  }

  #handleChallenge({ identifier, body }: ControlPacket): void {
    const authenticatorChallenge = body.slice(1, 1 + CHALLENGE_LENGTH)
    if (body[0] !== CHALLENGE_LENGTH || authenticatorChallenge.length !== CHALLENGE_LENGTH) {
      this.#hooks.log('MS-CHAPv2: dropped a malformed Challenge')
      return
    }
    // A repeated Challenge gets the same Response, so that a Success that is on its way still fits.
    const isRepeated =
      this.#round?.identifier === identifier &&
      equal(this.#round.authenticatorChallenge, authenticatorChallenge)
    if (!isRepeated) this.#round = this.#answer(identifier, authenticatorChallenge)
    if (this.#round !== undefined) this.#respond(this.#round)
  }

  #answer(identifier: number, authenticatorChallenge: Uint8Array): Round {
    const { crypto, credentials } = this.#options
    const peerChallenge = crypto.randomBytes(CHALLENGE_LENGTH)
    const round = { authenticatorChallenge, peerChallenge, ...credentials }
    return { ...round, identifier, ntResponse: ntResponse(crypto, round) }
  }

  #respond({ identifier, peerChallenge, ntResponse }: Round): void {
    const value = concat(peerChallenge, RESERVED, ntResponse, FLAGS)
    const body = concat(Uint8Array.of(value.length), value, utf8(this.#options.credentials.user))
    this.#hooks.send(this.protocol, { code: CHAP_CODE.response, identifier, body })
  }

  #handleSuccess({ identifier, body }: ControlPacket, now: number): void {
    const round = this.#round
    if (round === undefined) return
    const { crypto } = this.#options
    const proof = printable(body, AUTHENTICATOR_RESPONSE_LENGTH).toUpperCase()
    if (equal(utf8(proof), utf8(authenticatorResponse(crypto, round)))) {
      this.#hooks.succeeded(hlakFromMasterKeys(masterKeys(crypto, round)), now)
    } else if (identifier === round.identifier) {
      this.#hooks.failed({ code: 'server-not-authentic' })
    }
    // Otherwise it belongs to a round that another Challenge has overtaken.
  }
}

import { concat, equal, toHex, utf8 } from '../protocol/bytes.ts'
import {
  authenticatorResponse,
  hlakFromMasterKeys,
  masterKeys,
  ntResponse,
} from '../protocol/crypto/ms-chap-keys.ts'
import { CHAP_CODE, NEGOTIATION, PROTOCOL } from '../protocol/ppp/constants.ts'
import type { ControlPacket } from '../protocol/ppp/control-packet.ts'
import { passwordOf, type ServerAuth, type ServerAuthHooks, type ServerAuthOptions } from './server-auth.ts'
import { decodeText } from './text.ts'

/** Value-Size of a Response (RFC 2759 section 4). */
const RESPONSE_LENGTH = 49

/** MS-CHAPv2 (RFC 2759) as the one who lets in. */
export class ServerMsChapV2 implements ServerAuth {
  readonly protocol = PROTOCOL.chap
  readonly #options: ServerAuthOptions
  readonly #hooks: ServerAuthHooks
  #identifier = 0
  #challenge: Uint8Array = new Uint8Array(16)
  #roundsLeft: number
  #waiting = false
  #repetitionsLeft = 0
  #deadline: number | undefined

  constructor(options: ServerAuthOptions, hooks: ServerAuthHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#roundsLeft = options.behaviour.rounds
  }

  start(now: number): void {
    this.challenge(now)
  }

  challenge(now: number): void {
    this.#identifier = (this.#identifier + 1) & 0xff
    this.#challenge = this.#options.crypto.randomBytes(16)
    this.#waiting = true
    this.#repetitionsLeft = NEGOTIATION.maxConfigure
    this.#sendChallenge(now)
  }

  handlePacket({ code, identifier, body }: ControlPacket, now: number): void {
    if (code !== CHAP_CODE.response || identifier !== this.#identifier || !this.#waiting) return
    if (body[0] !== RESPONSE_LENGTH || body.length <= RESPONSE_LENGTH) return
    this.#waiting = false
    this.#deadline = undefined
    const user = decodeText(body.subarray(1 + RESPONSE_LENGTH))
    const password = passwordOf(this.#options.users, user)
    const round = {
      authenticatorChallenge: this.#challenge,
      peerChallenge: body.slice(1, 17),
      user,
      password: password ?? '',
    }
    const response = body.slice(25, 49)
    const { crypto, behaviour } = this.#options
    const isRight = password !== undefined && equal(response, ntResponse(crypto, round))
    if (!isRight || behaviour.failure !== undefined) {
      this.#refuse(identifier, user)
      return
    }
    this.#roundsLeft -= 1
    if (this.#roundsLeft > 0) {
      this.challenge(now)
      return
    }
    const proof = authenticatorResponse(crypto, { ...round, ntResponse: response })
    const shown = behaviour.wrongProof ? `S=${'0'.repeat(40)}` : proof
    this.#send(CHAP_CODE.success, identifier, utf8(`${shown}${behaviour.successText}`))
    const keys = masterKeys(crypto, { password: round.password, ntResponse: response })
    this.#hooks.signedIn(user, hlakFromMasterKeys(keys), now)
  }

  handleTimeout(now: number): void {
    if (this.#deadline === undefined || now < this.#deadline) return
    if (this.#repetitionsLeft > 0) this.#sendChallenge(now)
    else this.#deadline = undefined
  }

  nextDeadline(): number | undefined {
    return this.#deadline
  }

  #sendChallenge(now: number): void {
    this.#repetitionsLeft -= 1
    this.#deadline = now + NEGOTIATION.restartTimerMs
    const name = utf8(this.#options.behaviour.challengeName)
    this.#send(CHAP_CODE.challenge, this.#identifier, concat(Uint8Array.of(16), this.#challenge, name))
  }

  #refuse(identifier: number, user: string): void {
    const { error, text } = this.#options.behaviour.failure ?? { error: 691, text: '' }
    const challenge = toHex(this.#options.crypto.randomBytes(16)).toUpperCase()
    const message = `E=${error} R=0 C=${challenge} V=3${text === '' ? '' : ` M=${text}`}`
    this.#send(CHAP_CODE.failure, identifier, utf8(message))
    this.#hooks.refused(user)
  }

  #send(code: number, identifier: number, body: Uint8Array): void {
    this.#hooks.send(this.protocol, { code, identifier, body })
  }
}

import { concat, utf8 } from '../../bytes.ts'
import { NEGOTIATION, PAP_CODE, PROTOCOL } from '../constants.ts'
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

/** Password Authentication Protocol (RFC 1334 section 2). It has no key: the HLAK is zero. */
export class Pap implements Authenticator {
  readonly protocol = PROTOCOL.pap
  readonly #hooks: AuthenticatorHooks
  readonly #user: Uint8Array
  readonly #password: Uint8Array
  #identifier = 0
  #deadline: number | undefined

  constructor({ credentials }: AuthenticatorOptions, hooks: AuthenticatorHooks) {
    this.#hooks = hooks
    this.#user = utf8(credentials.user)
    this.#password = utf8(credentials.password)
  }

  start(now: number): void {
    if (this.#user.length > CREDENTIAL_MAX) this.#hooks.failed(credentialTooLong('user'))
    else if (this.#password.length > CREDENTIAL_MAX) this.#hooks.failed(credentialTooLong('password'))
    else this.#request(now)
  }

  handlePacket({ code, body }: ControlPacket, now: number): void {
    // Only the answer to the requests that are under way counts. Which of them it answers does not matter: they are
    // all alike but for the identifier.
    if (this.#deadline === undefined) return
    if (code === PAP_CODE.authenticateAck) {
      this.#deadline = undefined
      this.#hooks.succeeded(new Uint8Array(HLAK_LENGTH), now)
    } else if (code === PAP_CODE.authenticateNak) {
      this.#deadline = undefined
      this.#hooks.failed({ code: 'sign-in-refused', message: messageOf(body), attemptsAllowed: false })
    }
  }

  handleTimeout(now: number): void {
    if (this.#deadline === undefined || now < this.#deadline) return
    if (this.#identifier < NEGOTIATION.maxConfigure) {
      this.#request(now)
      return
    }
    this.#deadline = undefined
    const seconds = (NEGOTIATION.maxConfigure * NEGOTIATION.restartTimerMs) / 1000
    this.#hooks.failed({ code: 'timeout', rung: 'sign-in', seconds })
  }

  nextDeadline(): number | undefined {
    return this.#deadline
  }

  #request(now: number): void {
    // RFC 1334 section 2.2.1: the identifier changes with every request. It counts the attempts as well.
    this.#identifier += 1
    this.#deadline = now + NEGOTIATION.restartTimerMs
    const body = concat(
      Uint8Array.of(this.#user.length),
      this.#user,
      Uint8Array.of(this.#password.length),
      this.#password,
    )
    this.#hooks.send(this.protocol, {
      code: PAP_CODE.authenticateRequest,
      identifier: this.#identifier,
      body,
    })
  }
}

/** The text behind Msg-Length. Servers leave it out, or cut it short. */
function messageOf(body: Uint8Array): string {
  return body.length === 0 ? '' : peerText(body.subarray(1, 1 + body[0]))
}

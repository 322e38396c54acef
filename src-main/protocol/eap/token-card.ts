import { utf8 } from '../bytes.ts'
import type { Credentials } from '../ppp/auth/authenticator.ts'
import { peerText } from '../ppp/text.ts'
import { EAP_TYPE } from './constants.ts'
import type { EapMethod, EapMethodHooks } from './eap-method.ts'

/**
 * Generic Token Card (RFC 3748 section 5.6): the server asks in words, and the one-time code is the answer. It goes over
 * in the clear, so it is offered inside a tunnel only. There is no key.
 */
export class TokenCard implements EapMethod {
  readonly type = EAP_TYPE.tokenCard
  readonly name = 'eap-gtc'
  readonly #credentials: Credentials
  readonly #hooks: EapMethodHooks
  #key: Uint8Array | undefined

  constructor(credentials: Credentials, hooks: EapMethodHooks) {
    this.#credentials = credentials
    this.#hooks = hooks
  }

  get key(): Uint8Array | undefined {
    return this.#key
  }

  handleRequest(data: Uint8Array): void {
    const { oneTimeCode } = this.#credentials
    // A code is good for one question.
    if (oneTimeCode === undefined || this.#key !== undefined) {
      this.#hooks.failed({ code: 'one-time-code-needed' })
      return
    }
    this.#hooks.log(`EAP-GTC: the server asks: ${peerText(data)}`)
    this.#key = new Uint8Array(0)
    this.#hooks.respond(utf8(oneTimeCode))
  }

  handleProgress(): void {}

  close(): void {}
}

import { concat, equal, utf8 } from '../protocol/bytes.ts'
import { CHAP_CODE, PROTOCOL } from '../protocol/ppp/constants.ts'
import type { ControlPacket } from '../protocol/ppp/control-packet.ts'
import { passwordOf, type ServerAuth, type ServerAuthHooks, type ServerAuthOptions } from './server-auth.ts'
import { decodeText } from './text.ts'

const RESPONSE_LENGTH = 16

/** CHAP with MD5 (RFC 1994) as the one who lets in. */
export class ServerChapMd5 implements ServerAuth {
  readonly protocol = PROTOCOL.chap
  readonly #options: ServerAuthOptions
  readonly #hooks: ServerAuthHooks
  #identifier = 0
  #challenge: Uint8Array = new Uint8Array(0)

  constructor(options: ServerAuthOptions, hooks: ServerAuthHooks) {
    this.#options = options
    this.#hooks = hooks
  }

  start(): void {
    this.challenge()
  }

  challenge(): void {
    this.#identifier += 1
    this.#challenge = this.#options.crypto.randomBytes(24)
    const name = utf8(this.#options.behaviour.challengeName)
    const body = concat(Uint8Array.of(this.#challenge.length), this.#challenge, name)
    this.#send(CHAP_CODE.challenge, body)
  }

  handlePacket({ code, identifier, body }: ControlPacket, now: number): void {
    if (code !== CHAP_CODE.response || identifier !== this.#identifier || body[0] !== RESPONSE_LENGTH) return
    const { crypto, users } = this.#options
    const user = decodeText(body.subarray(1 + RESPONSE_LENGTH))
    const password = passwordOf(users, user)
    const expected = crypto.md5(concat(Uint8Array.of(identifier), utf8(password ?? ''), this.#challenge))
    if (password === undefined || !equal(expected, body.slice(1, 1 + RESPONSE_LENGTH))) {
      this.#send(CHAP_CODE.failure, utf8('Login incorrect'))
      this.#hooks.refused(user)
      return
    }
    this.#send(CHAP_CODE.success, utf8('Welcome'))
    this.#hooks.signedIn(user, new Uint8Array(32), now)
  }

  handleTimeout(): void {}

  nextDeadline(): undefined {}

  #send(code: number, body: Uint8Array): void {
    this.#hooks.send(this.protocol, { code, identifier: this.#identifier, body })
  }
}

import { concat, fromHex, utf8 } from '../protocol/bytes.ts'
import { CHAP_CODE, PROTOCOL } from '../protocol/ppp/constants.ts'
import type { ControlPacket } from '../protocol/ppp/control-packet.ts'
import { Awaited } from './awaited.ts'
import { RadiusConversation, type RadiusReply } from './radius-client.ts'
import { type Attribute, findMicrosoft, MS_ATTRIBUTE, microsoft } from './radius-packet.ts'
import type { RadiusAuthOptions, ServerAuth, ServerAuthHooks, ServerAuthOptions } from './server-auth.ts'
import { decodeText } from './text.ts'

const CHALLENGE = 16

/** A Response's value: peer challenge with 8 reserved bytes, NT-Response, flags (RFC 2759 section 4). */
const RESPONSE = { flags: 48, length: 49 } as const

/** A Change-Password packet behind its header (RFC 2759 section 7). */
const CHANGE = { oldHash: 516, length: 582 } as const

/** Bytes of the new password in one attribute: 255 without the headers of both kinds and four bytes of its own. */
const PIECE = 243

/** MS-CHAPv2 as a VPN server has it that knows no passwords: RADIUS says who is let in, and changes what has expired. */
export class ServerMsChapRadius implements ServerAuth {
  readonly protocol = PROTOCOL.chap
  readonly #options: ServerAuthOptions
  readonly #hooks: ServerAuthHooks
  readonly #conversation: RadiusConversation
  readonly #answer = new Awaited<RadiusReply>()
  #identifier = 0
  #challenge: Uint8Array = new Uint8Array(0)
  #user = ''

  constructor(options: RadiusAuthOptions, hooks: ServerAuthHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#conversation = new RadiusConversation(options.radius)
  }

  start(): void {
    this.challenge()
  }

  challenge(): void {
    this.#identifier = (this.#identifier + 1) & 0xff
    this.#challenge = this.#options.crypto.randomBytes(CHALLENGE)
    const name = utf8(this.#options.behaviour.challengeName)
    this.#send(CHAP_CODE.challenge, concat(Uint8Array.of(CHALLENGE), this.#challenge, name))
  }

  handlePacket({ code, identifier, body }: ControlPacket, now: number): void {
    if (this.#answer.isBusy) return
    if (code === CHAP_CODE.response && identifier === this.#identifier && body.length > RESPONSE.length) {
      this.#user = decodeText(body.subarray(1 + RESPONSE.length))
      this.#ask([this.#response(body.subarray(1, 1 + RESPONSE.length))], now)
    }
    if (code === CHAP_CODE.changePassword && body.length === CHANGE.length) {
      this.#identifier = identifier
      this.#ask(changeOf(identifier, body), now)
    }
  }

  handleTimeout(now: number): void {
    const answer = this.#answer.take(now)
    if (answer === undefined) return
    if (answer instanceof Error) {
      this.#hooks.refused(`${this.#user} (${answer.message})`)
      return
    }
    const { type, attributes, hlak } = answer
    // Both begin with the identifier of the packet that they answer.
    const success = findMicrosoft(attributes, MS_ATTRIBUTE.chap2Success)?.subarray(1)
    if (type === 'accept' && success !== undefined) {
      this.#send(CHAP_CODE.success, success)
      this.#hooks.signedIn(this.#user, hlak, now)
      return
    }
    const error = findMicrosoft(attributes, MS_ATTRIBUTE.chapError)?.subarray(1) ?? utf8('E=691 R=0 V=3')
    this.#send(CHAP_CODE.failure, error)
    const forChange = /E=648 .*C=([0-9a-f]{32})/i.exec(decodeText(error))?.[1]
    if (forChange === undefined) this.#hooks.refused(this.#user)
    else this.#challenge = fromHex(forChange)
  }

  nextDeadline(): number | undefined {
    return this.#answer.deadline
  }

  /** RFC 2548 section 2.3.2 has the flags in front. */
  #response(value: Uint8Array): Attribute {
    const head = Uint8Array.of(this.#identifier, value[RESPONSE.flags])
    return microsoft(MS_ATTRIBUTE.chap2Response, concat(head, value.subarray(0, RESPONSE.flags)))
  }

  #ask(attributes: readonly Attribute[], now: number): void {
    const challenge = microsoft(MS_ATTRIBUTE.chapChallenge, this.#challenge)
    this.#answer.begin(this.#conversation.ask(this.#user, [challenge, ...attributes]), now)
  }

  #send(code: number, body: Uint8Array): void {
    this.#hooks.send(this.protocol, { code, identifier: this.#identifier, body })
  }
}

/** The packet in attributes (RFC 2548 sections 2.3.4 and 2.1.6): the new password is longer than one of them. */
function changeOf(identifier: number, body: Uint8Array): Attribute[] {
  const cpw = concat(
    Uint8Array.of(CHAP_CODE.changePassword, identifier),
    body.subarray(CHANGE.oldHash, CHANGE.length),
  )
  const pieces: Attribute[] = []
  for (let at = 0; at < CHANGE.oldHash; at += PIECE) {
    const head = Uint8Array.of(6, identifier, 0, pieces.length + 1)
    const piece = body.subarray(at, Math.min(at + PIECE, CHANGE.oldHash))
    pieces.push(microsoft(MS_ATTRIBUTE.chapNtEncPw, concat(head, piece)))
  }
  return [microsoft(MS_ATTRIBUTE.chap2Cpw, cpw), ...pieces]
}

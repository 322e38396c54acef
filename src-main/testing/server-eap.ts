import { concat } from '../protocol/bytes.ts'
import { EAP_CODE, EAP_TYPE } from '../protocol/eap/constants.ts'
import { PROTOCOL } from '../protocol/ppp/constants.ts'
import {
  type ControlPacket,
  encodeControlPacket,
  parseControlPacket,
} from '../protocol/ppp/control-packet.ts'
import { Awaited } from './awaited.ts'
import { type EapVerdict, RadiusConversation } from './radius-client.ts'
import type { RadiusAuthOptions, ServerAuth, ServerAuthHooks } from './server-auth.ts'
import { decodeText } from './text.ts'

/** EAP as the VPN server has it: it asks who is there and passes everything else between the client and RADIUS. */
export class ServerEap implements ServerAuth {
  readonly protocol = PROTOCOL.eap
  readonly #conversation: RadiusConversation
  readonly #hooks: ServerAuthHooks
  readonly #answer = new Awaited<EapVerdict>()
  readonly #keyless: boolean
  #user = ''

  constructor({ radius, behaviour }: RadiusAuthOptions, hooks: ServerAuthHooks) {
    this.#conversation = new RadiusConversation(radius)
    this.#keyless = behaviour.keyless === true
    this.#hooks = hooks
  }

  start(): void {
    this.#send({ code: EAP_CODE.request, identifier: 1, body: Uint8Array.of(EAP_TYPE.identity) })
  }

  challenge(): void {
    this.start()
  }

  handlePacket(packet: ControlPacket, now: number): void {
    if (packet.code !== EAP_CODE.response || this.#answer.isBusy) return
    if (packet.body[0] === EAP_TYPE.identity) this.#user = decodeText(packet.body.slice(1))
    this.#answer.begin(this.#conversation.askEap(this.#user, concat(encodeControlPacket(packet))), now)
  }

  handleTimeout(now: number): void {
    const answer = this.#answer.take(now)
    if (answer === undefined) return
    if (answer instanceof Error) {
      this.#hooks.refused(`${this.#user} (${answer.message})`)
      return
    }
    const packet = parseControlPacket(answer.eap, 0, answer.eap.length)
    if (packet !== undefined) this.#send(packet)
    const hlak = this.#keyless ? new Uint8Array(answer.hlak.length) : answer.hlak
    if (answer.type === 'accept') this.#hooks.signedIn(this.#user, hlak, now)
    if (answer.type === 'reject') this.#hooks.refused(this.#user)
  }

  nextDeadline(): number | undefined {
    return this.#answer.deadline
  }

  #send(packet: ControlPacket): void {
    this.#hooks.send(this.protocol, packet)
  }
}

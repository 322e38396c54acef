import { concat } from '../protocol/bytes.ts'
import { EAP_CODE, EAP_TYPE } from '../protocol/eap/constants.ts'
import { PROTOCOL } from '../protocol/ppp/constants.ts'
import {
  type ControlPacket,
  encodeControlPacket,
  parseControlPacket,
} from '../protocol/ppp/control-packet.ts'
import { RadiusConversation, type RadiusServer, type RadiusVerdict } from './radius-client.ts'
import type { ServerAuth, ServerAuthHooks } from './server-auth.ts'
import { decodeText } from './text.ts'

/** How often the answer of RADIUS is looked for, in milliseconds. */
const LOOK_MS = 2

/** EAP as the VPN server has it: it asks who is there and passes everything else between the client and RADIUS. */
export class ServerEap implements ServerAuth {
  readonly protocol = PROTOCOL.eap
  readonly #conversation: RadiusConversation
  readonly #hooks: ServerAuthHooks
  #user = ''
  #answer: RadiusVerdict | Error | undefined
  #lookAt: number | undefined

  constructor(server: RadiusServer, hooks: ServerAuthHooks) {
    this.#conversation = new RadiusConversation(server)
    this.#hooks = hooks
  }

  start(): void {
    this.#send({ code: EAP_CODE.request, identifier: 1, body: Uint8Array.of(EAP_TYPE.identity) })
  }

  challenge(): void {
    this.start()
  }

  handlePacket(packet: ControlPacket, now: number): void {
    if (packet.code !== EAP_CODE.response || this.#lookAt !== undefined) return
    if (packet.body[0] === EAP_TYPE.identity) this.#user = decodeText(packet.body.slice(1))
    this.#lookAt = now
    this.#conversation.ask(this.#user, concat(encodeControlPacket(packet))).then(
      (verdict) => {
        this.#answer = verdict
      },
      (error: Error) => {
        this.#answer = error
      },
    )
  }

  handleTimeout(now: number): void {
    if (this.#lookAt === undefined || now < this.#lookAt) return
    const answer = this.#answer
    this.#lookAt = answer === undefined ? now + LOOK_MS : undefined
    if (answer === undefined) return
    this.#answer = undefined
    if (answer instanceof Error) {
      this.#hooks.refused(`${this.#user} (${answer.message})`)
      return
    }
    const packet = parseControlPacket(answer.eap, 0, answer.eap.length)
    if (packet !== undefined) this.#send(packet)
    if (answer.type === 'accept') this.#hooks.signedIn(this.#user, answer.hlak, now)
    if (answer.type === 'reject') this.#hooks.refused(this.#user)
  }

  nextDeadline(): number | undefined {
    return this.#lookAt
  }

  #send(packet: ControlPacket): void {
    this.#hooks.send(this.protocol, packet)
  }
}

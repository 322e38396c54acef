import { concat, equal } from '../bytes.ts'
import type { ProtocolFailure } from '../errors.ts'
import type { ControlPacket } from '../ppp/control-packet.ts'
import { peerText } from '../ppp/text.ts'
import { EAP_CAP, EAP_CODE, EAP_TYPE, eapTypeName } from './constants.ts'
import type { EapMethod, EapMethodPlan } from './eap-method.ts'

export interface EapPeerOptions {
  /** Said when the server asks who is there. */
  identity: Uint8Array
  /** What the profile allows, the preferred method first. */
  plans: readonly EapMethodPlan[]
  /** The same by the profile's names, for people. */
  accepted: readonly string[]
  /** One method after another, which EAP itself forbids (RFC 3748 section 2.1) and PEAP allows: a password, then a code. */
  isInTunnel?: boolean
}

export interface EapPeerHooks {
  send(packet: ControlPacket): void
  succeeded(method: EapMethod, now: number): void
  failed(failure: ProtocolFailure): void
  passwordChanged(): void
  log(text: string): void
}

/** What was asked last, for Requests that come twice. */
interface Asked {
  identifier: number
  body: Uint8Array
  /** Missing while a method is still at it. */
  response?: ControlPacket
}

/**
 * The side of EAP that signs in (RFC 3748 section 4.2). The server asks, the peer answers; whoever repeats is the server
 * alone. A method outside the profile is answered with a Nak that lists those inside.
 */
export class EapPeer {
  readonly #options: EapPeerOptions
  readonly #hooks: EapPeerHooks
  #asked: Asked | undefined
  #current: { method: EapMethod; hasResponded: boolean } | undefined
  readonly #refused = new Set<number>()
  #requests = 0

  constructor(options: EapPeerOptions, hooks: EapPeerHooks) {
    this.#options = options
    this.#hooks = hooks
  }

  /** The method under way, or the one that has ended. */
  get method(): EapMethod | undefined {
    return this.#current?.method
  }

  handlePacket({ code, identifier, body }: ControlPacket, now: number): void {
    switch (code) {
      case EAP_CODE.request:
        this.#handleRequest(identifier, body, now)
        return
      case EAP_CODE.success:
        this.#handleSuccess(now)
        return
      case EAP_CODE.failure:
        this.#hooks.failed(this.#failureOfServer())
    }
  }

  handleProgress(now: number): void {
    this.#current?.method.handleProgress(now)
  }

  close(): void {
    this.#current?.method.close()
  }

  #handleRequest(identifier: number, body: Uint8Array, now: number): void {
    if (body.length === 0) return
    const asked = this.#asked
    if (asked?.identifier === identifier && equal(asked.body, body)) {
      // RFC 3748 section 4.1: a repeated Request gets the same Response, and no method sees it.
      if (asked.response !== undefined) this.#hooks.send(asked.response)
      return
    }
    this.#requests += 1
    if (this.#requests > EAP_CAP.requests) {
      this.#hooks.failed({ code: 'link-not-agreed', because: 'endless-sign-in' })
      return
    }
    this.#asked = { identifier, body: body.slice() }
    const type = body[0]
    const data = body.subarray(1)
    switch (type) {
      case EAP_TYPE.identity:
        // RFC 3748 section 2: who is there is asked at the beginning, so this is one.
        this.#current?.method.close()
        this.#current = undefined
        this.#respond(type, this.#options.identity)
        return
      case EAP_TYPE.notification:
        this.#hooks.log(`EAP: the server says: ${peerText(data)}`)
        this.#respond(type, new Uint8Array(0))
        return
      case EAP_TYPE.nak:
        return
      default:
        this.#handleMethod(type, data, identifier, now)
    }
  }

  #handleMethod(type: number, data: Uint8Array, identifier: number, now: number): void {
    if (this.#current?.method.type !== type) {
      // RFC 3748 section 2.1: after the first answer to a method, a Request for another is dropped without a word.
      if (this.#current?.hasResponded && !this.#mayFollow(this.#current.method)) return
      const plan = this.#options.plans.find((candidate) => candidate.type === type)
      if (plan === undefined) {
        this.#refuse(type)
        return
      }
      this.#begin(plan)
    }
    this.#current?.method.handleRequest(data, identifier, now)
  }

  #mayFollow({ key }: EapMethod): boolean {
    return this.#options.isInTunnel === true && key !== undefined
  }

  #begin(plan: EapMethodPlan): void {
    this.#current?.method.close()
    this.#hooks.log(`EAP: the server asks for ${eapTypeName(plan.type)}`)
    const method = plan.create({
      respond: (data) => {
        if (this.#current !== undefined) this.#current.hasResponded = true
        this.#respond(plan.type, data)
      },
      failed: (failure) => this.#hooks.failed(failure),
      passwordChanged: () => this.#hooks.passwordChanged(),
      log: (text) => this.#hooks.log(text),
    })
    this.#current = { method, hasResponded: false }
  }

  #refuse(type: number): void {
    const wanted = [...new Set(this.#options.plans.map((plan) => plan.type))]
    this.#hooks.log(`EAP: the server asks for ${eapTypeName(type)}, which is not wanted`)
    if (this.#refused.size < EAP_CAP.requests) this.#refused.add(type)
    // RFC 3748 section 5.3.1: zero says that there is nothing to suggest.
    this.#respond(EAP_TYPE.nak, Uint8Array.from(wanted.length === 0 ? [0] : wanted))
  }

  #respond(type: number, data: Uint8Array): void {
    if (this.#asked === undefined || this.#asked.response !== undefined) return
    const { identifier } = this.#asked
    this.#asked.response = {
      code: EAP_CODE.response,
      identifier,
      body: concat(Uint8Array.of(type), data),
    }
    this.#hooks.send(this.#asked.response)
  }

  #handleSuccess(now: number): void {
    // A server that lets in whoever it likes has proved nothing: RFC 3748 section 4.2 has such a Success discarded.
    if (this.#current?.method.key === undefined) this.#hooks.failed({ code: 'server-not-authentic' })
    else this.#hooks.succeeded(this.#current.method, now)
  }

  #failureOfServer(): ProtocolFailure {
    return (
      this.failureOfRefusals() ??
      this.#current?.method.refusal ?? { code: 'sign-in-refused', message: '', attemptsAllowed: false }
    )
  }

  /** Why the server gives up, when it has asked for nothing but methods that are not wanted. */
  failureOfRefusals(): ProtocolFailure | undefined {
    if (this.#refused.size === 0 || this.#current !== undefined) return undefined
    return {
      code: 'no-common-method',
      offered: [...this.#refused].map(eapTypeName),
      accepted: [...this.#options.accepted],
    }
  }
}

import { CODE, NEGOTIATION } from './constants.ts'
import { CONTROL_HEADER_LENGTH, type ControlPacket, encodeControlPacket } from './control-packet.ts'
import { encodeFrame } from './frame.ts'
import { encodeOptions, type Option, parseOptions, sameOptions } from './option.ts'
import type { Answer, ExtraCode, FinishCause, NegotiatorHooks, Policy } from './policy.ts'
import { Refusals } from './refusals.ts'
import { RestartTimer } from './restart-timer.ts'
import { type Action, type Event, type State, TIMED_STATES, TRANSITIONS } from './transitions.ts'

/** What the actions of one transition need to know of the packet that caused it. */
interface Cause {
  event: Event
  packet?: ControlPacket
  refusal?: Extract<Answer, { type: 'nak' | 'reject' }>
  reply?: { code: number; body: Uint8Array }
}

/**
 * The option negotiation automaton of RFC 1661 section 4. It executes the transition table over a policy, which makes
 * it LCP or an NCP, client or server. `now` is monotonic milliseconds.
 */
export class Negotiator {
  readonly #policy: Policy
  readonly #hooks: NegotiatorHooks
  readonly #timer = new RestartTimer()
  readonly #refusals = new Refusals()
  #state: State = 'initial'
  #lastIdentifier = 0
  /** The Configure-Request whose answer is still to come; the first valid answer counts, later ones are stale. */
  #awaited: { identifier: number; options: readonly Option[] } | undefined
  #finishCause: FinishCause | undefined

  constructor(policy: Policy, hooks: NegotiatorHooks) {
    this.#policy = policy
    this.#hooks = hooks
  }

  get state(): State {
    return this.#state
  }

  get isOpened(): boolean {
    return this.#state === 'opened'
  }

  /** The lower layer is ready. */
  up(now: number): void {
    this.#resetIfIdle()
    this.#dispatch({ event: 'Up' }, now)
  }

  /** The lower layer is gone. */
  down(now: number): void {
    this.#dispatch({ event: 'Down' }, now)
  }

  open(now: number): void {
    this.#resetIfIdle()
    this.#dispatch({ event: 'Open' }, now)
  }

  close(now: number): void {
    this.#dispatch({ event: 'Close' }, now)
  }

  /** The peer does not know this protocol at all (RFC 1661 section 5.7). */
  handleProtocolReject(now: number): void {
    this.#reject('rejected', now)
  }

  handleTimeout(now: number): void {
    if (this.#timer.isDue(now)) this.#dispatch({ event: this.#timer.mayRepeat ? 'TO+' : 'TO-' }, now)
  }

  nextDeadline(): number | undefined {
    return this.#timer.deadline
  }

  handlePacket(packet: ControlPacket, now: number): void {
    if (this.#state === 'initial' || this.#state === 'starting') return
    switch (packet.code) {
      case CODE.configureRequest:
        this.#handleRequest(packet, now)
        return
      case CODE.configureAck:
      case CODE.configureNak:
      case CODE.configureReject:
        this.#handleAnswer(packet, now)
        return
      case CODE.terminateRequest:
        this.#dispatch({ event: 'RTR', packet }, now)
        this.#hooks.peerTerminated(packet.body, now)
        return
      case CODE.terminateAck:
        this.#dispatch({ event: 'RTA', packet }, now)
        return
      case CODE.codeReject:
        this.#handleCodeReject(packet, now)
        return
      default:
        this.#handleExtraCode(packet, now)
    }
  }

  /** Sends a packet of its own under a fresh identifier, cut to what the peer takes. */
  sendPacket(code: number, body: Uint8Array): void {
    this.#send(code, this.#nextIdentifier(), this.#cut(body))
  }

  #handleRequest(packet: ControlPacket, now: number): void {
    const options = parseOptions(packet.body)
    if (options === undefined) {
      this.#hooks.log(`${this.#policy.name}: dropped a malformed Configure-Request`)
      return
    }
    if (this.#state === 'closed' || this.#state === 'closing' || this.#state === 'stopping') {
      this.#dispatch({ event: 'RCR+', packet }, now)
      return
    }
    this.#resetIfIdle()
    const answer = this.#refusals.limit(this.#policy.handleRequest(options), options)
    if (answer.type === 'ack') this.#dispatch({ event: 'RCR+', packet }, now)
    else if (answer.type === 'give-up') this.close(now)
    else {
      this.#logRefusal(`sent Configure-${answer.type}`, answer.options)
      if (this.#refuse(now)) this.#dispatch({ event: 'RCR-', packet, refusal: answer }, now)
    }
  }

  #handleAnswer(packet: ControlPacket, now: number): void {
    const event = packet.code === CODE.configureAck ? 'RCA' : 'RCN'
    if (this.#state === 'closed' || this.#state === 'stopped') {
      this.#dispatch({ event, packet }, now)
      return
    }
    const awaited = this.#awaited
    if (awaited === undefined || awaited.identifier !== packet.identifier) return
    const options = parseOptions(packet.body)
    if (options === undefined) return
    if (packet.code === CODE.configureAck) {
      // RFC 1661 section 5.2: an Ack must repeat the request exactly; anything else is not an answer to it.
      if (!sameOptions(options, awaited.options)) return
      this.#awaited = undefined
      this.#policy.handleAck(options)
      this.#dispatch({ event, packet }, now)
      return
    }
    this.#awaited = undefined
    const isNak = packet.code === CODE.configureNak
    this.#logRefusal(`received Configure-${isNak ? 'nak' : 'reject'}`, options)
    if (isNak) this.#policy.handleNak(options)
    else this.#policy.handleReject(options)
    if (this.#refuse(now)) this.#dispatch({ event, packet }, now)
  }

  #handleCodeReject(packet: ControlPacket, now: number): void {
    if (packet.body.length === 0) return
    // RFC 1661 section 4.3: without the basic codes nothing can be negotiated; an extra code is merely not used.
    const rejected = packet.body[0]
    if (rejected >= CODE.configureRequest && rejected <= CODE.codeReject) this.#reject('rejected', now)
    else this.#dispatch({ event: 'RXJ+', packet }, now)
  }

  #handleExtraCode(packet: ControlPacket, now: number): void {
    const extra: ExtraCode | undefined = this.#policy.handleCode?.(packet, this.isOpened, now)
    if (extra === undefined) this.#dispatch({ event: 'RUC', packet }, now)
    else if (extra.event === 'RXR') this.#dispatch({ event: 'RXR', packet, reply: extra.reply }, now)
    else if (extra.event === 'RXJ-') this.#reject('rejected', now)
    else if (extra.event === 'RXJ+') this.#dispatch({ event: 'RXJ+', packet }, now)
  }

  /** Counts a refusal; false when there were so many that the negotiation was given up instead. */
  #refuse(now: number): boolean {
    if (this.#refusals.count()) return true
    this.#reject('not-agreed', now)
    return false
  }

  #reject(cause: FinishCause, now: number): void {
    this.#finishCause ??= cause
    this.#dispatch({ event: 'RXJ-' }, now)
  }

  #resetIfIdle(): void {
    switch (this.#state) {
      case 'initial':
      case 'starting':
      case 'closed':
      case 'stopped':
        this.#policy.reset()
        this.#awaited = undefined
        this.#finishCause = undefined
        this.#refusals.reset()
    }
  }

  #dispatch(cause: Cause, now: number): void {
    const transition = TRANSITIONS[this.#state][cause.event]
    if (transition === undefined) return
    if (transition.actions.includes('tlf')) this.#finishCause ??= this.#causeOf(cause.event)
    // The state is set first: tlu, tls and tlf always come last, and their hooks may open or close this automaton.
    this.#state = transition.next
    for (const action of transition.actions) this.#perform(action, transition.actions, cause, now)
    if (!TIMED_STATES.has(this.#state)) this.#timer.stop()
  }

  #causeOf(event: Event): FinishCause {
    const wasEnding = this.#state === 'closing' || this.#state === 'stopping'
    return event === 'TO-' && !wasEnding ? 'timeout' : 'closed'
  }

  #perform(action: Action, all: readonly Action[], { event, packet, refusal, reply }: Cause, now: number) {
    switch (action) {
      case 'tlu':
        this.#refusals.reset()
        this.#hooks.layerUp(now)
        return
      case 'tld':
        this.#hooks.layerDown(now)
        return
      case 'tls':
        return
      case 'tlf':
        this.#hooks.layerFinished(this.#finishCause ?? 'closed', now)
        return
      case 'irc':
        this.#timer.initialize(all.includes('str') ? NEGOTIATION.maxTerminate : NEGOTIATION.maxConfigure)
        return
      case 'zrc':
        this.#timer.zero(now)
        return
      case 'scr':
        this.#sendRequest(event, now)
        return
      case 'sca':
        if (packet !== undefined) this.#send(CODE.configureAck, packet.identifier, packet.body)
        return
      case 'scn':
        if (packet !== undefined && refusal !== undefined) {
          const code = refusal.type === 'nak' ? CODE.configureNak : CODE.configureReject
          this.#send(code, packet.identifier, encodeOptions(refusal.options))
        }
        return
      case 'str':
        this.#awaited = undefined
        this.#timer.countTransmission(now)
        this.sendPacket(CODE.terminateRequest, new Uint8Array(0))
        return
      case 'sta':
        this.#send(CODE.terminateAck, packet?.identifier ?? this.#nextIdentifier(), new Uint8Array(0))
        return
      case 'scj':
        if (packet !== undefined) this.sendPacket(CODE.codeReject, encodeControlPacket(packet))
        return
      case 'ser':
        if (packet !== undefined && reply !== undefined) {
          this.#send(reply.code, packet.identifier, this.#cut(reply.body))
        }
    }
  }

  #sendRequest(event: Event, now: number): void {
    this.#timer.countTransmission(now)
    // A repetition keeps its identifier, so that the answer to the first one still counts: SoftEther holds the Ack of
    // IPCP back for longer than the restart timer.
    if (event !== 'TO+' || this.#awaited === undefined) {
      this.#awaited = { identifier: this.#nextIdentifier(), options: this.#policy.buildRequest() }
    }
    const { identifier, options } = this.#awaited
    this.#send(CODE.configureRequest, identifier, encodeOptions(options))
  }

  #nextIdentifier(): number {
    this.#lastIdentifier = (this.#lastIdentifier + 1) & 0xff
    return this.#lastIdentifier
  }

  #send(code: number, identifier: number, body: Uint8Array): void {
    this.#hooks.send(encodeFrame(this.#policy.protocol, encodeControlPacket({ code, identifier, body })))
  }

  /** What quotes the peer must fit the packets that the peer takes. */
  #cut(body: Uint8Array): Uint8Array {
    return body.subarray(0, this.#hooks.peerMru() - CONTROL_HEADER_LENGTH)
  }

  #logRefusal(what: string, options: readonly Option[]): void {
    this.#hooks.log(`${this.#policy.name}: ${what} of option ${options.map(({ type }) => type).join(', ')}`)
  }
}

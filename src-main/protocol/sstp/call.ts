import type { ProtocolFailure } from '../errors.ts'
import type { LogEvent } from '../events.ts'
import { earlier, TimerTable } from '../timer-table.ts'
import { abortFailure, describeStatus, disconnectFailure, refusalFailure } from './call-failures.ts'
import type { CallEvent, CallOptions } from './call-interface.ts'
import { CALL_TRANSITIONS, type CallAction, type CallStateName } from './call-transitions.ts'
import { ATTRIBUTE, MAX_REFUSALS, STATUS, TIMEOUT } from './constants.ts'
import { type BindingHash, certificateHash, chooseHash, encodeCallConnected } from './crypto-binding.ts'
import { decodeControl } from './decode.ts'
import {
  CALL_ABORT_ANSWER,
  CALL_CONNECT_REQUEST,
  CALL_DISCONNECT,
  CALL_DISCONNECT_ACK,
  ECHO_REQUEST,
  ECHO_RESPONSE,
  encodeControl,
} from './encode.ts'
import { Hello } from './hello.ts'
import { type ControlPacket, type MalformedPacket, messageName } from './packet.ts'

type State =
  | { name: 'idle' }
  | { name: 'request-sent'; refusals: number }
  | { name: 'ack-received'; hash: BindingHash; nonce: Uint8Array }
  | { name: 'connected'; since: number }
  | { name: EndingName; failure: ProtocolFailure | undefined }

type EndingName =
  | 'abort-pending'
  | 'abort-timeout-pending'
  | 'disconnect-ack-pending'
  | 'disconnect-timeout-pending'
  | 'closed'

type TimerName =
  /** The server must acknowledge, then PPP must authenticate. */
  | 'negotiation'
  /** One of the four timers that bound the end of a call. */
  | 'end'

/** A peer that sends echo requests faster than answers are taken away gets fewer answers, not a growing queue. */
const MAX_QUEUED_TRANSMITS = 16

/**
 * The client's call (MS-SSTP section 3.2), as a pure machine. Time is monotonic milliseconds; after every input poll
 * transmits and events until they are empty, then ask `nextDeadline`.
 */
export class Call {
  readonly #options: CallOptions
  readonly #hello: Hello
  readonly #timers = new TimerTable<TimerName>()
  readonly #transmits: Uint8Array[] = []
  readonly #events: CallEvent[] = []
  #state: State = { name: 'idle' }

  constructor(options: CallOptions) {
    this.#options = options
    this.#hello = new Hello(options.helloIntervalMs ?? TIMEOUT.HELLO)
  }

  get state(): CallStateName {
    return this.#state.name
  }

  /**
   * Why the call is ending, as soon as that is known. The `closed` event follows up to four seconds later, and never
   * when the transport goes away before it.
   */
  get failure(): ProtocolFailure | undefined {
    return 'failure' in this.#state ? this.#state.failure : undefined
  }

  /** Requests the call. The HTTP exchange must be over. */
  start(now: number): void {
    if (this.#state.name !== 'idle') return
    this.#state = { name: 'request-sent', refusals: 0 }
    this.#sendRequest(now)
  }

  /** A whole control packet, header included. */
  handleControl(bytes: Uint8Array, now: number): void {
    this.notePacket(now)
    const packet = decodeControl(bytes)
    this.#perform(CALL_TRANSITIONS[this.#state.name][packet.type], packet, now)
  }

  /** Something was received, whatever it is; call it for every chunk of data. */
  notePacket(now: number): void {
    this.#hello.notePacket(now)
  }

  /**
   * PPP has authenticated both sides (MS-SSTP section 3.2.7.1): binds the call to that.
   *
   * @param hlak Higher-Layer Authentication Key, 32 bytes; zeros after PAP
   */
  innerAuthenticationCompleted(hlak: Uint8Array, now: number): void {
    if (this.#state.name !== 'ack-received') return
    const { crypto, leafCertificate } = this.#options
    const { hash, nonce } = this.#state
    const packet = encodeCallConnected(crypto, {
      hash,
      nonce,
      certificateHash: certificateHash(crypto, hash, leafCertificate),
      hlak,
    })
    this.#transmit(packet)
    this.#state = { name: 'connected', since: now }
    this.#timers.stop('negotiation')
    this.#hello.start(now)
  }

  /** Asks the peer for a sign of life, ahead of the hello timer. Most answer; SoftEther does not. */
  requestEcho(): void {
    if (this.#state.name === 'connected' && this.#transmits.length < MAX_QUEUED_TRANSMITS) {
      this.#transmit(ECHO_REQUEST)
    }
  }

  /** Ends the call in good order; it is over after five seconds at the latest (MS-SSTP section 3.2.4.2). */
  disconnect(now: number): void {
    if (this.#state.name === 'idle') this.#close()
    if (!this.#isLive()) return
    this.#transmit(CALL_DISCONNECT)
    this.#end('disconnect-ack-pending', now + TIMEOUT.DISCONNECT_1, undefined)
  }

  /** Ends the call because of an error, and tells the peer which. `failure` is what `closed` will report. */
  abort(status: number, attribute: number, now: number, failure?: ProtocolFailure): void {
    if (this.#state.name === 'idle') this.#close(failure)
    if (!this.#isLive()) return
    this.#transmit(encodeControl({ type: 'call-abort', status: { status, attribute } }))
    this.#end('abort-pending', now + TIMEOUT.ABORT_1, failure)
  }

  handleTimeout(now: number): void {
    for (let due = this.#timers.takeExpired(now); due !== undefined; due = this.#timers.takeExpired(now)) {
      if (due === 'negotiation') this.#handleNegotiationTimeout(now)
      else this.#close(this.failure)
    }
    this.#handleHelloTimeout(now)
  }

  /** When `handleTimeout` wants to be called next; undefined when only input can move the call. */
  nextDeadline(): number | undefined {
    return earlier(this.#timers.next(), this.#hello.nextDeadline())
  }

  /** The next whole SSTP packet to send. */
  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  pollEvent(): CallEvent | undefined {
    return this.#events.shift()
  }

  #perform(action: CallAction, packet: ControlPacket | MalformedPacket, now: number): void {
    switch (action) {
      case 'ignore':
        return
      case 'accept':
        if (packet.type === 'call-connect-ack') this.#accept(packet, now)
        return
      case 'retry':
        if (packet.type === 'call-connect-nak') this.#retry(packet, now)
        return
      case 'answer-echo':
        if (this.#transmits.length < MAX_QUEUED_TRANSMITS) this.#transmit(ECHO_RESPONSE)
        return
      case 'answer-abort':
        if (packet.type === 'call-abort') this.#answerAbort(packet, now)
        return
      case 'abort-answered':
        this.#end('abort-timeout-pending', now + TIMEOUT.ABORT_2, this.failure)
        return
      case 'answer-disconnect':
        if (packet.type === 'call-disconnect') this.#answerDisconnect(packet, now)
        return
      case 'finish':
        this.#close(this.failure)
        return
      case 'abort-unexpected':
        if (packet.type !== 'malformed') this.#abortUnexpected(packet, now)
        return
      case 'abort-malformed':
        if (packet.type === 'malformed') this.#abortMalformed(packet, now)
    }
  }

  #accept({ hashes, nonce }: ControlPacket & { type: 'call-connect-ack' }, now: number): void {
    const hash = chooseHash(hashes)
    if (hash === undefined) {
      const failure: ProtocolFailure = { code: 'sstp-no-common-hash', offered: hashes }
      this.abort(STATUS.VALUE_NOT_SUPPORTED, ATTRIBUTE.CRYPTO_BINDING_REQUEST, now, failure)
      return
    }
    this.#state = { name: 'ack-received', hash, nonce }
    this.#timers.set('negotiation', now + TIMEOUT.NEGOTIATION)
    this.#events.push({ type: 'acknowledged', hashes, hash })
  }

  #retry({ statuses }: ControlPacket & { type: 'call-connect-nak' }, now: number): void {
    if (this.#state.name !== 'request-sent') return
    this.#log('info', `server refuses the call: ${describeStatus(statuses[0])}`)
    this.#state.refusals++
    if (this.#state.refusals < MAX_REFUSALS) this.#sendRequest(now)
    else this.abort(STATUS.RETRY_COUNT_EXCEEDED, ATTRIBUTE.NO_ERROR, now, refusalFailure(statuses))
  }

  #sendRequest(now: number): void {
    this.#transmit(CALL_CONNECT_REQUEST)
    this.#timers.set('negotiation', now + TIMEOUT.NEGOTIATION)
  }

  #answerAbort({ status }: ControlPacket & { type: 'call-abort' }, now: number): void {
    this.#log('info', `server aborts the call: ${describeStatus(status)}`)
    const boundForMs = this.#state.name === 'connected' ? now - this.#state.since : undefined
    // Whoever is hanging up already has no use for the server's reason.
    const failure = this.#isLive() ? abortFailure(status, boundForMs) : this.failure
    this.#transmit(CALL_ABORT_ANSWER)
    this.#end('abort-timeout-pending', now + TIMEOUT.ABORT_2, failure)
  }

  #answerDisconnect({ status }: ControlPacket & { type: 'call-disconnect' }, now: number): void {
    this.#log('info', `server disconnects the call: ${describeStatus(status)}`)
    const failure = this.#isLive() ? disconnectFailure(status) : this.failure
    this.#transmit(CALL_DISCONNECT_ACK)
    this.#end('disconnect-timeout-pending', now + TIMEOUT.DISCONNECT_2, failure)
  }

  #abortUnexpected({ type }: ControlPacket, now: number): void {
    const failure: ProtocolFailure = {
      code: 'sstp-unexpected-message',
      message: messageName(type),
      state: this.state,
    }
    this.abort(STATUS.UNACCEPTED_FRAME_RECEIVED, ATTRIBUTE.NO_ERROR, now, failure)
  }

  #abortMalformed({ reason, status, attribute }: MalformedPacket, now: number): void {
    const message = `malformed message (${reason})`
    this.abort(status, attribute, now, { code: 'sstp-unexpected-message', message, state: this.state })
  }

  #handleNegotiationTimeout(now: number): void {
    const rung = this.#state.name === 'request-sent' ? 'sstp' : 'sign-in'
    const failure: ProtocolFailure = { code: 'timeout', rung, seconds: TIMEOUT.NEGOTIATION / 1000 }
    this.abort(STATUS.NEGOTIATION_TIMEOUT, ATTRIBUTE.NO_ERROR, now, failure)
  }

  #handleHelloTimeout(now: number): void {
    switch (this.#hello.handleTimeout(now)) {
      case 'wait':
        return
      case 'ask':
        this.#transmit(ECHO_REQUEST)
        return
      case 'give-up':
        // MS-SSTP section 3.1.2.3: nobody is listening, so no CALL_ABORT is sent.
        this.#close({ code: 'connection-silent', seconds: this.#hello.patienceMs / 1000 })
    }
  }

  #isLive(): boolean {
    const { name } = this.#state
    return name === 'request-sent' || name === 'ack-received' || name === 'connected'
  }

  #end(name: EndingName, deadline: number, failure: ProtocolFailure | undefined): void {
    this.#timers.stopAll()
    this.#hello.stop()
    this.#timers.set('end', deadline)
    this.#state = { name, failure }
  }

  #close(failure?: ProtocolFailure): void {
    this.#timers.stopAll()
    this.#hello.stop()
    this.#state = { name: 'closed', failure }
    this.#events.push({ type: 'closed', ...(failure !== undefined && { failure }) })
  }

  #transmit(packet: Uint8Array): void {
    this.#transmits.push(packet)
  }

  #log(level: LogEvent['level'], text: string): void {
    this.#events.push({ type: 'log', level, text })
  }
}

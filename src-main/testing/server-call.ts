import { concat, writeU32 } from '../protocol/bytes.ts'
import type { CryptoProvider } from '../protocol/crypto-provider.ts'
import {
  ATTRIBUTE,
  ENCAPSULATED_PROTOCOL_PPP,
  MESSAGE_TYPE,
  NONCE_LENGTH,
  STATUS,
  TIMEOUT,
} from '../protocol/sstp/constants.ts'
import { certificateHash, verifyCallConnected } from '../protocol/sstp/crypto-binding.ts'
import { decodeControl } from '../protocol/sstp/decode.ts'
import { encodeControl } from '../protocol/sstp/encode.ts'
import type { ControlPacket } from '../protocol/sstp/packet.ts'
import { TimerTable } from '../protocol/timer-table.ts'
import type { CallBehaviour } from './behaviour.ts'
import type { Moment } from './incident.ts'

export interface ServerCallOptions {
  crypto: CryptoProvider
  /** DER of the certificate that TLS presents. */
  certificate: Uint8Array
  behaviour: CallBehaviour
}

export interface ServerCallHooks {
  send(packet: Uint8Array): void
  reached(moment: Moment, now: number): void
  /** The call is over; `reason` is for logs. */
  ended(reason: string): void
}

type State =
  /** Server_Connect_Request_Pending of MS-SSTP section 3.3.1. */
  | { name: 'request-pending'; naksLeft: number }
  /** Server_Call_Connected_Pending; the HLAK is known once the client has signed in. */
  | { name: 'connected-pending'; nonce: Uint8Array; hlak?: Uint8Array }
  | { name: 'connected' }
  | { name: 'aborting' | 'disconnecting'; reason: string }
  | { name: 'over' }

type TimerName = 'negotiation' | 'hello' | 'patience' | 'end'

/** How long a client may take to end the call when PPP has ended; SoftEther is not more patient. */
const LINK_END_MS = 300

/** The server's call (MS-SSTP section 3.3), as a pure machine. The binding is verified to the last bit. */
export class ServerCall {
  readonly #options: ServerCallOptions
  readonly #hooks: ServerCallHooks
  readonly #timers = new TimerTable<TimerName>()
  #state: State

  constructor(options: ServerCallOptions, hooks: ServerCallHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#state = { name: 'request-pending', naksLeft: options.behaviour.naks }
  }

  get isBound(): boolean {
    return this.#state.name === 'connected'
  }

  /** True from CALL_CONNECT_ACK until the end: PPP may flow. */
  get carriesPpp(): boolean {
    return this.#state.name === 'connected-pending' || this.#state.name === 'connected'
  }

  start(now: number): void {
    this.#timers.set('negotiation', now + TIMEOUT.NEGOTIATION)
  }

  /** Any packet at all has arrived. */
  notePacket(now: number): void {
    if (this.#state.name !== 'connected') return
    const { hello, patienceMs } = this.#options.behaviour
    this.#timers.set('patience', now + patienceMs)
    if (hello.whenSilent) this.#timers.set('hello', now + hello.everyMs)
  }

  /** PPP has let the client in: from now on its proof can be checked. */
  signedIn(hlak: Uint8Array): void {
    if (this.#state.name === 'connected-pending') this.#state = { ...this.#state, hlak }
  }

  handleControl(bytes: Uint8Array, now: number): void {
    const packet = decodeControl(bytes)
    switch (packet.type) {
      case 'malformed':
        this.abort({ status: packet.status, attribute: packet.attribute }, now, packet.reason)
        return
      case 'call-connect-request':
        this.#handleRequest(packet.protocol, now)
        return
      case 'call-connected':
        this.#handleConnected(bytes, now)
        return
      case 'call-abort':
        this.#handleAbort(now)
        return
      case 'call-disconnect':
        this.#handleDisconnect(now)
        return
      case 'call-disconnect-ack':
        if (this.#state.name === 'disconnecting') this.#end(this.#state.reason)
        return
      case 'echo-request':
        this.#handleEchoRequest(now)
        return
      case 'echo-response':
        return
      default:
        this.#unaccepted(packet.type, now)
    }
  }

  abort(status: { status: number; attribute: number }, now: number, reason: string): void {
    if (this.#isEnding()) return
    this.#hooks.send(this.#ending('call-abort', status))
    this.#wait({ name: 'aborting', reason }, now + TIMEOUT.ABORT_1)
  }

  disconnect(status: number, now: number): void {
    if (this.#isEnding()) return
    this.#hooks.send(this.#ending('call-disconnect', { status, attribute: ATTRIBUTE.NO_ERROR }))
    this.#wait({ name: 'disconnecting', reason: 'the server disconnected' }, now + TIMEOUT.DISCONNECT_1)
  }

  /** PPP has ended: the client gets some time to end the call, as it should (MS-SSTP section 3.2.4.2). */
  linkEnded(now: number): void {
    if (this.#isEnding()) return
    this.#timers.set('end', now + LINK_END_MS)
  }

  handleTimeout(now: number): void {
    for (let due = this.#timers.takeExpired(now); due !== undefined; due = this.#timers.takeExpired(now)) {
      switch (due) {
        case 'negotiation':
          this.abort({ status: STATUS.NEGOTIATION_TIMEOUT, attribute: 0 }, now, 'the client did not go on')
          break
        case 'hello':
          this.#hooks.send(encodeControl({ type: 'echo-request' }))
          this.#timers.set('hello', now + this.#options.behaviour.hello.everyMs)
          break
        case 'patience':
          this.#end('the client has been silent for too long')
          break
        case 'end':
          this.#end('reason' in this.#state ? this.#state.reason : 'PPP has ended')
      }
    }
  }

  nextDeadline(): number | undefined {
    return this.#timers.next()
  }

  #handleRequest(protocol: number, now: number): void {
    if (this.#state.name !== 'request-pending') {
      this.#unaccepted('call-connect-request', now)
      return
    }
    this.#hooks.reached('requested', now)
    if (this.#state.name !== 'request-pending') return
    const status = { status: STATUS.VALUE_NOT_SUPPORTED, attribute: ATTRIBUTE.ENCAPSULATED_PROTOCOL_ID }
    if (protocol !== ENCAPSULATED_PROTOCOL_PPP || this.#state.naksLeft > 0) {
      this.#state.naksLeft -= 1
      this.#hooks.send(encodeControl({ type: 'call-connect-nak', statuses: [status] }))
      return
    }
    const { crypto, behaviour } = this.#options
    const nonce = crypto.randomBytes(NONCE_LENGTH)
    this.#hooks.send(encodeControl({ type: 'call-connect-ack', hashes: behaviour.hashes, nonce }))
    this.#state = { name: 'connected-pending', nonce }
    this.#timers.set('negotiation', now + TIMEOUT.NEGOTIATION)
    this.#hooks.reached('acknowledged', now)
  }

  #handleConnected(bytes: Uint8Array, now: number): void {
    if (this.#state.name !== 'connected-pending') {
      this.#unaccepted('call-connected', now)
      return
    }
    const wrong = this.#problemWith(bytes, this.#state)
    if (wrong !== undefined) {
      this.abort(this.#options.behaviour.bindingStatus, now, `the crypto binding is wrong: ${wrong}`)
      return
    }
    const { hello } = this.#options.behaviour
    this.#state = { name: 'connected' }
    this.#timers.stop('negotiation')
    this.#timers.set('hello', now + hello.everyMs)
    this.notePacket(now)
    this.#hooks.reached('bound', now)
  }

  #problemWith(bytes: Uint8Array, state: State & { name: 'connected-pending' }): string | undefined {
    const { crypto, certificate, behaviour } = this.#options
    if (behaviour.binding === 'ignore') return undefined
    if (behaviour.binding === 'refuse') return 'as it was told to'
    if (state.hlak === undefined) return 'it came before the sign-in'
    const verdict = verifyCallConnected(crypto, bytes, {
      hashes: behaviour.hashes,
      nonce: state.nonce,
      certificateHashes: {
        'sha-1': certificateHash(crypto, 'sha-1', certificate),
        'sha-256': certificateHash(crypto, 'sha-256', certificate),
      },
      hlak: state.hlak,
    })
    return verdict.accepted ? undefined : verdict.wrong
  }

  #handleEchoRequest(now: number): void {
    if (!this.#options.behaviour.answersEcho) return
    if (this.#state.name === 'connected') this.#hooks.send(encodeControl({ type: 'echo-response' }))
    // accel-ppp and sorz abort as well, so no client may ask before the call is connected.
    else this.#unaccepted('echo-request', now)
  }

  #handleAbort(now: number): void {
    if (this.#state.name === 'aborting') {
      this.#wait(this.#state, now + this.#options.behaviour.lingerMs)
      return
    }
    this.#hooks.send(this.#ending('call-abort', { status: STATUS.NO_ERROR, attribute: 0 }))
    this.#wait({ name: 'aborting', reason: 'the client aborted' }, now + this.#options.behaviour.lingerMs)
  }

  #handleDisconnect(now: number): void {
    if (!this.#options.behaviour.answersDisconnect) return
    this.#hooks.send(encodeControl({ type: 'call-disconnect-ack' }))
    const reason = 'the client disconnected'
    this.#wait({ name: 'disconnecting', reason }, now + this.#options.behaviour.lingerMs)
  }

  #unaccepted(type: ControlPacket['type'], now: number): void {
    const status = { status: STATUS.UNACCEPTED_FRAME_RECEIVED, attribute: ATTRIBUTE.NO_ERROR }
    this.abort(status, now, `${type} came in the wrong state`)
  }

  #isEnding(): boolean {
    return ['aborting', 'disconnecting', 'over'].includes(this.#state.name)
  }

  #wait(state: State & { reason: string }, until: number): void {
    this.#state = state
    this.#timers.stopAll()
    this.#timers.set('end', until)
  }

  #end(reason: string): void {
    this.#state = { name: 'over' }
    this.#timers.stopAll()
    this.#hooks.ended(reason)
  }

  #ending(type: 'call-abort' | 'call-disconnect', status: { status: number; attribute: number }): Uint8Array {
    switch (this.#options.behaviour.statusInfo) {
      case 'right':
        return encodeControl({ type, status })
      case 'none':
        return encodeControl({ type })
      case 'bare':
        return bareStatus(type, status.status)
    }
  }
}

/** An attribute 2 whose value is nothing but the status, as sorz sends it. */
function bareStatus(type: 'call-abort' | 'call-disconnect', status: number): Uint8Array {
  const value = new Uint8Array(4)
  writeU32(value, 0, status)
  const message = type === 'call-abort' ? MESSAGE_TYPE.CALL_ABORT : MESSAGE_TYPE.CALL_DISCONNECT
  return concat(Uint8Array.of(0x10, 1, 0, 16, 0, message, 0, 1, 0, ATTRIBUTE.STATUS_INFO, 0, 8), value)
}

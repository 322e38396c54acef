import type { ControlPacket } from './control-packet.ts'
import type { Option } from './option.ts'

/**
 * What to say to a Configure-Request: all of it, these values instead, or not these at all. `give-up` closes the
 * automaton, because there is nothing left to agree on.
 */
export type Answer =
  | { type: 'ack' }
  | { type: 'nak'; options: readonly Option[] }
  | { type: 'reject'; options: readonly Option[] }
  | { type: 'give-up' }

/** What a packet code beyond 1 to 7 means to the automaton. */
export type ExtraCode =
  /** Echo-Request, Echo-Reply or Discard-Request; the reply is sent only when the automaton is Opened. */
  | { event: 'RXR'; reply?: { code: number; body: Uint8Array } }
  | { event: 'RXJ+' | 'RXJ-' }
  | { event: 'none' }

/**
 * What one protocol and one role (client or server) decide; the automaton does the rest. Both ends of LCP, IPCP and
 * their kind are such policies. Options handed in are views that are valid only during the call.
 */
export interface Policy {
  readonly protocol: number
  /** For log lines. */
  readonly name: string
  /** The negotiation begins anew: forget what the peer said, propose the first choice again. */
  reset(): void
  /** The options of the next Configure-Request. */
  buildRequest(): readonly Option[]
  /** The peer's Configure-Request. Values count as agreed as soon as this returns `ack`. */
  handleRequest(options: readonly Option[]): Answer
  /** The peer agreed to the last request, whose options these are. */
  handleAck(options: readonly Option[]): void
  /** The peer wants other values in the next request. It may also name options that were not asked for. */
  handleNak(options: readonly Option[]): void
  /** The peer does not want these options in the next request. */
  handleReject(options: readonly Option[]): void
  /** Codes beyond 7 that this protocol knows; undefined for a code that it does not. */
  handleCode?(packet: ControlPacket, opened: boolean, now: number): ExtraCode | undefined
}

/**
 * Why an automaton finished: `closed` in good order, `timeout` when the peer did not answer, `rejected` when it does not
 * know the protocol, `not-agreed` when both went on refusing.
 */
export type FinishCause = 'closed' | 'timeout' | 'rejected' | 'not-agreed'

/** How an automaton reaches its surroundings. The `layer` hooks are the RFC's tlu, tld and tlf. */
export interface NegotiatorHooks {
  /** One complete PPP frame. */
  send(frame: Uint8Array): void
  /** Largest payload that the peer takes; packets that quote the peer are cut to it. */
  peerMru(): number
  layerUp(now: number): void
  /** Must not call back into the automaton: it is in the middle of a transition. */
  layerDown(now: number): void
  layerFinished(cause: FinishCause, now: number): void
  /** A Terminate-Request arrived and was answered; its data may be text for people. */
  peerTerminated(data: Uint8Array, now: number): void
  log(text: string): void
}

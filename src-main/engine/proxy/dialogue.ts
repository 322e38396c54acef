import type { ProxyFailure } from '../../../src-shared/failure.ts'

/** What a dialogue with a proxy wants next. */
export type DialogueStep =
  | { type: 'more' }
  | { type: 'send'; bytes: Uint8Array }
  /** The proxy closes this connection, or it cannot be used any further; `start` tells what a new one begins with. */
  | { type: 'reconnect' }
  /** A ticket of Kerberos for the proxy would do. Afterwards a new connection is begun, with it or without. */
  | { type: 'ticket' }
  /** From here on the bytes are the target's. */
  | { type: 'open' }
  | { type: 'failed'; failure: ProxyFailure }

/** The token that proves who the user is, or why there is none, in the words of the system. */
export type Ticket = { outcome: 'token'; token: Uint8Array } | { outcome: 'none'; because: string }

/** A pure machine: bytes of the proxy in, cut anywhere; steps out. After `open` and `failed` it is used up. */
export interface Dialogue {
  /** What a new connection begins with. */
  start(): Uint8Array
  handleBytes(chunk: Uint8Array): DialogueStep
  /** What there is: the token of a ticket, or why there is none. Only who asked for one is told. */
  handleTicket?(answer: Ticket): void
}

/** Nothing that a proxy says before it lets us through needs more. */
export const MAX_DIALOGUE_BYTES = 64 * 1024

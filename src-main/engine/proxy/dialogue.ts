import type { ProxyFailure } from '../../../src-shared/failure.ts'

/** What a dialogue with a proxy wants next. */
export type DialogueStep =
  | { type: 'more' }
  | { type: 'send'; bytes: Uint8Array }
  /** The proxy closes this connection, or it cannot be used any further; `start` tells what a new one begins with. */
  | { type: 'reconnect' }
  /** From here on the bytes are the target's. */
  | { type: 'open' }
  | { type: 'failed'; failure: ProxyFailure }

/** A pure machine: bytes of the proxy in, cut anywhere; steps out. After `open` and `failed` it is used up. */
export interface Dialogue {
  /** What a new connection begins with. */
  start(): Uint8Array
  handleBytes(chunk: Uint8Array): DialogueStep
}

/** Nothing that a proxy says before it lets us through needs more. */
export const MAX_DIALOGUE_BYTES = 64 * 1024

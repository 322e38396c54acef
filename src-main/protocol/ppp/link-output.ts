import type { ProtocolFailure } from '../errors.ts'
import type { LogEvent } from '../events.ts'
import { CAP } from './constants.ts'

/** What the link tells its owner, in the order in which it happened. */
export type LinkEvent =
  /** LCP is open. `mru` is the largest packet that we may send. */
  | { type: 'established'; mru: number; authentication: string }
  /** Signed in: `hlak` (32 bytes) keys the crypto binding. The owner answers with `openNetwork`. */
  | { type: 'authenticated'; method: string; hlak: Uint8Array }
  /** An expired password was changed to the new one that the credentials hold. */
  | { type: 'password-changed' }
  | { type: 'network-up'; address: string; peer?: string; dns: string[]; mtu: number }
  /** The peer renegotiates; IP must stop until the next `network-up`. The end of the link does not send this. */
  | { type: 'network-down' }
  /** IPv6 may flow as well: the lower halves of the link-local addresses of both ends. */
  | { type: 'ipv6-up'; own: Uint8Array; peer?: Uint8Array }
  | { type: 'ipv6-down' }
  /** The last event. Without a failure the link was closed by `close`. */
  | { type: 'terminated'; failure?: ProtocolFailure }
  | LogEvent

/** For the log: what LCP has agreed on. */
export function linkIsUp({ mru, authentication }: LinkEvent & { type: 'established' }): LogEvent {
  return {
    type: 'log',
    level: 'info',
    text: `PPP link is up: MRU ${mru}, authentication ${authentication}`,
  }
}

/** The frames and events that wait for the owner, bounded whatever the peer sends. */
export class LinkOutput {
  readonly #frames: Uint8Array[] = []
  readonly #events: LinkEvent[] = []

  /** True when a peer has caused more events between two polls than any honest negotiation does. */
  get isFlooded(): boolean {
    return this.#events.length > 2 * CAP.logEvents
  }

  /** Queues a frame, or loses it when too many wait: PPP runs over lossy lines and repeats what matters. */
  send(frame: Uint8Array): void {
    if (this.#frames.length < CAP.transmits) this.#frames.push(frame)
  }

  emit(event: LinkEvent): void {
    this.#events.push(event)
  }

  log(level: LogEvent['level'], text: string): void {
    if (this.#events.length < CAP.logEvents) this.#events.push({ type: 'log', level, text })
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#frames.shift()
  }

  pollEvent(): LinkEvent | undefined {
    return this.#events.shift()
  }
}

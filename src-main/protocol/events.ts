import type { ProtocolFailure } from './errors.ts'
import type { Rung } from './ladder.ts'

/** A line for the log. The text never contains a secret: machines have no access to logging beyond this. */
export interface LogEvent {
  type: 'log'
  level: 'debug' | 'info' | 'warn'
  text: string
}

/** What the tunnel client tells its driver, in the order in which it happened. */
export type TunnelEvent =
  | { type: 'rung-start'; rung: Rung }
  | { type: 'rung-end'; rung: Rung; detail?: string }
  /** The server accepted the duplex post; its headers (lower-case names) tell what it is likely to be. */
  | { type: 'http-accepted'; headers: ReadonlyMap<string, string> }
  /** CALL_CONNECT_ACK arrived; with `stopAfter: 'call-connect-ack'` the machine ends the call now. */
  | { type: 'call-acknowledged'; hashes: number }
  | { type: 'authenticated'; method: string; binding: 'sha-1' | 'sha-256' }
  /** The server has taken the new password of the credentials. */
  | { type: 'password-changed' }
  /** IP may flow. Sent again, after `network-down`, when the peer renegotiated. */
  | { type: 'network-up'; address: string; peer?: string; dns: string[]; mtu: number }
  /** IP must stop until the next `network-up`: the peer renegotiates the link. */
  | { type: 'network-down' }
  /** IPv6 may flow, too: the lower halves of both link-local addresses. Comes before or after `network-up`, or never. */
  | { type: 'ipv6-up'; own: Uint8Array; peer?: Uint8Array }
  | { type: 'ipv6-down' }
  /** The machine is finished: flush what `pollTransmit` still holds, then close the transport. */
  | { type: 'closed'; failure?: ProtocolFailure }
  | LogEvent

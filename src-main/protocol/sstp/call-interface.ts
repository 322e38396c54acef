import type { CryptoProvider } from '../crypto-provider.ts'
import type { ProtocolFailure } from '../errors.ts'
import type { LogEvent } from '../events.ts'
import type { BindingHash } from './crypto-binding.ts'

export interface CallOptions {
  crypto: CryptoProvider
  /** DER of the leaf certificate that the server presented in TLS. */
  leafCertificate: Uint8Array
  /** Silence in milliseconds after which an echo is asked for, and after as much again the call is given up. */
  helloIntervalMs?: number
}

export type CallEvent =
  /** CALL_CONNECT_ACK arrived: PPP may begin. `hashes` is the mask that the server offered. */
  | { type: 'acknowledged'; hashes: number; hash: BindingHash }
  /** The call is over; close the transport once `pollTransmit` is empty. */
  | { type: 'closed'; failure?: ProtocolFailure }
  | LogEvent

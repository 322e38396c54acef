import type { CryptoProvider } from '../../crypto-provider.ts'
import type { ProtocolFailure } from '../../errors.ts'
import type { ControlPacket } from '../control-packet.ts'

export interface Credentials {
  /** As typed, including any `DOMAIN\`. */
  user: string
  password: string
}

export interface AuthenticatorOptions {
  crypto: CryptoProvider
  credentials: Credentials
}

export interface AuthenticatorHooks {
  send(protocol: number, packet: ControlPacket): void
  /**
   * The server let us in and, where the method can tell, proved itself. Called again when the server asks again later.
   * `hlak` is the 32-byte key for the crypto binding (MS-SSTP section 3.2.5.2.2), zeros where the method has none.
   */
  succeeded(hlak: Uint8Array, now: number): void
  failed(failure: ProtocolFailure): void
  log(text: string): void
}

/** One method's client side. It lives from LCP up to LCP down, because servers may ask again at any time. */
export interface Authenticator {
  readonly protocol: number
  start(now: number): void
  handlePacket(packet: ControlPacket, now: number): void
  handleTimeout(now: number): void
  nextDeadline(): number | undefined
}

/** Bytes of a name or password that fit where PAP writes a length of one byte (RFC 1334 section 2.2.1). */
export const CREDENTIAL_MAX = 255

export function credentialTooLong(what: 'user name' | 'password'): ProtocolFailure {
  const message = `The ${what} is longer than ${CREDENTIAL_MAX} bytes, which is more than it can be sent with.`
  return { code: 'sign-in-refused', message, attemptsAllowed: false }
}

export const HLAK_LENGTH = 32

import type { CryptoProvider } from '../../crypto-provider.ts'
import type { TlsStreams } from '../../eap/tls-stream.ts'
import type { ProtocolFailure } from '../../errors.ts'
import type { ControlPacket } from '../control-packet.ts'
import type { AuthMethod } from './method.ts'

export interface Credentials {
  /** As typed, including any `DOMAIN\`. */
  user: string
  password: string
  /** What the password is to become, should the server say that it has expired and let us change it. */
  newPassword?: string
  /** Valid once and for minutes; for servers that ask for it beside the password. */
  oneTimeCode?: string
}

export interface AuthenticatorOptions {
  crypto: CryptoProvider
  credentials: Credentials
  /** By the profile's names, the preferred one first; EAP looks for its own among them. */
  methods?: readonly AuthMethod[]
  /** For the methods that EAP carries. */
  eap?: EapOptions
  /**
   * Bind EAP-MSCHAPv2 with a key of zeros, which some Windows servers expect. Anybody can compute that, so it is only for
   * a server whose identity was verified.
   */
  zeroKey?: boolean
  serverVerified?: boolean
  /** Largest packet that the server takes. */
  peerMru?: number
}

/** What only EAP needs. */
export interface EapOptions {
  /** TLS inside EAP; the methods that need it are out of reach without. */
  tls?: TlsStreams
  /** Said before a tunnel of TLS hides the user's name; the name itself if left out. */
  outerIdentity?: string
}

export interface AuthenticatorHooks {
  send(protocol: number, packet: ControlPacket): void
  /**
   * The server let us in and, where the method can tell, proved itself. Called again when the server asks again later.
   * `hlak` is the 32-byte key for the crypto binding (MS-SSTP section 3.2.5.2.2), zeros where the method has none.
   * `method` is the one inside EAP.
   */
  succeeded(hlak: Uint8Array, now: number, method?: AuthMethod): void
  /** The server has taken the new password. */
  passwordChanged(): void
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
  /** TLS inside EAP has come further by itself. */
  handleProgress?(now: number): void
  /** Why nothing came of it, when that is because all that the server asked for was declined. */
  failureOfRefusals?(): ProtocolFailure | undefined
  /** The link goes down; nothing may be left running. */
  close?(): void
}

/** Bytes of a name or password that fit where PAP writes a length of one byte (RFC 1334 section 2.2.1). */
export const CREDENTIAL_MAX = 255

export function credentialTooLong(what: 'user' | 'password'): ProtocolFailure {
  return { code: 'sign-in-refused', message: '', attemptsAllowed: false, tooLong: what }
}

export const HLAK_LENGTH = 32

/** Of MS-CHAPv2, both ways. */
export const CHALLENGE_LENGTH = 16

import type { CryptoProvider } from './crypto-provider.ts'
import type { Credentials, EapOptions } from './ppp/auth/authenticator.ts'
import type { AuthMethod } from './ppp/auth/method.ts'

/** What one connection needs to know before it starts. */
export interface TunnelClientOptions {
  crypto: CryptoProvider
  /** The server's name and port, for the Host header. */
  host: string
  port: number
  /** Appended to the path of the request, question mark included. */
  query?: string | undefined
  /** A GUID without braces; servers log it, so that both ends of one call can be found. */
  correlationId: string
  /** DER of the leaf certificate that TLS delivered: the crypto binding signs it. */
  leafCertificate: Uint8Array
  /** True when the server's identity was verified or pinned. */
  serverVerified: boolean
  credentials: Credentials
  methods: readonly AuthMethod[]
  eap?: EapOptions
  /** See `AuthenticatorOptions`. */
  zeroKey?: boolean
  mru: number
  requestDns: boolean
  /** Asks for IPv6 as well; packets of it then come by `onPacket`, too. */
  ipv6?: { interfaceId?: Uint8Array }
  /** Where a packet is put together that a chunk's end cuts; of `MAX_PACKET_LENGTH`. */
  carry?: Uint8Array | undefined
  /** One IP packet from the server; the span is valid only during the call. */
  onPacket: (buffer: Uint8Array, start: number, end: number) => void
  /** For probing: end the call in good order as soon as the server has acknowledged it. */
  stopAfter?: 'call-connect-ack'
}

/** A frame where it lies; the span is valid only during the call. */
export type FrameHandler = (buffer: Uint8Array, start: number, end: number) => void

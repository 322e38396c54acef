/**
 * TLS inside EAP. The protocol core cannot compute it without waiting, so the owner runs it: bytes go in here, and what
 * came of them is asked for when the owner calls `handleProgress`, which it does after every `onProgress` of the stream.
 */
export interface TlsStream {
  /** A whole message of records from the server, or nothing to begin with. */
  receive(records: Uint8Array): void
  /** Plain bytes for the server, once the tunnel stands. */
  send(plain: Uint8Array): void
  /** What came of all that was given so far; undefined while TLS is still at it. Each byte is handed out once. */
  poll(): TlsProgress | undefined
  /** RFC 5705; `context` takes part from TLS 1.3 on only when it is given. */
  exportKeyingMaterial(length: number, label: string, context?: Uint8Array): Uint8Array
  close(): void
}

export interface TlsProgress {
  /** Records for the server. */
  records: Uint8Array
  /** What the server said inside the tunnel. */
  plain: Uint8Array
  state: TlsState
}

export type TlsState =
  | { type: 'handshake' }
  /** The server is who it should be, and both sides have the keys. */
  | { type: 'secured'; version: '1.2' | '1.3' }
  /** The handshake may have succeeded, but with somebody else: nothing may be sent. */
  | { type: 'refused'; because: AuthServerRefusal }
  | { type: 'failed'; detail: string }

/** Makes streams, each for one conversation. */
export interface TlsStreams {
  /** True when there is a certificate with its key to sign in with. */
  readonly hasClientCertificate: boolean
  /** `onProgress` is called whenever `poll` may have something new, never from within a call into the stream. */
  open(options: { clientCertificate: boolean }): TlsStream
}

/** Why the server inside EAP is not the one that the profile means; the same cases as for the VPN server itself. */
export type AuthServerRefusal =
  | { code: 'certificate-self-signed'; subject: string; sha256: string }
  | { code: 'certificate-unknown-issuer'; issuer: string; sha256: string }
  | { code: 'certificate-expired'; validTo: string; now: string }
  | { code: 'certificate-not-yet-valid'; validFrom: string; now: string }
  | { code: 'certificate-wrong-name'; expected: string; names: string[] }
  | { code: 'certificate-wrong-purpose'; subject: string }
  | { code: 'certificate-rejected'; detail: string }

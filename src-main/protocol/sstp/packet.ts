/** One Status Info attribute (MS-SSTP section 2.2.8): what is wrong with which attribute. */
export interface StatusInfo {
  /** Id of the attribute that the status is about; 0 when it is about none. */
  attribute: number
  status: number
  /** The beginning of the refused value, at most 64 bytes. */
  value?: Uint8Array
}

/** What CALL_CONNECT_ACK asks for: a proof over this nonce with one of these hashes (MS-SSTP section 2.2.6). */
export interface CryptoBindingRequest {
  /** Bit mask: 1 is SHA-1, 2 is SHA-256. */
  hashes: number
  /** 32 bytes. */
  nonce: Uint8Array
}

/** The proof in CALL_CONNECTED (MS-SSTP section 2.2.7). */
export interface CryptoBinding {
  /** The one hash that was chosen: 1 is SHA-1, 2 is SHA-256. */
  hash: number
  /** 32 bytes. */
  nonce: Uint8Array
  /** 32 bytes; SHA-1 fills 20 and leaves zeros. */
  certificateHash: Uint8Array
  /** 32 bytes; SHA-1 fills 20 and leaves zeros. */
  compoundMac: Uint8Array
}

/** The nine control messages (MS-SSTP sections 2.2.9 to 2.2.15). */
export type ControlPacket =
  | { type: 'call-connect-request'; protocol: number }
  | ({ type: 'call-connect-ack' } & CryptoBindingRequest)
  | { type: 'call-connect-nak'; statuses: readonly StatusInfo[] }
  | ({ type: 'call-connected' } & CryptoBinding)
  | { type: 'call-abort'; status?: StatusInfo }
  | { type: 'call-disconnect'; status?: StatusInfo }
  | { type: 'call-disconnect-ack' }
  | { type: 'echo-request' }
  | { type: 'echo-response' }

/** A control packet that cannot be understood, and what to tell its sender. */
export interface MalformedPacket {
  type: 'malformed'
  /** For logs. */
  reason: string
  status: number
  /** Id of the attribute to blame; 0 for none. */
  attribute: number
}

/** The name of a message as MS-SSTP writes it, for logs. */
export function messageName(type: ControlPacket['type']): string {
  return type.toUpperCase().replaceAll('-', '_')
}

/** Packet codes (RFC 3748 section 4). */
export const EAP_CODE = { request: 1, response: 2, success: 3, failure: 4 } as const

/** Method types that are answered or recognised (RFC 3748 section 5, IANA "EAP Numbers"). */
export const EAP_TYPE = {
  identity: 1,
  notification: 2,
  nak: 3,
  md5Challenge: 4,
  oneTimePassword: 5,
  tokenCard: 6,
  tls: 13,
  ttls: 21,
  peap: 25,
  msChapV2: 26,
  /** TLVs at the end of PEAP (MS-PEAP section 2.2.8). */
  extensions: 33,
} as const

/** Bounds on everything that a server could make grow or go on for ever. */
export const EAP_CAP = {
  /** Requests of one conversation. EAP-TLS with a long chain in short fragments takes about 40. */
  requests: 400,
  /** A message of TLS put together from its fragments; OpenSSL's own limit for a chain is 100 KiB. */
  message: 0x1_0000,
  /** Plain bytes that wait to be read as one inner packet. */
  inner: 0x4000,
  /** A name in a certificate or an identity that is quoted. */
  text: 200,
} as const

/** Names for what a server offers that no profile can ask for. */
const OTHER_NAMES: Readonly<Record<number, string>> = {
  4: 'eap-md5',
  5: 'eap-otp',
  6: 'eap-gtc',
  13: 'eap-tls',
  17: 'eap-leap',
  18: 'eap-sim',
  21: 'eap-ttls',
  23: 'eap-aka',
  25: 'peap',
  26: 'eap-ms-chap-v2',
  43: 'eap-fast',
  52: 'eap-pwd',
  55: 'eap-teap',
}

/** A method type by the name that administrators know. */
export function eapTypeName(type: number): string {
  return OTHER_NAMES[type] ?? `eap-${type}`
}

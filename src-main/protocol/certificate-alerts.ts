import type { ProtocolFailure } from './errors.ts'

/** Alerts (RFC 8446 section 6.2) by which a server turns down the certificate that it was shown, or misses one. */
const CERTIFICATE_ALERTS: ReadonlySet<string> = new Set([
  'bad certificate',
  'unsupported certificate',
  'certificate revoked',
  'certificate expired',
  'certificate unknown',
  'unknown ca',
  'access denied',
  'certificate required',
])

/**
 * The alert in what OpenSSL ("tlsv1 alert unknown ca", "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA") or BoringSSL
 * ("TLSV1_ALERT_UNKNOWN_CA") says about an end of TLS; undefined when the other end has sent none.
 */
export function alertIn(text: string): string | undefined {
  return /\balert (.+)$/.exec(text.toLowerCase().replaceAll('_', ' '))?.[1]
}

/** The same, when it is about the user's certificate. With TLS 1.3 it comes when the handshake is over for this side. */
export function certificateAlertIn(text: string): string | undefined {
  const alert = alertIn(text)
  return alert !== undefined && CERTIFICATE_ALERTS.has(alert) ? alert : undefined
}

/** Why a connection is gone; `detail` is what the system or TLS called it. */
export function failureOfTransport(detail: string): ProtocolFailure {
  const refusal = certificateAlertIn(detail)
  return refusal === undefined
    ? { code: 'connection-lost', detail }
    : { code: 'client-certificate-refused', detail: refusal }
}

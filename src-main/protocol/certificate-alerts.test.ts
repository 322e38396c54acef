import { expect, it } from 'vitest'
import { alertIn, certificateAlertIn } from './certificate-alerts.ts'

it.each([
  ['tlsv1 alert unknown ca', 'unknown ca'],
  ['TLSV1_ALERT_UNKNOWN_CA', 'unknown ca'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate required'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'certificate expired'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', undefined],
  ['ERR_SSL_WRONG_VERSION_NUMBER', undefined],
  ['ECONNRESET', undefined],
  ['', undefined],
])('%s is about the certificate: %s', (text, alert) => {
  expect(certificateAlertIn(text)).toBe(alert)
})

it('knows other alerts from other errors', () => {
  expect(alertIn('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')).toBe('handshake failure')
  expect(alertIn('ERR_SSL_WRONG_VERSION_NUMBER')).toBeUndefined()
})

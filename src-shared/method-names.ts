import type { AuthMethod } from './profile.ts'

/** The sign-in methods by the names that administrators know, the same in every language. */
export const METHOD_NAMES: Readonly<Record<AuthMethod, string>> = {
  'ms-chap-v2': 'MS-CHAPv2',
  pap: 'PAP',
  'chap-md5': 'CHAP (MD5)',
  'eap-ms-chap-v2': 'EAP-MSCHAPv2',
  'eap-tls': 'EAP-TLS',
  'peap-ms-chap-v2': 'PEAP (MSCHAPv2)',
  'peap-eap-tls': 'PEAP (TLS)',
  'eap-ttls-pap': 'EAP-TTLS (PAP)',
  'eap-ttls-ms-chap-v2': 'EAP-TTLS (MSCHAPv2)',
}

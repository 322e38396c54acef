import type { CertificateTrouble, EapFailure, IdentityFailure } from '../failure.ts'
import type { Words, WordsFor } from './catalogue.ts'
import { IDENTITY_WORDS } from './en-identity.ts'
import { sentence } from './system-error.ts'

export const EAP_WORDS: WordsFor<EapFailure> = {
  'auth-server-not-trusted': ({ because }) => ({
    title: "The identity of the server that signs you in can't be checked",
    cause: `The VPN server is the right one, but inside the connection another server (RADIUS) signs users in, and it did not prove who it is. ${causeOf(because)}`,
    remedy:
      'Get the authority of that server and its name from the administrator, and put them under [sign-in.server] in the profile as "ca" and "name". If both are there and right, do not connect, and send this text to the administrator.',
  }),
  'auth-server-tls-failed': ({ detail }) => ({
    title: 'The protected sign-in failed',
    cause: sentence(
      `Inside the connection the server that signs users in (RADIUS) and Culvert could not agree on a tunnel of TLS: ${detail || 'no details are known'}`,
    ),
    remedy: 'Try again. If it stays, send this text to the administrator of the server.',
  }),
  'client-certificate-refused': ({ detail }) => ({
    title: 'Your certificate was not accepted',
    cause: sentence(
      `The server looked at the certificate that this profile signs in with and turned it down: ${alertInWords(detail)}`,
    ),
    remedy:
      'Ask the administrator for a certificate that is valid and issued by the authority that the server expects. If yours has expired, renew it and import the new one into the profile.',
  }),
  'client-certificate-unusable': ({ because, detail }) => ({
    title: 'There is no usable certificate to sign in with',
    cause: `This profile signs in with a certificate, and that is not possible: ${TROUBLE[because] ?? TROUBLE['bad-key']}${detail === '' ? '' : ` (${detail})`}.`,
    remedy:
      'Import the certificate together with its key (a PKCS#12 or PEM file from the administrator) into the profile, with the right passphrase.',
  }),
}

/** The compiler cannot see that the function found under a code takes the failure with that code. */
function causeOf(failure: IdentityFailure): string {
  const describe = IDENTITY_WORDS[failure.code] as (facts: IdentityFailure) => Words
  return describe(failure).cause
}

/** Alerts by which a server turns a certificate down (RFC 8446 section 6.2). */
const ALERTS: Readonly<Record<string, string>> = {
  'bad certificate': 'it is broken',
  'unsupported certificate': 'it is of a kind that the server does not take',
  'certificate revoked': 'it was revoked',
  'certificate expired': 'it has expired',
  'certificate unknown': 'something about it is not acceptable',
  'unknown ca': 'the server does not know who issued it',
  'access denied': 'it gives no access here',
  'certificate required': 'none was shown, and the server wants one',
}

function alertInWords(alert: string): string {
  if (alert === '') return 'no reason was given'
  return ALERTS[alert] === undefined ? alert : `${ALERTS[alert]} (${alert})`
}

const TROUBLE: Readonly<Record<CertificateTrouble, string>> = {
  'no-certificate': 'there is none in the profile, or its key was not given',
  'no-key': 'the private key is missing',
  'other-key': 'the private key belongs to another certificate',
  'bad-key': 'the private key cannot be read, or its passphrase is wrong',
}

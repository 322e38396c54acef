import type { IdentityFailure } from '../failure.ts'
import { formatDay } from '../format.ts'
import type { WordsFor } from './catalogue.ts'
import { MAX_NAMES, moment, pinLine } from './identity-facts.ts'
import { sentence } from './system-error.ts'

const NOTHING_SENT = 'Your password was not sent.'

export const IDENTITY_WORDS: WordsFor<IdentityFailure> = {
  'certificate-self-signed': ({ subject, sha256 }) => ({
    title: "The server's identity can't be checked",
    cause: `Its certificate ("${subject}") is signed by itself, so nobody whom this computer trusts vouches for it. ${NOTHING_SENT}`,
    remedy: `Ask the administrator, on another way than this connection, whether the certificate's SHA-256 fingerprint is the one below. If it is, put this line under [identity] in the profile:\n${pinLine(sha256)}`,
  }),
  'certificate-unknown-issuer': ({ issuer, sha256 }) => ({
    title: "The server's identity can't be checked",
    cause: `Its certificate is signed by "${issuer}", which this computer doesn't know, or the server does not send the certificates in between. ${NOTHING_SENT}`,
    remedy: `If your organisation runs its own authority, get that authority's certificate from the administrator and put it under [identity] in the profile as "ca". To trust this one certificate only, confirm its SHA-256 fingerprint with the administrator and put this line there:\n${pinLine(sha256)}`,
  }),
  'certificate-expired': ({ validTo, now }) => ({
    title: `The server's certificate expired on ${formatDay(validTo, 'en')}`,
    cause: `It was valid until ${moment(validTo, 'en')}; this computer's clock says ${moment(now, 'en')}. ${NOTHING_SENT}`,
    remedy:
      'If this clock is wrong, set it and try again. If it is right, the administrator has to renew the certificate.',
  }),
  'certificate-not-yet-valid': ({ validFrom, now }) => ({
    title: `The server's certificate is only valid from ${formatDay(validFrom, 'en')}`,
    cause: `Its time begins at ${moment(validFrom, 'en')}, but this computer's clock says ${moment(now, 'en')}. ${NOTHING_SENT}`,
    remedy:
      "Most likely this computer's clock is behind: set date, time and time zone, then try again. If the clock is right, tell the administrator.",
  }),
  'certificate-wrong-name': ({ expected, names }) => ({
    title: `The server doesn't prove that it is ${expected}`,
    cause: `Its certificate is made out for ${listOf(names)}. Either the server goes by another name, or this is not your server. ${NOTHING_SENT}`,
    remedy: `If one of those names is right for your server, use it as "server", or put it under [identity] in the profile as "verify-name". If you don't recognise them, don't connect, and ask the administrator.`,
  }),
  'certificate-wrong-purpose': ({ subject }) => ({
    title: "The server's certificate is not made for servers",
    cause: `The certificate of "${subject}" does not say that it may identify a server ("Server Authentication"). ${NOTHING_SENT}`,
    remedy:
      'The administrator has to give the server a certificate for server authentication. Until then there is no safe way to connect.',
  }),
  'certificate-pin-mismatch': ({ expected, actual, keys, inspector }) => ({
    title: 'This is not the certificate that you pinned',
    cause: `The server shows a certificate with another SHA-256 fingerprint than the profile allows. Either it was renewed, or somebody stands between you and the server. ${inspector === undefined ? '' : `The new one was made by ${inspector}, which re-encrypts connections on their way. `}${NOTHING_SENT}\nPinned: ${expected.join(', ') || 'none'}\nShown:  ${actual}${keys === undefined ? '' : `\nKey pinned: ${keys.expected.join(', ')}\nKey shown:  ${keys.actual}`}`,
    remedy: `Ask the administrator, on another way than this connection, whether the certificate was renewed. Only if the new fingerprint is theirs, replace the line under [identity] in the profile by:\n${pinLine(actual)}`,
  }),
  'certificate-inspected': ({ inspector, issuer, sha256 }) => ({
    title: 'Something between you and the server re-encrypts the connection',
    cause: `The certificate is not the server's own: ${inspector} made it ("${issuer}", SHA-256 ${sha256}). Such products look into encrypted connections in company networks, schools and antivirus programs. ${NOTHING_SENT}`,
    remedy:
      'Have the VPN server exempted from the inspection, or use another network. Trusting this certificate would not help: SSTP binds the sign-in to the certificate of the server itself.',
  }),
  'certificate-revoked': ({ by, since }) => ({
    title: "The server's certificate was revoked",
    cause: `Its authority declares it invalid${since === undefined ? '' : ` since ${moment(since, 'en')}`} (${by === 'ocsp' ? 'OCSP, sent along by the server' : 'revocation list of the profile'}). Its key may be in wrong hands. ${NOTHING_SENT}`,
    remedy: "Don't connect. The administrator has to give the server a new certificate.",
  }),
  'certificate-revocation-unknown': ({ because }) => ({
    title: "Couldn't check whether the certificate was revoked",
    cause: `${GAPS[because] ?? GAPS['nothing-said']} The profile wants to be sure (revocation = "hard"). ${NOTHING_SENT}`,
    remedy:
      'The administrator can have the server send OCSP answers along ("stapling"), or give you a current revocation list for "crl" under [identity] in the profile. With revocation = "soft" Culvert connects without knowing, and says so.',
  }),
  'clock-wrong': ({ now, really, by }) => ({
    title: "This computer's clock is wrong",
    cause: `It says ${moment(now, 'en')}, but ${by === 'server' ? `the server's clock says ${moment(really, 'en')}, at which its certificate is valid` : `even the authority behind the certificate exists only since ${moment(really, 'en')}`}. Certificates cannot be judged like this. ${NOTHING_SENT}`,
    remedy: 'Set date, time and time zone of this computer, then try again.',
  }),
  'certificate-rejected': ({ detail }) => ({
    title: "The server's certificate was not accepted",
    cause: `${sentence(`The check ended with: ${chainErrorInWords(detail)}`)} ${NOTHING_SENT}`,
    remedy:
      'Send this text to the administrator of the server. If the profile has a "ca" of its own, check that it is complete and the right one.',
  }),
}

const GAPS: Readonly<
  Record<Extract<IdentityFailure, { code: 'certificate-revocation-unknown' }>['because'], string>
> = {
  'nothing-said': 'The server sends nothing about it along, and the profile has no revocation list.',
  'out-of-date': 'What there is about it is out of date.',
  'not-for-this': 'What there is about it is about other certificates.',
  'not-signed': 'What there is about it is not signed by the authority of the certificate.',
  unreadable: 'What there is about it cannot be read.',
}

const CHAIN_ERRORS: Readonly<Record<string, string>> = {
  CERT_CHAIN_TOO_LONG: 'too many certificates stand between the server and the authority',
  CERT_REJECTED: 'the authority is marked as not to be trusted for this',
  CERT_REVOKED: 'the certificate was revoked by its authority',
  CERT_SIGNATURE_FAILURE: 'the signature in the certificate is wrong',
  CERT_UNTRUSTED: 'the authority is not trusted for this',
  CRL_HAS_EXPIRED: 'the list of revoked certificates is out of date',
  EE_KEY_TOO_SMALL: "the certificate's key is too short to be safe",
  CA_KEY_TOO_SMALL: "the authority's key is too short to be safe",
  CA_MD_TOO_WEAK: 'the certificate is signed with a method that can be forged',
  INVALID_CA: 'a certificate in the chain may not sign others',
  PATH_LENGTH_EXCEEDED: 'too many certificates stand between the server and the authority',
}

function chainErrorInWords(detail: string): string {
  const words = CHAIN_ERRORS[detail]
  return words === undefined ? detail || 'no reason was given' : `${words} (${detail})`
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'no name at all'
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
  return `${names.slice(0, MAX_NAMES).join(', ')}${more}`
}

import { createHash, X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import type { IdentityFailure } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import type { TrustStore } from './trust-store.ts'

export type CertificateFacts = ConnectionFacts['certificate']

/** What the TLS handshake said about the server, before anybody decided whether to believe it. */
export interface PresentedIdentity {
  certificate: tls.DetailedPeerCertificate
  /** OpenSSL's verdict on the chain, as Node names it; undefined when the chain is good. */
  chainError: string | undefined
}

export type IdentityDecision =
  | { accepted: true; facts: CertificateFacts }
  | { accepted: false; failure: IdentityFailure }

/**
 * Decides whether this is the server that the profile means. A pin that matches is the whole answer: it names exactly
 * this certificate. A profile with pins accepts nothing else. Without pins the chain and the name must both be right.
 */
export function decideIdentity(
  { certificate, chainError }: PresentedIdentity,
  identity: Profile['identity'],
  trust: TrustStore,
  wallClock: Date,
): IdentityDecision {
  const sha256 = fingerprint(certificate)
  if (identity.pinSha256.length > 0) {
    if (identity.pinSha256.includes(sha256)) return { accepted: true, facts: describe(certificate, 'pin') }
    return refuse({ code: 'certificate-pin-mismatch', expected: [...identity.pinSha256], actual: sha256 })
  }
  if (chainError !== undefined) return refuse(explainChainError(chainError, certificate, wallClock))
  if (tls.checkServerIdentity(identity.verifyName, certificate) !== undefined) {
    return refuse({
      code: 'certificate-wrong-name',
      expected: identity.verifyName,
      names: certificateNames(certificate),
    })
  }
  const authority = chainOf(certificate).some(({ fingerprint256 }) =>
    trust.profileAuthorities.has(fingerprint256),
  )
  return { accepted: true, facts: describe(certificate, authority ? 'profile-ca' : 'system') }
}

/** SHA-256 of the leaf as `.sstp` files write it: lower-case hex without separators. */
export function fingerprint(certificate: tls.PeerCertificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}

/** DNS names and addresses that the certificate is valid for; its common name when it lists none. */
export function certificateNames(certificate: tls.PeerCertificate): string[] {
  const alternatives = (certificate.subjectaltname ?? '')
    .split(', ')
    .filter((name) => /^(DNS|IP Address):/.test(name))
    .map((name) => name.slice(name.indexOf(':') + 1))
  return alternatives.length > 0 ? alternatives : [distinguishedName(certificate.subject)]
}

/** Everything about a certificate that a person may want to compare. */
export function presentedCertificate(certificate: tls.DetailedPeerCertificate): PresentedCertificate {
  const { publicKey } = new X509Certificate(certificate.raw)
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    names: certificateNames(certificate),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    sha256: fingerprint(certificate),
    keySha256: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  }
}

export function describe(
  certificate: tls.DetailedPeerCertificate,
  trust: CertificateFacts['trust'],
): CertificateFacts {
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    validTo: isoDate(certificate.valid_to),
    sha256: fingerprint(certificate),
    trust,
  }
}

function explainChainError(
  chainError: string,
  certificate: tls.DetailedPeerCertificate,
  wallClock: Date,
): IdentityFailure {
  const sha256 = fingerprint(certificate)
  const now = wallClock.toISOString()
  switch (chainError) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return { code: 'certificate-self-signed', subject: distinguishedName(certificate.subject), sha256 }
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return { code: 'certificate-unknown-issuer', issuer: distinguishedName(certificate.issuer), sha256 }
    case 'CERT_HAS_EXPIRED':
      return { code: 'certificate-expired', validTo: isoDate(certificate.valid_to), now }
    case 'CERT_NOT_YET_VALID':
      return { code: 'certificate-not-yet-valid', validFrom: isoDate(certificate.valid_from), now }
    case 'INVALID_PURPOSE':
      return { code: 'certificate-wrong-purpose', subject: distinguishedName(certificate.subject) }
    default:
      return { code: 'certificate-rejected', detail: chainError }
  }
}

function refuse(failure: IdentityFailure): IdentityDecision {
  return { accepted: false, failure }
}

function chainOf(leaf: tls.DetailedPeerCertificate): tls.DetailedPeerCertificate[] {
  const chain = [leaf]
  // A root names itself as its issuer, which ends the walk.
  for (
    let next = leaf.issuerCertificate;
    next !== undefined && !chain.includes(next);
    next = next.issuerCertificate
  ) {
    chain.push(next)
  }
  return chain
}

function distinguishedName(name: tls.Certificate | undefined): string {
  const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value)
  return text(name?.CN) ?? text(name?.O) ?? text(name?.OU) ?? '(no name)'
}

function isoDate(opensslDate: string): string {
  return new Date(opensslDate).toISOString()
}

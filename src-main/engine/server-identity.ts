import { createHash, X509Certificate } from 'node:crypto'
import type tls from 'node:tls'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'

export type CertificateFacts = ConnectionFacts['certificate']

/** SHA-256 of the leaf as `.sstp` files write it: lower-case hex without separators. */
export function fingerprint(certificate: tls.PeerCertificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}

/** SHA-256 of its public key with algorithm (SubjectPublicKeyInfo, RFC 7469 section 2.4), which a renewal may keep. */
export function keyFingerprint(certificate: tls.PeerCertificate): string {
  const { publicKey } = new X509Certificate(certificate.raw)
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
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
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    names: certificateNames(certificate),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    sha256: fingerprint(certificate),
    keySha256: keyFingerprint(certificate),
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

/** The certificate and those above it, as far as the server sent them or they are known here. */
export function chainOf(leaf: tls.DetailedPeerCertificate): tls.DetailedPeerCertificate[] {
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

export function distinguishedName(name: tls.Certificate | undefined): string {
  const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value)
  return text(name?.CN) ?? text(name?.O) ?? text(name?.OU) ?? '(no name)'
}

export function isoDate(opensslDate: string): string {
  return new Date(opensslDate).toISOString()
}

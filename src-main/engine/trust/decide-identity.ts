import tls from 'node:tls'
import type { IdentityFailure } from '../../../src-shared/failure.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import {
  type CertificateFacts,
  certificateNames,
  chainOf,
  describe,
  distinguishedName,
  fingerprint,
  isoDate,
  keyFingerprint,
} from '../server-identity.ts'
import type { TrustStore } from '../trust-store.ts'
import { certificateParts } from './certificate-parts.ts'
import { revocationByLists } from './crl.ts'
import { DerError } from './der.ts'
import { inspectorOf } from './inspectors.ts'
import { revocationByOcsp } from './ocsp.ts'
import { joinRevocation, type Revocation, sameBytes, signedBy } from './revocation.ts'
import { isWeakSignature } from './signature.ts'

/** What the TLS handshake said about the server, before anybody decided whether to believe it. */
export interface PresentedIdentity {
  certificate: tls.DetailedPeerCertificate
  /** OpenSSL's verdict on the chain, as Node names it; undefined when the chain is good. */
  chainError: string | undefined
  /** The stapled OCSP answer, DER, if the server sent one. */
  ocsp?: Uint8Array
}

export type IdentityDecision =
  | { accepted: true; facts: CertificateFacts }
  | { accepted: false; failure: IdentityFailure }

/**
 * Decides whether this is the server that the profile means. A pin that matches is the whole answer: it names exactly
 * this certificate or key. A profile with pins accepts nothing else. Without pins the chain and the name must both be
 * right. A certificate that is known to be revoked is refused in any case.
 */
export function decideIdentity(
  presented: PresentedIdentity,
  identity: Profile['identity'],
  trust: TrustStore,
  wallClock: Date,
): IdentityDecision {
  const { certificate } = presented
  const revocation = revocationOf(presented, identity, wallClock.getTime())
  const by = isPinned(certificate, identity) ? 'pin' : vouchedBy(certificate, trust)
  const failure =
    (hasPins(identity) ? mismatch(certificate, identity) : unproven(presented, identity, trust, wallClock)) ??
    revoked(revocation, identity, by === 'pin')
  if (failure !== undefined) return { accepted: false, failure }
  const known = identity.revocation === 'off' && revocation.state === 'unknown' ? undefined : revocation
  return {
    accepted: true,
    facts: { ...describe(certificate, by), ...(known !== undefined && revocationFacts(known)) },
  }
}

const hasPins = ({ pinSha256, pinKeySha256 }: Profile['identity']) =>
  pinSha256.length > 0 || pinKeySha256.length > 0

function isPinned(
  certificate: tls.DetailedPeerCertificate,
  { pinSha256, pinKeySha256 }: Profile['identity'],
): boolean {
  return pinSha256.includes(fingerprint(certificate)) || pinKeySha256.includes(keyFingerprint(certificate))
}

function mismatch(
  certificate: tls.DetailedPeerCertificate,
  identity: Profile['identity'],
): IdentityFailure | undefined {
  if (isPinned(certificate, identity)) return undefined
  const inspector = inspectorFor(certificate)
  const { pinSha256, pinKeySha256 } = identity
  return {
    code: 'certificate-pin-mismatch',
    expected: [...pinSha256],
    actual: fingerprint(certificate),
    ...(pinKeySha256.length > 0 && {
      keys: { expected: [...pinKeySha256], actual: keyFingerprint(certificate) },
    }),
    ...(inspector !== undefined && { inspector }),
  }
}

function unproven(
  { certificate, chainError }: PresentedIdentity,
  { verifyName }: Profile['identity'],
  trust: TrustStore,
  wallClock: Date,
): IdentityFailure | undefined {
  if (chainError !== undefined) return explainChainError(chainError, certificate, trust, wallClock)
  if (hasWeakSignature(certificate)) return { code: 'certificate-rejected', detail: 'CA_MD_TOO_WEAK' }
  if (tls.checkServerIdentity(verifyName, certificate) === undefined) return undefined
  return { code: 'certificate-wrong-name', expected: verifyName, names: certificateNames(certificate) }
}

function vouchedBy(certificate: tls.DetailedPeerCertificate, trust: TrustStore): 'profile-ca' | 'system' {
  const isOwn = chainOf(certificate).some(({ fingerprint256 }) =>
    trust.profileAuthorities.has(fingerprint256),
  )
  return isOwn ? 'profile-ca' : 'system'
}

function explainChainError(
  chainError: string,
  certificate: tls.DetailedPeerCertificate,
  trust: TrustStore,
  wallClock: Date,
): IdentityFailure {
  const now = wallClock.toISOString()
  switch (chainError) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return unknownIssuer(certificate)
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID': {
      // OpenSSL tells the last of several troubles, and a time can be forgiven where a stranger cannot.
      if (!isAnchored(certificate, trust)) return unknownIssuer(certificate)
      const authority = chainOf(certificate).at(-1)
      if (
        authority !== undefined &&
        authority !== certificate &&
        Date.parse(authority.valid_from) > +wallClock
      )
        return { code: 'clock-wrong', now, really: isoDate(authority.valid_from), by: 'authority' }
      return chainError === 'CERT_HAS_EXPIRED'
        ? { code: 'certificate-expired', validTo: isoDate(certificate.valid_to), now }
        : { code: 'certificate-not-yet-valid', validFrom: isoDate(certificate.valid_from), now }
    }
    case 'INVALID_PURPOSE':
      return { code: 'certificate-wrong-purpose', subject: distinguishedName(certificate.subject) }
    default:
      // Node has no name for it, and says UNSPECIFIED.
      return {
        code: 'certificate-rejected',
        detail: hasWeakSignature(certificate) ? 'CA_MD_TOO_WEAK' : chainError,
      }
  }
}

function unknownIssuer(certificate: tls.DetailedPeerCertificate): IdentityFailure {
  const sha256 = fingerprint(certificate)
  const issuer = distinguishedName(certificate.issuer)
  const inspector = inspectorFor(certificate)
  if (inspector !== undefined) return { code: 'certificate-inspected', inspector, issuer, sha256 }
  const isOwn = chainOf(certificate).length === 1 && issuedBySelf(certificate)
  return isOwn
    ? { code: 'certificate-self-signed', subject: distinguishedName(certificate.subject), sha256 }
    : { code: 'certificate-unknown-issuer', issuer, sha256 }
}

/** The product that re-encrypts this connection, if the certificates in it say so. */
export function inspectorFor(certificate: tls.DetailedPeerCertificate): string | undefined {
  const names = chainOf(certificate).flatMap(({ issuer }) => [issuer?.CN, issuer?.O, issuer?.OU].flat())
  return inspectorOf(names.filter((name) => name !== undefined))
}

function isAnchored(certificate: tls.DetailedPeerCertificate, trust: TrustStore): boolean {
  const last = chainOf(certificate).at(-1)
  return last !== undefined && trust.isRoot(last.raw)
}

/** OpenSSL has the same rule, but not at the security level of old versions of TLS; other libraries do not have it. */
function hasWeakSignature(certificate: tls.DetailedPeerCertificate): boolean {
  try {
    const parts = chainOf(certificate).map(({ raw }) => certificateParts(raw))
    return parts.some(
      ({ signatureAlgorithm, subject, issuer }) =>
        isWeakSignature(signatureAlgorithm) && !sameBytes(subject, issuer),
    )
  } catch (cause) {
    if (cause instanceof DerError) return true
    throw cause
  }
}

function issuedBySelf(certificate: tls.DetailedPeerCertificate): boolean {
  return distinguishedName(certificate.issuer) === distinguishedName(certificate.subject)
}

function revocationOf(
  { certificate, ocsp }: PresentedIdentity,
  { crl }: Profile['identity'],
  now: number,
): Revocation {
  const issuer = certificate.issuerCertificate
  const signed = signedBy(certificate.raw, issuer === certificate ? undefined : issuer?.raw)
  if (signed === undefined) return { state: 'unknown', because: 'nothing-said' }
  return joinRevocation([
    ...(ocsp === undefined ? [] : [revocationByOcsp(ocsp, signed, now)]),
    ...(crl === undefined ? [] : revocationByLists(crl, signed, now)),
  ])
}

function revoked(
  revocation: Revocation,
  { revocation: mode }: Profile['identity'],
  isPinnedAnyway: boolean,
): IdentityFailure | undefined {
  if (revocation.state === 'revoked') {
    const { by, since } = revocation
    return {
      code: 'certificate-revoked',
      by,
      ...(since !== undefined && { since: new Date(since).toISOString() }),
    }
  }
  if (revocation.state === 'good' || mode !== 'hard' || isPinnedAnyway) return undefined
  return { code: 'certificate-revocation-unknown', because: revocation.because }
}

function revocationFacts(revocation: Revocation): Pick<CertificateFacts, 'revocation' | 'revocationGap'> {
  if (revocation.state !== 'unknown') return { revocation: 'good' }
  return { revocation: 'unknown', revocationGap: revocation.because }
}

import { X509Certificate } from 'node:crypto'
import type { RevocationGap } from '../../../src-shared/failure.ts'
import { type CertificateParts, certificateParts } from './certificate-parts.ts'
import { DerError } from './der.ts'

/** What is known about whether a certificate was revoked. */
export type Revocation =
  | { state: 'good'; by: 'ocsp' | 'crl' }
  | { state: 'revoked'; by: 'ocsp' | 'crl'; since: number | undefined }
  | { state: 'unknown'; because: RevocationGap }

/** A certificate and the one that signed it, with the parts that are compared. */
export interface Signed {
  parts: CertificateParts
  issuer: X509Certificate
  issuerParts: CertificateParts
}

/** Clocks differ a little; what was signed a moment ago must not be out of date for that. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

/** Undefined when the issuer did not sign the certificate, or one of them cannot be read. */
export function signedBy(raw: Uint8Array, issuerRaw: Uint8Array | undefined): Signed | undefined {
  if (issuerRaw === undefined) return undefined
  try {
    const issuer = new X509Certificate(issuerRaw)
    if (!new X509Certificate(raw).verify(issuer.publicKey)) return undefined
    return { parts: certificateParts(raw), issuer, issuerParts: certificateParts(issuerRaw) }
  } catch (cause) {
    if (cause instanceof DerError) return undefined
    // OpenSSL has reasons of its own not to read a certificate; the chain's verdict tells them.
    return undefined
  }
}

/** The answer that says most: a revocation counts whoever tells it, and silence only if nobody says anything else. */
export function joinRevocation(answers: readonly Revocation[]): Revocation {
  const found = (state: Revocation['state']) => answers.find((answer) => answer.state === state)
  const gap = answers.find((answer) => answer.state === 'unknown' && answer.because !== 'nothing-said')
  return found('revoked') ?? found('good') ?? gap ?? { state: 'unknown', because: 'nothing-said' }
}

/** Whether a statement of this time still counts, or does already. */
export function isCurrent(thisUpdate: number, nextUpdate: number | undefined, now: number): boolean {
  if (thisUpdate > now + CLOCK_TOLERANCE_MS) return false
  return nextUpdate === undefined || nextUpdate > now - CLOCK_TOLERANCE_MS
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

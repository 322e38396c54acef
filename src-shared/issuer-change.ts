import type { PresentedCertificate } from './certificate.ts'
import type { Failure } from './failure.ts'
import type { TrustedCertificate } from './trust-history.ts'

/**
 * A refused binding whose certificate comes from another issuer than the last one that this connection came up with: then
 * something in between is more likely than a broken server, and from whom to whom it changed is worth saying. Other failures,
 * and those of servers that were never reached before, stay as they are.
 */
export function withIssuerChange(
  failure: Failure,
  shown: Pick<PresentedCertificate, 'issuer'> | undefined,
  trusted: readonly Pick<TrustedCertificate, 'issuer'>[] = [],
): Failure {
  const before = trusted[0]?.issuer
  if (failure.code !== 'tls-inspected' && failure.code !== 'sstp-binding-refused') return failure
  const issuer = failure.code === 'tls-inspected' ? failure.issuer : shown?.issuer
  if (before === undefined || issuer === undefined || issuer === before) return failure
  return failure.code === 'tls-inspected' ? { ...failure, before } : { code: 'tls-inspected', issuer, before }
}

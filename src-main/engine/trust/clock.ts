import type { IdentityFailure } from '../../../src-shared/failure.ts'

/**
 * What is really wrong when a certificate is out of its time by our clock and within it by the server's. The server's is
 * told by whoever answered, so this is a hint for the user and never a reason to accept anything.
 */
export function clockFailure(
  refused: IdentityFailure,
  { validFrom, validTo }: { validFrom: string; validTo: string },
  now: number,
  serverAheadMs: number,
): IdentityFailure | undefined {
  if (refused.code !== 'certificate-expired' && refused.code !== 'certificate-not-yet-valid') return undefined
  const really = now + serverAheadMs
  if (really < Date.parse(validFrom) || really > Date.parse(validTo)) return undefined
  const [ours, theirs] = [new Date(now).toISOString(), new Date(really).toISOString()]
  return { code: 'clock-wrong', now: ours, really: theirs, by: 'server' }
}

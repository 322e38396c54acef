import type { Failure } from '../../../src-shared/failure.ts'
import type { EngineEvent } from '../messages.ts'
import type { TrustStore } from '../trust-store.ts'

/** What was seen of the server in one session. */
export interface SeenServer {
  /** Of the key in its certificate, as Node names it: `rsa`, `ec`, `ed25519`. */
  keyType: string
  issuer: string
  inspector?: string
}

/**
 * Runs a session, and once more when its binding was refused and the server showed a certificate that is not of RSA: a
 * server with two certificates binds to one of them, and that is nearly always the RSA one. The second time only RSA is
 * offered, and so it is for the rest of the tunnel. A refusal that stays, of a certificate that a product in between has
 * made, gets that product's name.
 */
export async function withRsaRetry(
  run: () => Promise<Failure | undefined>,
  trust: TrustStore,
  signal: AbortSignal,
  onEvent: (event: EngineEvent) => void,
): Promise<Failure | undefined> {
  const failure = await run()
  if (failure?.code !== 'sstp-binding-refused' || signal.aborted) return failure
  const seen = trust.seen
  if (seen === undefined) return failure
  if (seen.inspector !== undefined)
    return { code: 'tls-inspected', issuer: seen.issuer, inspector: seen.inspector }
  const refused: Failure = { ...failure, issuer: seen.issuer }
  if (seen.keyType === 'rsa' || trust.isRsaOnly) return refused
  const text = `the binding was refused with a certificate of kind ${seen.keyType}; trying once with RSA alone`
  onEvent({ type: 'log', level: 'warn', text })
  trust.offerRsaOnly()
  const second = await run()
  // A server that has no RSA certificate at all says less than the first refusal did.
  if (second?.code === 'tls-failed' || second?.code === 'tls-no-common-version') return refused
  return second?.code === 'sstp-binding-refused' ? { ...second, issuer: (trust.seen ?? seen).issuer } : second
}

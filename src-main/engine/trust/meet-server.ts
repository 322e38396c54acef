import { X509Certificate } from 'node:crypto'
import type tls from 'node:tls'
import type { Profile } from '../../../src-shared/profile.ts'
import { completeHandshake } from '../connect-tls.ts'
import { chainOf, distinguishedName } from '../server-identity.ts'
import type { TrustStore } from '../trust-store.ts'
import type { SeenServer } from './binding-retry.ts'
import {
  decideIdentity,
  type IdentityDecision,
  inspectorFor,
  type PresentedIdentity,
} from './decide-identity.ts'
import { fetchIntermediates } from './intermediates.ts'

export interface MeetOptions {
  profile: Profile
  trust: TrustStore
  /** Connects to the same place once more. */
  again: () => Promise<tls.TLSSocket>
  log: (text: string) => void
  signal: AbortSignal
}

/** A connection whose handshake is complete, and what was decided about the server at its other end. */
export interface Met {
  socket: tls.TLSSocket
  presented: PresentedIdentity
  decision: IdentityDecision
}

/**
 * Finishes the handshake and decides whether this is the right server. When certificates are missing in between, and the
 * profile lets them be fetched, the handshake is done once more with them: only TLS itself judges chains.
 */
export async function meetServer(first: tls.TLSSocket, options: MeetOptions): Promise<Met> {
  const { trust, again } = options
  const met = await meet(first, options)
  const missing = await missingCertificates(met, options)
  if (missing.length === 0) return met
  trust.addIntermediates(missing)
  first.destroy()
  return await meet(await again(), options)
}

async function meet(socket: tls.TLSSocket, { profile, trust, log, signal }: MeetOptions): Promise<Met> {
  const presented = await completeHandshake(socket, profile.server, signal)
  const decision = decideIdentity(presented, profile.identity, trust, new Date())
  trust.seen = seenServer(presented)
  const gap = decision.accepted ? decision.facts.revocationGap : undefined
  if (gap !== undefined) log(`nobody can tell whether the certificate was revoked (${gap})`)
  return { socket, presented, decision }
}

function seenServer({ certificate }: PresentedIdentity): SeenServer {
  const inspector = inspectorFor(certificate)
  return {
    keyType: new X509Certificate(certificate.raw).publicKey.asymmetricKeyType ?? '',
    issuer: distinguishedName(certificate.issuer),
    ...(inspector !== undefined && { inspector }),
  }
}

async function missingCertificates(
  { presented, decision }: Met,
  { profile, log, signal }: MeetOptions,
): Promise<Uint8Array[]> {
  const isUnknown = !decision.accepted && decision.failure.code === 'certificate-unknown-issuer'
  if (!isUnknown || !profile.identity.fetchIntermediates) return []
  if (profile.protection.killSwitch) {
    // The address is in a certificate that nobody vouches for yet, and the block lets nothing but the server through.
    log('a certificate is missing in between; it is not fetched past the kill switch')
    return []
  }
  const last = chainOf(presented.certificate).at(-1)
  return last === undefined ? [] : await fetchIntermediates(last.raw, signal, log)
}

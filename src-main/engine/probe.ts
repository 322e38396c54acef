import { randomUUID } from 'node:crypto'
import { type Failure, FailureError, type IdentityFailure } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { TunnelClient } from '../protocol/tunnel-client.ts'
import { type Dialled, dial } from './dialer.ts'
import { Driver } from './driver.ts'
import { Ladder } from './ladder.ts'
import type { EngineEvent } from './messages.ts'
import { nodeCrypto } from './node-crypto.ts'
import { Receiver } from './receiver.ts'
import { type CertificateFacts, certificateNames, describe, keyFingerprint } from './server-identity.ts'
import { clockFailure } from './trust/clock.ts'
import { inspectorFor } from './trust/decide-identity.ts'
import { createTrustStore } from './trust-store.ts'

/** What a server shows to anybody who asks, without signing in. Later fields are missing when an earlier rung failed. */
export interface ProbeReport {
  address?: string
  tls?: { version: string; cipher: string }
  certificate?: Omit<CertificateFacts, 'trust'> & {
    names: string[]
    validFrom: string
    keySha256: string
    /** The product that re-encrypts this connection, if the certificate says so. */
    inspector?: string
    /** Why the certificate would be refused; undefined when it is good. */
    refused?: IdentityFailure
  }
  /** Headers of the answer to the duplex post, lower-case names. */
  headers?: ReadonlyMap<string, string>
  /** Server's clock minus ours in milliseconds, from its Date header: right to about a second. */
  clockSkewMs?: number
  /** Bit mask of the crypto binding hashes that the server offers. */
  hashes?: number
  /** Where the ladder ended before Call Connect ACK. */
  failure?: Failure
}

/**
 * Climbs the ladder up to SSTP's Call Connect ACK, sends no credential, and ends the call in good order. An identity
 * that would be refused is reported, and the probe goes on, because nothing secret is at stake.
 */
export async function probe(profile: Profile, onEvent: (event: EngineEvent) => void): Promise<ProbeReport> {
  const report: ProbeReport = {}
  const ladder = new Ladder(onEvent)
  try {
    const receiver = new Receiver()
    const dialled = await dial({
      profile,
      trust: createTrustStore(profile.identity.ca, { legacyTls: profile.identity.legacyTls }),
      receive: receiver,
      ladder,
      signal: new AbortController().signal,
      tolerateIdentity: true,
    })
    describeDialled(dialled, report)
    const failure = await callAndHangUp(dialled, receiver, ladder, report)
    judgeClock(report)
    if (failure !== undefined) throw new FailureError(failure)
  } catch (cause) {
    ladder.fail()
    report.failure =
      cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) }
  }
  return report
}

function describeDialled({ address, tlsVersion, cipher, presented, decision }: Dialled, report: ProbeReport) {
  const { certificate } = presented
  const { trust: _, ...facts } = decision.accepted ? decision.facts : describe(certificate, 'system')
  const inspector = inspectorFor(certificate)
  report.address = address
  report.tls = { version: tlsVersion, cipher }
  report.certificate = {
    ...facts,
    names: certificateNames(certificate),
    validFrom: new Date(certificate.valid_from).toISOString(),
    keySha256: keyFingerprint(certificate),
    ...(inspector !== undefined && { inspector }),
    ...(!decision.accepted && { refused: decision.failure }),
  }
}

function callAndHangUp(
  dialled: Dialled,
  receiver: Receiver,
  ladder: Ladder,
  report: ProbeReport,
): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    const client = new TunnelClient({
      crypto: nodeCrypto,
      host: dialled.profile.identity.sni || dialled.profile.server.host,
      port: dialled.profile.server.port,
      correlationId: randomUUID(),
      query: dialled.profile.link.query,
      leafCertificate: dialled.leaf,
      serverVerified: dialled.decision.accepted,
      credentials: { user: '', password: '' },
      methods: [],
      mru: 1500,
      requestDns: false,
      onPacket: () => undefined,
      stopAfter: 'call-connect-ack',
    })
    const driver = new Driver({
      client,
      socket: dialled.socket,
      receiver,
      onChunkDone: () => undefined,
      onEvent: (event) => {
        switch (event.type) {
          case 'rung-start':
            ladder.start(event.rung)
            return
          case 'rung-end':
            ladder.end(event.rung, event.detail)
            return
          case 'http-accepted':
            report.headers = event.headers
            report.clockSkewMs = clockSkew(event.headers.get('date'))
            return
          case 'call-acknowledged':
            report.hashes = event.hashes
            return
          case 'closed':
            resolve(report.hashes === undefined ? event.failure : undefined)
        }
      },
    })
    driver.start()
  })
}

/** The server's clock may tell that the certificate is good and ours is wrong. */
function judgeClock({ certificate, clockSkewMs }: ProbeReport): void {
  if (certificate?.refused === undefined || clockSkewMs === undefined) return
  const { refused, validFrom, validTo } = certificate
  const clock = clockFailure(refused, { validFrom, validTo }, Date.now(), clockSkewMs)
  if (clock !== undefined) certificate.refused = clock
}

function clockSkew(date: string | undefined): number | undefined {
  const server = Date.parse(date ?? '')
  return Number.isNaN(server) ? undefined : server - Date.now()
}

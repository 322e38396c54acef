import type { Failure, RevocationGap } from './failure.ts'
import type { Rung } from './ladder.ts'

/** What is known about a connection that is up; the details panel and the CLI show all of it. */
export interface ConnectionFacts {
  device: string
  /** Our IPv4 address inside the tunnel. */
  address: string
  /** Our IPv6 address inside the tunnel, when the server has IPv6. */
  address6?: string
  /** The server's address inside the tunnel, when it told one. */
  peer?: string
  /** DNS servers in use through the tunnel. */
  dns: string[]
  mtu: number
  /** The server as dialled, and the address that answered. */
  server: string
  serverAddress: string
  /** The proxy in between, never with a password; `serverAddress` is its address then. */
  proxy?: string
  tlsVersion: string
  cipher: string
  auth: string
  /** Hash of the crypto binding. */
  binding: 'sha-1' | 'sha-256'
  /** The sign-in gave no key to bind with, so that only the certificate ties the server to its name. */
  bindingKeyless?: true
  certificate: {
    subject: string
    issuer: string
    validTo: string
    sha256: string
    trust: 'system' | 'profile-ca' | 'pin'
    /** Whether its authority has revoked it; missing when nobody was to look. */
    revocation?: 'good' | 'unknown'
    /** Why that is unknown. */
    revocationGap?: RevocationGap
  }
  routes: string[]
  /** Whether names are asked for inside the tunnel; missing when that cannot be told. */
  dnsThroughTunnel?: boolean
}

/** The one state of a tunnel. Each variant has only the fields that mean something in it. */
export type TunnelState =
  | { state: 'disconnected' }
  | { state: 'connecting'; rung: Rung; attempt: number }
  | ({ state: 'connected' } & ConnectionFacts)
  | { state: 'reconnecting'; attempt: number; retryInMs: number; failure: Failure }
  /** There is no way to the server; the failure says what that looked like, and no attempt is counted. */
  | { state: 'waiting-for-network'; failure: Failure }
  /** A sign-in page stands between this computer and the server: its address, and until when (seconds) it was let through. */
  | { state: 'captive-portal'; url?: string; openFor?: number }
  | { state: 'disconnecting' }
  | { state: 'failed'; failure: Failure }
  /** The tunnel has failed for good, and its kill switch leaves this computer blocked. */
  | { state: 'blocked'; because: 'connection-lost' | 'crash'; failure: Failure }

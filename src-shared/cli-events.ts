import type { FailureCode } from './failure.ts'
import type { RungReport } from './ladder.ts'
import type { RouteNote } from './route-preview.ts'
import type { TunnelStats } from './stats.ts'
import type { ConnectionFacts, TunnelState } from './tunnel-state.ts'

/** A state as a script sees it: a failure is a code and a title. */
type ScriptState<State> = State extends { failure: unknown }
  ? Omit<State, 'failure'> & { code: FailureCode; title: string }
  : State

/** One line of `culvert … --json`. `cli-events-schema` describes the same as JSON Schema. */
export type CliEvent =
  | ({ type: 'state' } & ScriptState<TunnelState>)
  | ({ type: 'ladder' } & RungReport)
  | ({ type: 'facts' } & ConnectionFacts)
  | ({ type: 'stats' } & Omit<TunnelStats, 'at'>)
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; text: string }
  | { type: 'error'; code: FailureCode; title: string; cause: string; remedy: string }
  | { type: 'report'; report: DoctorReport }
  | { type: 'routes'; notes: (RouteNote & { text: string })[] }

/** What `culvert doctor` found. Parts are missing when an earlier rung failed. */
export interface DoctorReport {
  server: string
  address?: string
  tls?: { version: string; cipher: string }
  certificate?: {
    subject: string
    issuer: string
    names: string[]
    validFrom: string
    validTo: string
    sha256: string
    /** Of its public key. */
    keySha256: string
    /** Whether its authority has revoked it, as far as that can be told. */
    revocation?: 'good' | 'unknown'
    /** A product that re-encrypts the connection and made the certificate. */
    inspector?: string
    accepted: boolean
  }
  serverHeader?: string
  clockSkewSeconds?: number
  hashes?: string[]
  likelyServer?: string
  proxy?: string
  /** What the administrator should get when something is wrong: one text without secrets. */
  forAdministrator?: string
}

import type { Failure } from './failure.ts'

/** What happens to a tunnel that the reconnect policy has to know of. Times are monotonic milliseconds. */
export type ReconnectInput =
  /** The user wants a connection. `route`: there is a way to the server. */
  | { type: 'begin'; route: boolean }
  /** An attempt, or the connection that it became, is over. */
  | {
      type: 'ended'
      failure: Failure
      /** How long the connection was up; missing when it never was. */
      upForMs?: number
      route: boolean
      /** A sign-in page stood between us and the server. */
      portal?: boolean
    }
  /** The pause that the policy asked for is over. */
  | { type: 'timeout' }
  /** The user does not want to wait. */
  | { type: 'try-now' }
  | { type: 'woke-up' }
  | { type: 'network-changed'; route: boolean }

/** What to do now. */
export type ReconnectStep =
  | { do: 'dial'; attempt: number }
  | { do: 'pause'; ms: number; attempt: number }
  | { do: 'wait-for-network' }
  /** As a pause; what is waited for is that somebody signs in. */
  | { do: 'wait-for-portal'; ms: number }
  | { do: 'give-up' }

/** Decides when a tunnel dials. It is injected, because the engine carries decisions out and takes none. */
export interface Reconnector {
  next(input: ReconnectInput, now: number): ReconnectStep
}

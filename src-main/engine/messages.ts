import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import type { Credentials } from '../../src-shared/credentials.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { RungReport } from '../../src-shared/ladder.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import type { ConnectionFacts, TunnelState } from '../../src-shared/tunnel-state.ts'

/** Everything that the engine reports, in order. The CLI prints it, the app's worker posts it. */
export type EngineEvent =
  | { type: 'state'; state: TunnelState }
  | { type: 'rung-start'; rung: RungReport['rung'] }
  | { type: 'ladder'; report: RungReport }
  | { type: 'stats'; stats: TunnelStats }
  /** More is known about the connection that is up, such as its IPv6 address; these facts replace the earlier ones. */
  | { type: 'facts'; facts: ConnectionFacts }
  /** The server's identity was refused; the failure of the same attempt follows. */
  | { type: 'identity-refused'; certificate: PresentedCertificate }
  /** The identity was accepted, and what was shown. */
  | { type: 'identity-accepted'; certificate: PresentedCertificate }
  /** An expired password was changed: `credentials.newPassword` is the password from now on. */
  | { type: 'password-changed' }
  /**
   * The server takes a binding with a key of zeros, or takes it no more: what a later run should know of this profile, so
   * that it need not be refused first. A hint, and no secret.
   */
  | { type: 'zero-key'; works: boolean }
  /** The server has not answered for this long, although it should have; undefined when it answers again. */
  | { type: 'silent'; seconds: number | undefined }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; text: string }

/** What the main process tells the engine's worker. `run` numbers the tunnels, so that late news of an old one is seen. */
export type EngineCommand =
  | {
      type: 'connect'
      run: number
      profile: Profile
      /** Crosses here once and is kept nowhere but in the tunnel that it is for. */
      credentials: Credentials
      /** What the last `zero-key` of this profile said. */
      zeroKey?: boolean
      /** False when nobody may be asked again: the connection then ends at its first loss. */
      reconnect: boolean
    }
  | { type: 'disconnect' }
  /** Ends the pause before the next attempt. */
  | { type: 'retry-now' }
  /** Ends the current session, as if it had been lost, and begins the next at once. */
  | { type: 'restart-session' }
  /** What the engine cannot see by itself, or not as soon. */
  | { type: 'hint'; about: 'woke-up' | 'network-changed' }
  /** Lets the user reach the page that he has to sign in on, for a while. */
  | { type: 'open-portal' }

/** What the worker tells the main process. */
export type EngineMessage =
  | { type: 'ready' }
  | { type: 'event'; run: number; event: EngineEvent }
  /** The tunnel is over and the network restored; with the reason unless the user ended it. */
  | { type: 'ended'; run: number; failure: Failure | undefined }

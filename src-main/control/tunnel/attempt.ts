import type { PresentedCertificate } from '../../../src-shared/certificate.ts'
import type { Credentials } from '../../../src-shared/credentials.ts'
import type { RungReport } from '../../../src-shared/ladder.ts'

/** What the controller remembers of the connection that it is making or keeping, until it is over. */
export interface Attempt {
  /** Numbers the engine's tunnel; 0 before it was asked to dial. */
  run: number
  profileId: string
  /** Milliseconds since 1970. */
  since: number
  credentials: Credentials
  /** Keep the password in the keychain once the server has accepted it. */
  remember: boolean
  /** The server has refused this many passwords. */
  refusals: number
  /** A certificate that is trusted for this connection alone. */
  trustedOnce?: string
  /** What the server showed last. */
  certificate?: PresentedCertificate
  /** What the engine found out about the server's binding, to be kept for later runs. */
  zeroKey?: boolean
  ladder: readonly RungReport[]
  /** When it came up for the first time. */
  connectedSince?: number
  /** It ended for good, and its kill switch still blocks this computer. */
  blocked?: true
  /** When it was lost; absent while it is up. */
  lostAt?: number
}

export function newAttempt(profileId: string, since: number): Attempt {
  return {
    run: 0,
    profileId,
    since,
    credentials: { user: '', password: '' },
    remember: false,
    refusals: 0,
    ladder: [],
  }
}

import type { AuthServerRefusal } from './eap/tls-stream.ts'
import type { Rung } from './ladder.ts'
import type { AddressTrouble, LinkTrouble } from './ppp/link-trouble.ts'

/**
 * Everything that the protocol core can fail with. It is structurally a subset of the shared `Failure` union, so the
 * engine passes it on without a mapping, and the compiler notices when the two drift apart.
 */
export type ProtocolFailure =
  | { code: 'http-not-http'; beginning: string }
  | { code: 'http-head-too-long'; limit: number }
  | { code: 'http-web-server'; status: number; server?: string }
  | { code: 'http-wrong-path'; status: number; server?: string }
  | { code: 'http-redirect'; status: number; location: string }
  | { code: 'http-forbidden'; status: number }
  | { code: 'http-proxy-sign-in'; status: number }
  | { code: 'http-server-full'; status: number }
  | { code: 'http-status'; status: number; reason: string }
  | { code: 'sstp-framing-lost' }
  | { code: 'sstp-call-refused'; status?: number }
  | { code: 'sstp-aborted'; status?: number; attribute?: number }
  | { code: 'sstp-binding-refused'; status?: number }
  | { code: 'sstp-no-common-hash'; offered: number }
  | { code: 'sstp-unexpected-message'; message: string; state: string }
  | { code: 'link-not-agreed'; because: LinkTrouble }
  | { code: 'link-terminated'; reason: string }
  | {
      code: 'sign-in-refused'
      error?: number
      message: string
      attemptsAllowed: boolean
      tooLong?: 'user' | 'password'
    }
  | { code: 'account-disabled'; message: string }
  | { code: 'account-hours'; message: string }
  | { code: 'account-no-dial-in'; message: string }
  | { code: 'password-expired'; message: string; changeable?: true }
  | { code: 'password-change-refused'; message: string }
  | { code: 'one-time-code-needed' }
  | { code: 'auth-server-not-trusted'; because: AuthServerRefusal }
  | { code: 'auth-server-tls-failed'; detail: string }
  | { code: 'client-certificate-refused'; detail: string }
  | { code: 'no-common-method'; offered: string[]; accepted: string[] }
  | { code: 'pap-needs-verified-server' }
  | { code: 'server-not-authentic' }
  | { code: 'address-refused'; because: AddressTrouble; detail: string }
  | { code: 'address-none' }
  | { code: 'timeout'; rung: Rung; seconds: number }
  | { code: 'connection-lost'; detail: string }
  | { code: 'connection-silent'; seconds: number }
  | { code: 'server-ended'; reason: string }

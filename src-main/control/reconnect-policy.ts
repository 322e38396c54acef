import type { Failure } from '../../src-shared/failure.ts'
import type { Reconnector } from '../../src-shared/reconnect.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import { ReconnectMachine } from './reconnect-machine.ts'

/** Milliseconds. */
const DELAY = {
  /** Upper end of the wait before the second attempt; doubles with each further one. */
  FIRST: 1_000,
  MAX: 60_000,
  /** A server without a free place is not helped by clients that knock every second. */
  BUSY: 30_000,
} as const

/**
 * Milliseconds until the next attempt after this failure; undefined when trying again by itself is no use, or does
 * harm: a repeated wrong password locks accounts.
 *
 * @param attempt failed attempts since the last connection that was up; 0 when such a connection has just ended
 * @param random from 0 to 1; it keeps a thousand clients of a restarted server from coming back in the same second
 */
export function reconnectDelay(failure: Failure, attempt: number, random: number): number | undefined {
  switch (failure.code) {
    case 'name-lookup-failed':
    case 'tcp-refused':
    case 'tcp-unreachable':
    case 'tcp-failed':
    case 'proxy-unreachable':
    case 'proxy-cannot-reach':
    case 'proxy-script-failed':
    case 'tls-failed':
    case 'sstp-framing-lost':
    case 'sstp-aborted':
    case 'sstp-unexpected-message':
    case 'link-terminated':
    case 'timeout':
    case 'connection-lost':
    case 'connection-silent':
    case 'server-ended':
      return growing(attempt, random)

    // The server is there but has no room; that changes when somebody leaves.
    case 'http-server-full':
    case 'address-none':
      return DELAY.BUSY + (DELAY.MAX - DELAY.BUSY) * random

    // 5xx passes; the others are about what we ask for, and that stays the same.
    case 'http-status':
      return failure.status >= 500 ? DELAY.BUSY + (DELAY.MAX - DELAY.BUSY) * random : undefined

    // What a proxy wants or allows stays the same, and passwords that are tried again and again lock accounts there, too.
    case 'proxy-tls-failed':
    case 'proxy-sign-in-needed':
    case 'proxy-sign-in-refused':
    case 'proxy-method-not-supported':
    case 'proxy-forbids':
    case 'proxy-nonsense':
    case 'proxy-settings-unusable':
      return undefined

    // Wrong address, or nothing that we could talk to.
    case 'name-not-found':
    case 'tls-not-tls':
    case 'tls-no-common-version':
    case 'http-not-http':
    case 'http-head-too-long':
    case 'http-web-server':
    case 'http-wrong-path':
    case 'http-redirect':
    case 'http-forbidden':
    case 'http-proxy-sign-in':
    case 'sstp-call-refused':
    case 'sstp-no-common-hash':
    case 'link-not-agreed':
    case 'address-refused':
      return undefined

    // Not the server that the user means, or somebody in between.
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
    case 'certificate-expired':
    case 'certificate-not-yet-valid':
    case 'certificate-wrong-name':
    case 'certificate-wrong-purpose':
    case 'certificate-pin-mismatch':
    case 'certificate-rejected':
    case 'certificate-inspected':
    case 'certificate-revoked':
    case 'certificate-revocation-unknown':
    case 'clock-wrong':
    case 'tls-inspected':
    case 'sstp-binding-refused':
    case 'pap-needs-verified-server':
    case 'server-not-authentic':
    case 'auth-server-not-trusted':
    case 'auth-server-tls-failed':
      return undefined

    // Only the user or an administrator can change these.
    case 'sign-in-refused':
    case 'account-disabled':
    case 'account-hours':
    case 'account-no-dial-in':
    case 'password-expired':
    case 'password-change-refused':
    case 'one-time-code-needed':
    case 'client-certificate-refused':
    case 'client-certificate-unusable':
    case 'no-common-method':
    case 'method-not-supported':
    case 'helper-missing':
    case 'helper-refused':
    case 'helper-failed':
    case 'helper-lost':
    case 'helper-not-installed':
    case 'blocked':
    case 'block-failed':
    case 'unblock-failed':
    case 'tun-unavailable':
    case 'tun-busy':
    case 'tun-failed':
    case 'profile-not-found':
    case 'profile-ambiguous':
    case 'profile-unreadable':
    case 'profile-malformed':
    case 'store-unreadable':
    case 'store-unwritable':
    case 'store-too-new':
    case 'import-not-a-connection':
    case 'import-too-large':
    case 'import-too-many':
    case 'import-malformed':
    case 'import-no-sstp':
    case 'keychain-unavailable':
    case 'keychain-locked':
    case 'keychain-failed':
    case 'engine-crashed':
    case 'usage':
    case 'cancelled':
      return undefined

    // What a mistake of ours ended while it was up may well work anew; one in the way of connecting would only be made again.
    case 'internal':
      return attempt === 0 ? growing(attempt, random) : undefined
    default:
      return unreachable(failure)
  }
}

/** The policy of a tunnel. `wanted`: whether anything is to be tried a second time. */
export function reconnectPolicy(wanted: boolean): Reconnector {
  return new ReconnectMachine({
    wanted: wanted ? 'after-success' : 'never',
    delay: (failure, attempt) => reconnectDelay(failure, attempt, Math.random()),
  })
}

/** Exponential with jitter over the upper half: 0.5–1 s, 1–2 s, 2–4 s, … 30–60 s. */
function growing(attempt: number, random: number): number {
  const ceiling = Math.min(DELAY.MAX, DELAY.FIRST * 2 ** attempt)
  return (ceiling * (1 + random)) / 2
}

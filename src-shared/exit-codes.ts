import type { Failure } from './failure.ts'
import { unreachable } from './unreachable.ts'

/** What a process ends with, one number for each class of failures. The numbers are stable: scripts depend on them. */
export const EXIT_CODE = {
  INTERNAL: 1,
  USAGE: 2,
  PROFILE: 3,
  NAME: 10,
  TCP: 11,
  TLS: 12,
  IDENTITY: 13,
  HTTP: 14,
  SIGN_IN_REFUSED: 15,
  ACCOUNT_RESTRICTED: 16,
  NO_SAFE_METHOD: 17,
  NO_ADDRESS: 18,
  CALL: 19,
  HELPER: 20,
  THIS_COMPUTER: 21,
  CONNECTION_ENDED: 22,
  TIMEOUT: 23,
  BLOCKED: 24,
  /** 128 + SIGINT, as shells report it. */
  CANCELLED: 130,
} as const

/** The exit code of a command that ended with this failure; docs/cli.md lists them. */
export function exitCodeFor(failure: Failure): number {
  switch (failure.code) {
    case 'internal':
    case 'engine-crashed':
      return EXIT_CODE.INTERNAL
    case 'usage':
      return EXIT_CODE.USAGE
    case 'profile-not-found':
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
      return EXIT_CODE.PROFILE
    case 'name-not-found':
    case 'name-lookup-failed':
      return EXIT_CODE.NAME
    case 'tcp-refused':
    case 'tcp-unreachable':
    case 'tcp-failed':
      return EXIT_CODE.TCP
    case 'tls-not-tls':
    case 'tls-no-common-version':
    case 'tls-failed':
      return EXIT_CODE.TLS
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
    case 'certificate-expired':
    case 'certificate-not-yet-valid':
    case 'certificate-wrong-name':
    case 'certificate-wrong-purpose':
    case 'certificate-pin-mismatch':
    case 'certificate-rejected':
      return EXIT_CODE.IDENTITY
    case 'http-not-http':
    case 'http-head-too-long':
    case 'http-web-server':
    case 'http-wrong-path':
    case 'http-redirect':
    case 'http-forbidden':
    case 'http-proxy-sign-in':
    case 'http-server-full':
    case 'http-status':
      return EXIT_CODE.HTTP
    case 'sign-in-refused':
      return EXIT_CODE.SIGN_IN_REFUSED
    case 'account-disabled':
    case 'account-hours':
    case 'account-no-dial-in':
    case 'password-expired':
      return EXIT_CODE.ACCOUNT_RESTRICTED
    case 'no-common-method':
    case 'method-not-supported':
    case 'pap-needs-verified-server':
    case 'server-not-authentic':
      return EXIT_CODE.NO_SAFE_METHOD
    case 'address-refused':
    case 'address-none':
      return EXIT_CODE.NO_ADDRESS
    case 'sstp-framing-lost':
    case 'sstp-call-refused':
    case 'sstp-aborted':
    case 'sstp-binding-refused':
    case 'sstp-no-common-hash':
    case 'sstp-unexpected-message':
    case 'link-not-agreed':
      return EXIT_CODE.CALL
    case 'helper-missing':
    case 'helper-refused':
    case 'helper-failed':
    case 'helper-lost':
    case 'block-failed':
    case 'unblock-failed':
      return EXIT_CODE.HELPER
    case 'tun-unavailable':
    case 'tun-busy':
    case 'tun-failed':
    case 'keychain-unavailable':
    case 'keychain-locked':
    case 'keychain-failed':
      return EXIT_CODE.THIS_COMPUTER
    case 'link-terminated':
    case 'connection-lost':
    case 'connection-silent':
    case 'server-ended':
      return EXIT_CODE.CONNECTION_ENDED
    case 'blocked':
      return EXIT_CODE.BLOCKED
    case 'timeout':
      return EXIT_CODE.TIMEOUT
    case 'cancelled':
      return EXIT_CODE.CANCELLED
    default:
      return unreachable(failure)
  }
}

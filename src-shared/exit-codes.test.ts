import { expect, it } from 'vitest'
import { EXIT_CODE, exitCodeFor } from './exit-codes.ts'
import type { Failure } from './failure.ts'
import { ONE_OF_EACH } from './failure-examples.ts'

it('gives each class of failures one number', () => {
  const classes = new Map<number, string[]>()
  for (const failure of Object.values<Failure>(ONE_OF_EACH)) {
    const exitCode = exitCodeFor(failure)
    classes.set(exitCode, [...(classes.get(exitCode) ?? []), failure.code])
  }
  const lines = [...classes]
    .sort(([a], [b]) => a - b)
    .map(([exitCode, codes]) => `${exitCode} ${codes.join(' ')}`)
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    1 engine-crashed internal
    2 profile-ambiguous usage
    3 profile-not-found profile-unreadable profile-malformed store-unreadable store-unwritable store-too-new import-not-a-connection import-too-large import-too-many import-malformed import-no-sstp
    10 name-not-found name-lookup-failed
    11 tcp-refused tcp-unreachable tcp-failed
    12 tls-not-tls tls-no-common-version tls-failed
    13 certificate-self-signed certificate-unknown-issuer certificate-expired certificate-not-yet-valid certificate-wrong-name certificate-wrong-purpose certificate-pin-mismatch certificate-rejected certificate-inspected certificate-revoked certificate-revocation-unknown clock-wrong tls-inspected
    14 http-not-http http-head-too-long http-web-server http-wrong-path http-redirect http-forbidden http-proxy-sign-in http-server-full http-status
    15 sign-in-refused client-certificate-refused client-certificate-unusable
    16 account-disabled account-hours account-no-dial-in password-expired password-change-refused one-time-code-needed
    17 auth-server-not-trusted auth-server-tls-failed no-common-method method-not-supported pap-needs-verified-server server-not-authentic
    18 address-refused address-none
    19 sstp-framing-lost sstp-call-refused sstp-aborted sstp-binding-refused sstp-no-common-hash sstp-unexpected-message link-not-agreed
    20 helper-missing helper-refused helper-failed helper-lost helper-not-installed block-failed unblock-failed
    21 tun-unavailable tun-busy tun-failed keychain-unavailable keychain-locked keychain-failed
    22 link-terminated connection-lost connection-silent server-ended
    23 timeout
    24 blocked
    25 proxy-unreachable proxy-tls-failed proxy-sign-in-needed proxy-sign-in-refused proxy-method-not-supported proxy-forbids proxy-cannot-reach proxy-nonsense proxy-script-failed proxy-settings-unusable
    130 cancelled
    "
  `)
  expect([...classes.keys()].sort()).toEqual(Object.values(EXIT_CODE).sort())
})

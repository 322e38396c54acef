import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('certificate-self-signed', () =>
    expect(said(ONE_OF_EACH['certificate-self-signed'])).toMatchInlineSnapshot(`
    "The server's identity can't be checked
    Its certificate ("vpn") is signed by itself, so nobody whom this computer trusts vouches for it. Your password was not sent.
    Ask the administrator, on another way than this connection, whether the certificate's SHA-256 fingerprint is the one below. If it is, put this line under [identity] in the profile:
    pin-sha256 = ["3c4f0e9d6a2b81f7c5d0e3a9b8472615fedcba98765432100123456789abcdef"]"
  `))

  it('certificate-unknown-issuer', () =>
    expect(said(ONE_OF_EACH['certificate-unknown-issuer'])).toMatchInlineSnapshot(`
    "The server's identity can't be checked
    Its certificate is signed by "Corp CA", which this computer doesn't know, or the server does not send the certificates in between. Your password was not sent.
    If your organisation runs its own authority, get that authority's certificate from the administrator and put it under [identity] in the profile as "ca". To trust this one certificate only, confirm its SHA-256 fingerprint with the administrator and put this line there:
    pin-sha256 = ["3c4f0e9d6a2b81f7c5d0e3a9b8472615fedcba98765432100123456789abcdef"]"
  `))

  it('certificate-expired', () =>
    expect(said(ONE_OF_EACH['certificate-expired'])).toMatchInlineSnapshot(`
    "The server's certificate expired on 2026-03-01
    It was valid until 2026-03-01 12:00 UTC; this computer's clock says 2026-03-04 08:15 UTC. Your password was not sent.
    If this clock is wrong, set it and try again. If it is right, the administrator has to renew the certificate."
  `))

  it('certificate-not-yet-valid', () =>
    expect(said(ONE_OF_EACH['certificate-not-yet-valid'])).toMatchInlineSnapshot(`
    "The server's certificate is only valid from 2026-03-01
    Its time begins at 2026-03-01 12:00 UTC, but this computer's clock says 1970-01-01 00:03 UTC. Your password was not sent.
    Most likely this computer's clock is behind: set date, time and time zone, then try again. If the clock is right, tell the administrator."
  `))

  it('certificate-wrong-name', () =>
    expect(said(ONE_OF_EACH['certificate-wrong-name'])).toMatchInlineSnapshot(`
    "The server doesn't prove that it is vpn.example.com
    Its certificate is made out for www.example.com, example.com. Either the server goes by another name, or this is not your server. Your password was not sent.
    If one of those names is right for your server, use it as "server", or put it under [identity] in the profile as "verify-name". If you don't recognise them, don't connect, and ask the administrator."
  `))

  it('certificate-wrong-purpose', () =>
    expect(said(ONE_OF_EACH['certificate-wrong-purpose'])).toMatchInlineSnapshot(`
    "The server's certificate is not made for servers
    The certificate of "anna@example.com" does not say that it may identify a server ("Server Authentication"). Your password was not sent.
    The administrator has to give the server a certificate for server authentication. Until then there is no safe way to connect."
  `))

  it('certificate-pin-mismatch', () =>
    expect(said(ONE_OF_EACH['certificate-pin-mismatch'])).toMatchInlineSnapshot(`
    "This is not the certificate that you pinned
    The server shows a certificate with another SHA-256 fingerprint than the profile allows. Either it was renewed, or somebody stands between you and the server. Your password was not sent.
    Pinned: 3c4f0e9d6a2b81f7c5d0e3a9b8472615fedcba98765432100123456789abcdef
    Shown:  a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90
    Ask the administrator, on another way than this connection, whether the certificate was renewed. Only if the new fingerprint is theirs, replace the line under [identity] in the profile by:
    pin-sha256 = ["a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90"]"
  `))

  it('certificate-rejected', () =>
    expect(said(ONE_OF_EACH['certificate-rejected'])).toMatchInlineSnapshot(`
    "The server's certificate was not accepted
    The check ended with: the certificate was revoked by its authority (CERT_REVOKED). Your password was not sent.
    Send this text to the administrator of the server. If the profile has a "ca" of its own, check that it is complete and the right one."
  `))
})

import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('sstp-framing-lost', () =>
    expect(said(ONE_OF_EACH['sstp-framing-lost'])).toMatchInlineSnapshot(`
    "The connection became unreadable
    What came from the server stopped being SSTP in the middle. A program in between may change the data, or the server has a fault.
    Connect again. If it happens again, try another network; if it stays, tell the administrator."
  `))

  it('sstp-call-refused', () =>
    expect(said(ONE_OF_EACH['sstp-call-refused'])).toMatchInlineSnapshot(`
    "The server refused the call
    It speaks SSTP but did not accept the request for a tunnel. The server says that it does not accept a value in our message (VALUE_NOT_SUPPORTED).
    Ask the administrator to look into the log of the server at this moment; send this text along. The password has nothing to do with it: it was not asked for yet."
  `))

  it('sstp-aborted', () =>
    expect(said(ONE_OF_EACH['sstp-aborted'])).toMatchInlineSnapshot(`
    "The server broke the call off
    The server says that our message came at a moment when it expected another (UNACCEPTED_FRAME_RECEIVED).
    Try again. If it happens again, send this text to the administrator; the log of the server should say more."
  `))

  it('sstp-binding-refused', () =>
    expect(said(ONE_OF_EACH['sstp-binding-refused'])).toMatchInlineSnapshot(`
    "Something between you and the server re-encrypts the connection
    You are signed in, but the server did not accept the proof that its TLS connection and yours are the same one (the crypto binding). The server says that it does not accept a value in our message (VALUE_NOT_SUPPORTED).
    On a network or computer with TLS inspection (company firewall, antivirus), have the VPN server exempted from it, or use another network. If a load balancer or reverse proxy ends TLS in front of the server, the administrator has to give the VPN server the same certificate, or pass TLS through."
  `))

  it('sstp-no-common-hash', () =>
    expect(said(ONE_OF_EACH['sstp-no-common-hash'])).toMatchInlineSnapshot(`
    "The server offers no hash that Culvert knows
    To bind the sign-in to the TLS connection both sides need SHA-256 or SHA-1. The server offers neither (its choice is 0x04).
    Ask the administrator to update the VPN server, and send this text along."
  `))

  it('sstp-unexpected-message', () =>
    expect(said(ONE_OF_EACH['sstp-unexpected-message'])).toMatchInlineSnapshot(`
    "The server sent a message out of turn
    It sent CALL_CONNECT_ACK while the call was in the state "connected", where no server may.
    Try again. If it happens again, send this text to the administrator; the log of the server should say more."
  `))

  it.each([
    [0x00, 'no error (NO_ERROR)'],
    [0x01, 'twice (DUPLICATE_ATTRIBUTE)'],
    [0x02, 'does not know a part of our message (UNRECOGNIZED_ATTRIBUTE)'],
    [0x03, 'wrong length (INVALID_ATTRIB_VALUE_LENGTH)'],
    [0x04, 'does not accept a value in our message (VALUE_NOT_SUPPORTED)'],
    [0x05, 'when it expected another (UNACCEPTED_FRAME_RECEIVED)'],
    [0x06, 'tried too often (RETRY_COUNT_EXCEEDED)'],
    [0x07, 'some servers say this whatever the reason (INVALID_FRAME_RECEIVED)'],
    [0x08, 'the sign-in took too long (NEGOTIATION_TIMEOUT)'],
    [0x09, 'does not belong there (ATTRIB_NOT_SUPPORTED_IN_MSG)'],
    [0x0a, 'is missing (REQUIRED_ATTRIBUTE_MISSING)'],
    [0x0b, 'does not belong into our message (STATUS_INFO_NOT_SUPPORTED_IN_MSG)'],
    [0x63, 'the reason 99, which the standard does not know'],
    [undefined, 'The server gave no reason'],
  ])('names the status %s of an abort', (status, words) => {
    const failure: Failure =
      status === undefined ? { code: 'sstp-aborted' } : { code: 'sstp-aborted', status }
    expect(describeFailure(failure).cause).toContain(words)
  })

  it('says what an abort is about', () =>
    expect(describeFailure({ code: 'sstp-aborted', status: 4, attribute: 1 }).cause).toContain('(PPP)'))
})

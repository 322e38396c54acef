import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('connection-lost', () =>
    expect(said(ONE_OF_EACH['connection-lost'])).toMatchInlineSnapshot(`
    "Connection lost
    The connection to the server broke: the other side cut the connection off (ECONNRESET).
    Check that this computer is online, then connect again. With "reconnect = true" in the profile Culvert does that by itself."
  `))

  it('connection-silent', () =>
    expect(said(ONE_OF_EACH['connection-silent'])).toMatchInlineSnapshot(`
    "Connection lost: the server no longer answers
    Nothing came from the server for 30 s, although Culvert asked. The network is gone, or the server is.
    Check that this computer is online, then connect again. If it happens after quiet times only, a firewall on the way may drop quiet connections: tell the administrator."
  `))

  it('server-ended', () =>
    expect(said(ONE_OF_EACH['server-ended'])).toMatchInlineSnapshot(`
    "The server ended the connection
    It closed the connection in good order and gave no reason. Usual ones: a limit on idle time or on the length of a session, an administrator, a restart.
    Connect again. If it always ends after the same time, ask the administrator about the limits for sessions."
  `))

  it('timeout of the rung name', () =>
    expect(said({ code: 'timeout', rung: 'name', seconds: 15 })).toMatchInlineSnapshot(`
      "The server's name could not be looked up in time
      DNS, which translates names into addresses, did not answer within 15 s.
      Check that this computer is online: open a web page. On a public Wi-Fi you may have to sign in to it first."
    `))

  it('timeout of the rung tcp', () =>
    expect(said({ code: 'timeout', rung: 'tcp', seconds: 15 })).toMatchInlineSnapshot(`
      "The server is not answering
      Nothing came back from its address within 15 s: the server is off, the address is wrong, or a firewall drops the connection without a word.
      Check the server's name and port, and that this computer is online. Try another network: some block ports other than 443. Then ask the administrator whether the server is up."
    `))

  it('timeout of the rung tls', () =>
    expect(said({ code: 'timeout', rung: 'tls', seconds: 15 })).toMatchInlineSnapshot(`
      "The server took the connection and then said nothing
      The encryption (TLS) was not agreed on within 15 s. The port may belong to another service, or a firewall on the way holds the data back.
      Check the port, try another network, and try again later; the server may be overloaded."
    `))

  it('timeout of the rung sstp', () =>
    expect(said({ code: 'timeout', rung: 'sstp', seconds: 15 })).toMatchInlineSnapshot(`
      "The server did not answer the request for a tunnel
      TLS works, but there was no answer of an SSTP server within 15 s. It may be a web server that waits for more, a proxy that holds the request back, or a busy VPN server.
      Check the server's name and port. If they are right, try again later. A reverse proxy in front of the server must pass the connection through without collecting it first."
    `))

  it('timeout of the rung sign-in', () =>
    expect(said({ code: 'timeout', rung: 'sign-in', seconds: 15 })).toMatchInlineSnapshot(`
      "The sign-in took too long
      The server did not finish checking user name and password within 15 s. Often it waits for another server itself (RADIUS, a directory, a confirmation on a phone).
      Try again, and confirm quickly if your phone asks you to. If it stays, tell the administrator that the server does not answer sign-ins."
    `))

  it('timeout of the rung address', () =>
    expect(said({ code: 'timeout', rung: 'address', seconds: 15 })).toMatchInlineSnapshot(`
      "The server gave no address in time
      You are signed in, but the server did not give an IPv4 address within 15 s. Often there is no DHCP behind the server, or its address pool is used up.
      Try again in a few minutes. If it stays, ask the administrator to check the address pool or the DHCP server for VPN clients."
    `))

  it('timeout of the rung routes', () =>
    expect(said({ code: 'timeout', rung: 'routes', seconds: 15 })).toMatchInlineSnapshot(`
      "This computer's network settings took too long
      The tunnel is up, but routes and DNS could not be set within 15 s. Another program that manages the network may be in the way.
      Try again. If the network seems wrong now, run "culvert repair"."
    `))

  it('server-ended, with a reason', () =>
    expect(describeFailure({ code: 'server-ended', reason: 'NEGOTIATION_TIMEOUT' }).cause).toBe(
      'The server says that the sign-in took too long (NEGOTIATION_TIMEOUT).',
    ))
})

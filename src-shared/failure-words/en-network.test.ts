import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('name-not-found', () =>
    expect(said(ONE_OF_EACH['name-not-found'])).toMatchInlineSnapshot(`
    "Can't find vpn.exmaple.com
    DNS, which translates names into addresses, knows no server of this name.
    Check the spelling of the server's name. If the name is known only inside a company network, ask the administrator for the one that works from outside."
  `))

  it('name-lookup-failed', () =>
    expect(said(ONE_OF_EACH['name-lookup-failed'])).toMatchInlineSnapshot(`
    "Can't look up vpn.example.com
    The name may be right, but DNS, which translates names into addresses, could not be asked: the DNS server did not answer (EAI_AGAIN).
    Check that this computer is online: open a web page. On a public Wi-Fi you may have to sign in to it first."
  `))

  it('tcp-refused', () =>
    expect(said(ONE_OF_EACH['tcp-refused'])).toMatchInlineSnapshot(`
    "vpn.example.com refuses connections on port 4443
    There is a computer at this address, but no program that takes connections on this port, or a firewall turns them away.
    Check the server's name and port; SSTP normally uses 443. If they are right, the server may be stopped or restarting: try again later, or ask the administrator."
  `))

  it('tcp-unreachable', () =>
    expect(said(ONE_OF_EACH['tcp-unreachable'])).toMatchInlineSnapshot(`
    "Can't reach vpn.example.com
    This computer found no way to port 443 of the server's address: no way leads to that network (ENETUNREACH).
    Check that this computer is online: open a web page. If it is, the address may be wrong or belong to another network."
  `))

  it('tcp-failed', () =>
    expect(said(ONE_OF_EACH['tcp-failed'])).toMatchInlineSnapshot(`
    "Can't connect to vpn.example.com
    The connection to port 443 failed: permission was denied (EACCES).
    Check that this computer is online and that no firewall or security program on it blocks Culvert. Then try again."
  `))

  it('tls-not-tls', () =>
    expect(said(ONE_OF_EACH['tls-not-tls'])).toMatchInlineSnapshot(`
    "Port 80 of vpn.example.com doesn't speak TLS
    Something answered, but without encryption: a plain web server, another service, or a device in between that answers for it.
    Check the port; SSTP normally uses 443. On a public Wi-Fi, open a web page and sign in to the Wi-Fi first."
  `))

  it('tls-no-common-version', () =>
    expect(said(ONE_OF_EACH['tls-no-common-version'])).toMatchInlineSnapshot(`
      "The server knows no safe version of TLS
      Culvert encrypts with TLS 1.2 or newer, and this server agreed to neither (ERR_SSL_UNSUPPORTED_PROTOCOL). Older versions can be broken and are not used.
      Ask the administrator to switch on TLS 1.2 or 1.3 on the server, with current cipher suites. If that cannot be, legacy-tls = true under [identity] in the profile allows TLS 1.0 and 1.1 for this connection; whoever is in between may then be able to read and change it."
    `))

  it('tls-failed', () =>
    expect(said(ONE_OF_EACH['tls-failed'])).toMatchInlineSnapshot(`
    "No encrypted connection came about
    The server was reached, but the TLS handshake failed: the server closed the connection during the handshake.
    Check the port. If the server serves several names, "sni" in the profile must be one of them. A firewall that looks into TLS can also be the reason: try another network, or ask the administrator."
  `))
})

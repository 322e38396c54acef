import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('http-not-http', () =>
    expect(said(ONE_OF_EACH['http-not-http'])).toMatchInlineSnapshot(`
    "This server speaks neither SSTP nor HTTP
    Its TLS works, but SSTP begins with a line of HTTP, and this server sent something else: "SSH-2.0-OpenSSH_9.2".
    Check the server's name and port: another service seems to use this one. Ask the administrator whether the server offers SSTP, and on which port."
  `))

  it('http-head-too-long', () =>
    expect(said(ONE_OF_EACH['http-head-too-long'])).toMatchInlineSnapshot(`
    "The server answered without end
    The head of its answer was longer than 16384 bytes. A VPN server needs a few hundred, so something else answers here.
    Check the server's name and port, or ask the administrator which ones are for SSTP."
  `))

  it('http-web-server', () =>
    expect(said(ONE_OF_EACH['http-web-server'])).toMatchInlineSnapshot(`
    "This is a web server, not an SSTP server
    It took the request for the tunnel as one for a web page (answer 405; it calls itself "nginx").
    Check the server's name and port: the VPN may have a name or port of its own. If a reverse proxy stands in front of it, the administrator has to pass the connection through to the VPN server as it is, TLS included."
  `))

  it('http-wrong-path', () =>
    expect(said(ONE_OF_EACH['http-wrong-path'])).toMatchInlineSnapshot(`
    "No SSTP was found on this server
    It says that the address which every SSTP server must have does not exist there (answer 404; it calls itself "Microsoft-HTTPAPI/2.0"). It is a web server, or its VPN part is switched off.
    Check the server's name and port. If they are right, the administrator has to switch SSTP on, or make a reverse proxy in front of it pass the connection through."
  `))

  it('http-redirect', () =>
    expect(said(ONE_OF_EACH['http-redirect'])).toMatchInlineSnapshot(`
    "The server sends us somewhere else
    It answers with a redirect (302) to https://login.example.com/. SSTP knows no redirects, so a web server or the sign-in page of a Wi-Fi is answering.
    Open a web page in the browser; if the Wi-Fi asks you to sign in, do that and connect again. Otherwise check the server's name and port. Culvert does not follow redirects, because they could lead to a server that you did not choose."
  `))

  it('http-forbidden', () =>
    expect(said(ONE_OF_EACH['http-forbidden'])).toMatchInlineSnapshot(`
    "The server refuses SSTP from here
    It answered with 403 ("not allowed") before any sign-in, so this is not about your password. Such rules often look at the address or country that you come from.
    Try from another network. If that does not help, ask the administrator whether SSTP is allowed from where you are."
  `))

  it('http-proxy-sign-in', () =>
    expect(said(ONE_OF_EACH['http-proxy-sign-in'])).toMatchInlineSnapshot(`
    "This network's proxy wants a sign-in
    Between you and the server stands a proxy that lets nothing through without a sign-in of its own (answer 407).
    Culvert cannot sign in to proxies yet. Use a network without one, for example a phone's hotspot, or ask the administrator of this network to let the VPN server through."
  `))

  it('http-server-full', () =>
    expect(said(ONE_OF_EACH['http-server-full'])).toMatchInlineSnapshot(`
    "The server is full
    It says that it is too busy to take another connection (answer 503): all its places for SSTP are taken, or its VPN service is just starting.
    Wait a minute and try again. If it stays full, ask the administrator for more SSTP ports (licences) on the server."
  `))

  it('http-status', () =>
    expect(said(ONE_OF_EACH['http-status'])).toMatchInlineSnapshot(`
    "The server refused SSTP
    It answered the request for the tunnel with 500 "Internal Server Error" instead of 200.
    The fault is on the side of the server, or of a proxy in front of it. Try again in a few minutes; if it stays, tell the administrator."
  `))
})

import type { HttpFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'

export const HTTP_WORDS: WordsFor<HttpFailure> = {
  'http-not-http': ({ beginning }) => ({
    title: 'This server speaks neither SSTP nor HTTP',
    cause: `Its TLS works, but SSTP begins with a line of HTTP, and this server sent something else${beginning === '' ? '' : `: "${beginning}"`}.`,
    remedy:
      "Check the server's name and port: another service seems to use this one. Ask the administrator whether the server offers SSTP, and on which port.",
  }),
  'http-head-too-long': ({ limit }) => ({
    title: 'The server answered without end',
    cause: `The head of its answer was longer than ${limit} bytes. A VPN server needs a few hundred, so something else answers here.`,
    remedy: "Check the server's name and port, or ask the administrator which ones are for SSTP.",
  }),
  'http-web-server': ({ status, server }) => ({
    title: 'This is a web server, not an SSTP server',
    cause: `It took the request for the tunnel as one for a web page (answer ${status}${named(server)}).`,
    remedy:
      "Check the server's name and port: the VPN may have a name or port of its own. If a reverse proxy stands in front of it, the administrator has to pass the connection through to the VPN server as it is, TLS included.",
  }),
  'http-wrong-path': ({ status, server }) => ({
    title: 'No SSTP was found on this server',
    cause: `It says that the address which every SSTP server must have does not exist there (answer ${status}${named(server)}). It is a web server, or its VPN part is switched off.`,
    remedy:
      "Check the server's name and port. If they are right, the administrator has to switch SSTP on, or make a reverse proxy in front of it pass the connection through.",
  }),
  'http-redirect': ({ status, location }) => ({
    title: 'The server sends us somewhere else',
    cause: `It answers with a redirect (${status}) to ${location === '' ? 'an address that it does not give' : location}. SSTP knows no redirects, so a web server or the sign-in page of a Wi-Fi is answering.`,
    remedy:
      "Open a web page in the browser; if the Wi-Fi asks you to sign in, do that and connect again. Otherwise check the server's name and port. Culvert does not follow redirects, because they could lead to a server that you did not choose.",
  }),
  'http-forbidden': ({ status }) => ({
    title: 'The server refuses SSTP from here',
    cause: `It answered with ${status} ("not allowed") before any sign-in, so this is not about your password. Such rules often look at the address or country that you come from.`,
    remedy:
      'Try from another network. If that does not help, ask the administrator whether SSTP is allowed from where you are.',
  }),
  'http-proxy-sign-in': ({ status }) => ({
    title: "This network's proxy wants a sign-in",
    cause: `Between you and the server stands a proxy that lets nothing through without a sign-in of its own (answer ${status}).`,
    remedy:
      "Culvert cannot sign in to proxies yet. Use a network without one, for example a phone's hotspot, or ask the administrator of this network to let the VPN server through.",
  }),
  'http-server-full': ({ status }) => ({
    title: 'The server is full',
    cause: `It says that it is too busy to take another connection (answer ${status}): all its places for SSTP are taken, or its VPN service is just starting.`,
    remedy:
      'Wait a minute and try again. If it stays full, ask the administrator for more SSTP ports (licences) on the server.',
  }),
  'http-status': ({ status, reason }) => ({
    title: 'The server refused SSTP',
    cause: `It answered the request for the tunnel with ${status}${reason === '' ? '' : ` "${reason}"`} instead of 200.`,
    remedy:
      status >= 500
        ? 'The fault is on the side of the server, or of a proxy in front of it. Try again in a few minutes; if it stays, tell the administrator.'
        : "Check the server's name and port. If they are right, send this text to the administrator.",
  }),
}

function named(server: string | undefined): string {
  return server === undefined || server === '' ? '' : `; it calls itself "${server}"`
}

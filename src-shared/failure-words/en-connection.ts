import type { ConnectionFailure } from '../failure.ts'
import type { Rung } from '../ladder.ts'
import type { Words, WordsFor } from './catalogue.ts'
import { statusInWordsByName } from './en-sstp-status.ts'
import { inWords } from './en-system-error.ts'
import { sentence } from './system-error.ts'

export const CONNECTION_WORDS: WordsFor<ConnectionFailure> = {
  timeout: ({ rung, seconds }) => TIMEOUTS[rung](`${seconds} s`),
  'connection-lost': ({ detail }) => ({
    title: 'Connection lost',
    cause: sentence(`The connection to the server broke: ${inWords(detail)}`),
    remedy:
      'Check that this computer is online, then connect again. With "reconnect = true" in the profile Culvert does that by itself.',
  }),
  'connection-silent': ({ seconds }) => ({
    title: 'Connection lost: the server no longer answers',
    cause: `Nothing came from the server for ${seconds} s, although Culvert asked. The network is gone, or the server is.`,
    remedy:
      'Check that this computer is online, then connect again. If it happens after quiet times only, a firewall on the way may drop quiet connections: tell the administrator.',
  }),
  'server-ended': ({ reason }) => ({
    title: 'The server ended the connection',
    cause:
      reason === ''
        ? 'It closed the connection in good order and gave no reason. Usual ones: a limit on idle time or on the length of a session, an administrator, a restart.'
        : statusInWordsByName(reason),
    remedy:
      'Connect again. If it always ends after the same time, ask the administrator about the limits for sessions.',
  }),
}

/** A deadline on each rung means something else. */
const TIMEOUTS: Readonly<Record<Rung, (after: string) => Words>> = {
  name: (after) => ({
    title: "The server's name could not be looked up in time",
    cause: `DNS, which translates names into addresses, did not answer within ${after}.`,
    remedy:
      'Check that this computer is online: open a web page. On a public Wi-Fi you may have to sign in to it first.',
  }),
  tcp: (after) => ({
    title: 'The server is not answering',
    cause: `Nothing came back from its address within ${after}: the server is off, the address is wrong, or a firewall drops the connection without a word.`,
    remedy:
      "Check the server's name and port, and that this computer is online. Try another network: some block ports other than 443. Then ask the administrator whether the server is up.",
  }),
  tls: (after) => ({
    title: 'The server took the connection and then said nothing',
    cause: `The encryption (TLS) was not agreed on within ${after}. The port may belong to another service, or a firewall on the way holds the data back.`,
    remedy: 'Check the port, try another network, and try again later; the server may be overloaded.',
  }),
  sstp: (after) => ({
    title: 'The server did not answer the request for a tunnel',
    cause: `TLS works, but there was no answer of an SSTP server within ${after}. It may be a web server that waits for more, a proxy that holds the request back, or a busy VPN server.`,
    remedy:
      "Check the server's name and port. If they are right, try again later. A reverse proxy in front of the server must pass the connection through without collecting it first.",
  }),
  'sign-in': (after) => ({
    title: 'The sign-in took too long',
    cause: `The server did not finish checking user name and password within ${after}. Often it waits for another server itself (RADIUS, a directory, a confirmation on a phone).`,
    remedy:
      'Try again, and confirm quickly if your phone asks you to. If it stays, tell the administrator that the server does not answer sign-ins.',
  }),
  address: (after) => ({
    title: 'The server gave no address in time',
    cause: `You are signed in, but the server did not give an IPv4 address within ${after}. Often there is no DHCP behind the server, or its address pool is used up.`,
    remedy:
      'Try again in a few minutes. If it stays, ask the administrator to check the address pool or the DHCP server for VPN clients.',
  }),
  routes: (after) => ({
    title: "This computer's network settings took too long",
    cause: `The tunnel is up, but routes and DNS could not be set within ${after}. Another program that manages the network may be in the way.`,
    remedy: 'Try again. If the network seems wrong now, run "culvert repair".',
  }),
}

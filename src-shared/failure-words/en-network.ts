import type { NameFailure, TcpFailure, TlsFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { inWords } from './en-system-error.ts'
import { sentence } from './system-error.ts'

export const NETWORK_WORDS: WordsFor<NameFailure | TcpFailure | TlsFailure> = {
  'name-not-found': ({ host }) => ({
    title: `Can't find ${host}`,
    cause: 'DNS, which translates names into addresses, knows no server of this name.',
    remedy:
      "Check the spelling of the server's name. If the name is known only inside a company network, ask the administrator for the one that works from outside.",
  }),
  'name-lookup-failed': ({ host, detail }) => ({
    title: `Can't look up ${host}`,
    cause: sentence(
      `The name may be right, but DNS, which translates names into addresses, could not be asked: ${inWords(detail)}`,
    ),
    remedy:
      'Check that this computer is online: open a web page. On a public Wi-Fi you may have to sign in to it first.',
  }),
  'tcp-refused': ({ host, port }) => ({
    title: `${host} refuses connections on port ${port}`,
    cause:
      'There is a computer at this address, but no program that takes connections on this port, or a firewall turns them away.',
    remedy: `Check the server's name and port${port === 443 ? '' : '; SSTP normally uses 443'}. If they are right, the server may be stopped or restarting: try again later, or ask the administrator.`,
  }),
  'tcp-unreachable': ({ host, port, detail }) => ({
    title: `Can't reach ${host}`,
    cause: sentence(`This computer found no way to port ${port} of the server's address: ${inWords(detail)}`),
    remedy:
      'Check that this computer is online: open a web page. If it is, the address may be wrong or belong to another network.',
  }),
  'tcp-failed': ({ host, port, detail }) => ({
    title: `Can't connect to ${host}`,
    cause: sentence(`The connection to port ${port} failed: ${inWords(detail)}`),
    remedy:
      'Check that this computer is online and that no firewall or security program on it blocks Culvert. Then try again.',
  }),
  'tls-not-tls': ({ host, port }) => ({
    title: `Port ${port} of ${host} doesn't speak TLS`,
    cause:
      'Something answered, but without encryption: a plain web server, another service, or a device in between that answers for it.',
    remedy: `Check the port${port === 443 ? '' : '; SSTP normally uses 443'}. On a public Wi-Fi, open a web page and sign in to the Wi-Fi first.`,
  }),
  'tls-no-common-version': ({ detail }) => ({
    title: 'The server knows no safe version of TLS',
    cause: `Culvert encrypts with TLS 1.2 or newer, and this server agreed to neither (${detail || 'no details are known'}). Older versions can be broken and are not used.`,
    remedy:
      'Ask the administrator to switch on TLS 1.2 or 1.3 on the server, with current cipher suites. If that cannot be, legacy-tls = true under [identity] in the profile allows TLS 1.0 and 1.1 for this connection; whoever is in between may then be able to read and change it.',
  }),
  'tls-failed': ({ detail }) => ({
    title: 'No encrypted connection came about',
    cause: sentence(`The server was reached, but the TLS handshake failed: ${inWords(detail)}`),
    remedy:
      'Check the port. If the server serves several names, "sni" in the profile must be one of them. A firewall that looks into TLS can also be the reason: try another network, or ask the administrator.',
  }),
}

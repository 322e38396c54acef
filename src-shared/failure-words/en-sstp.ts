import type { SstpFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { statusInWords } from './en-sstp-status.ts'

const ASK =
  'Try again. If it happens again, send this text to the administrator; the log of the server should say more.'

export const SSTP_WORDS: WordsFor<SstpFailure> = {
  'sstp-framing-lost': () => ({
    title: 'The connection became unreadable',
    cause:
      'What came from the server stopped being SSTP in the middle. A program in between may change the data, or the server has a fault.',
    remedy: 'Connect again. If it happens again, try another network; if it stays, tell the administrator.',
  }),
  'sstp-call-refused': ({ status }) => ({
    title: 'The server refused the call',
    cause: `It speaks SSTP but did not accept the request for a tunnel. ${statusInWords(status)}`,
    remedy:
      'Ask the administrator to look into the log of the server at this moment; send this text along. The password has nothing to do with it: it was not asked for yet.',
  }),
  'sstp-aborted': ({ status, attribute }) => ({
    title: 'The server broke the call off',
    cause: statusInWords(status, attribute),
    remedy: status === 0x08 ? `Connect again; the network or the server may be slow. ${ASK}` : ASK,
  }),
  'sstp-binding-refused': ({ status, issuer }) => ({
    title: 'Something between you and the server re-encrypts the connection',
    cause: `You are signed in, but the server did not accept the proof that its TLS connection and yours are the same one (the crypto binding). ${statusInWords(status)}${issuer === undefined ? '' : ` The certificate that is shown here was issued by "${issuer}": if the server has its own from somebody else, that is who re-encrypts.`}`,
    remedy:
      'On a network or computer with TLS inspection (company firewall, antivirus), have the VPN server exempted from it, or use another network. If a load balancer or reverse proxy ends TLS in front of the server, the administrator has to give the VPN server the same certificate, or pass TLS through.',
  }),
  'tls-inspected': ({ issuer, inspector, before }) => ({
    title: 'Something between you and the server re-encrypts the connection',
    cause: `The server did not accept the proof that its TLS connection and yours are the same one (the crypto binding), and the certificate here is not its own: it comes from "${issuer}"${before === undefined ? '' : `, while it came from "${before}" before`}${inspector === undefined ? '' : `. That is ${inspector}, which looks into encrypted connections`}.`,
    remedy:
      'Have the VPN server exempted from TLS inspection (company firewall, antivirus), or use another network. Whoever runs it could read the password with PAP, and may work it out with MS-CHAPv2: if that is not your own organisation, change it.',
  }),
  'sstp-no-common-hash': ({ offered }) => ({
    title: 'The server offers no hash that Culvert knows',
    cause: `To bind the sign-in to the TLS connection both sides need SHA-256 or SHA-1. The server offers neither (its choice is ${hex(offered)}).`,
    remedy: 'Ask the administrator to update the VPN server, and send this text along.',
  }),
  'sstp-unexpected-message': ({ message, state }) => ({
    title: 'The server sent a message out of turn',
    cause: `It sent ${message} while the call was in the state "${state}", where no server may.`,
    remedy: ASK,
  }),
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`
}

import type { WindowRemedies } from './window-remedies.ts'

const CONFIRM =
  'Ask the administrator, on another way than this connection, whether the certificate’s SHA-256 fingerprint is the one that is shown. Only then connect and trust it.'

export const ENGLISH_IN_WINDOW: WindowRemedies = {
  'certificate-self-signed': () => CONFIRM,
  'certificate-unknown-issuer': () =>
    `If your organisation runs its own authority, get that authority’s certificate from the administrator, connect, and choose its file. ${CONFIRM}`,
  'certificate-wrong-name': () =>
    'If one of those names is right for your server, use it as the server in the connection’s settings. If you don’t recognise them, don’t connect, and ask the administrator.',
  'certificate-pin-mismatch': () =>
    'Ask the administrator, on another way than this connection, whether the certificate was renewed. Only if the new fingerprint is theirs, connect and accept it.',
  'certificate-rejected': () =>
    'Send this text to the administrator of the server. If the connection has a certificate authority of its own, check that its file is complete and the right one.',
  'no-common-method': ({ offered }) =>
    offered.includes('pap')
      ? 'PAP sends the password itself, protected only by TLS. If the administrator confirms that the server needs it, allow PAP in the connection’s settings. Better is that the administrator switches on MS-CHAPv2.'
      : 'Ask the administrator which method the server has for SSTP, and allow it in the connection’s settings.',
  'one-time-code-needed': () =>
    'Connect again and type a fresh code. If you were never asked for one, say in the connection’s settings how this server wants it.',
  'auth-server-not-trusted': () =>
    'Get the authority of that server and its name from the administrator, and enter them in the connection’s settings. If both are there and right, don’t connect, and send this text to the administrator.',
  'pap-needs-verified-server': () =>
    'Make the server’s identity checkable: choose its authority’s certificate or accept its fingerprint in the connection’s settings, or use MS-CHAPv2.',
  'certificate-revocation-unknown': () =>
    'The administrator can have the server send OCSP answers along (“stapling”), or give you a current revocation list, which you can choose in the connection’s settings. There you can also let Culvert connect without knowing.',
  'tls-no-common-version': () =>
    'Ask the administrator to switch on TLS 1.2 or 1.3 on the server, with current cipher suites. If that can’t be, TLS 1.0 and 1.1 can be allowed in the connection’s settings; whoever is in between may then be able to read and change it.',
  'tls-failed': () =>
    'Check the port. If the server serves several names, the one in the connection’s settings must be one of them. A firewall that looks into TLS can also be the reason: try another network, or ask the administrator.',
  'connection-lost': () =>
    'Check that this computer is online, then connect again. Culvert does that by itself if reconnecting is switched on in the connection’s settings.',
  'helper-refused': () => 'Connect again and confirm with the password of an administrator of this computer.',
}

/** The question about a server whose identity could not be confirmed. */
export const trust = {
  title: {
    unknown: 'Is this your server?',
    'wrong-name': 'This server goes by another name',
    expired: 'The server’s certificate has expired',
    changed: 'The server’s identity has changed',
    other: 'The server’s identity can’t be confirmed',
  },
  reason: {
    selfSigned: 'Its certificate is signed by itself, so nobody whom this computer knows vouches for it.',
    unknownIssuer: (issuer: string) =>
      `Its certificate is signed by “${issuer}”, which this computer doesn’t know.`,
    wrongName: (expected: string, names: string) =>
      `You asked for ${expected}, but its certificate is made out for ${names}.`,
    expired: (day: string, today: string) =>
      `Its certificate was valid until ${day}; this computer’s clock says ${today}.`,
    changed: 'This connection trusts one certificate, and the server now shows another one.',
  },
  noName: 'no name at all',
  moreNames: (names: string, more: number) => `${names} and ${more} more`,
  nothingSent: 'Nothing secret was sent. Your password goes out only after you have decided.',
  inspected: (product: string) =>
    `“${product}” in the issuer’s name suggests a firewall or virus scanner that opens encrypted connections and looks inside. Behind it, your password would be readable there.`,
  facts: {
    host: 'You asked for',
    names: 'Made out for',
    subject: 'Certificate',
    issuer: 'Issued by',
    valid: 'Valid',
    period: (from: string, to: string) => `${from} – ${to}`,
    fingerprint: 'SHA-256',
    key: 'Key',
    from: 'Valid from',
    to: 'Valid until',
  },
  compare:
    'Copies a message with the SHA-256 to send. Trust the server only if the administrator confirms it, on another way than this connection.',
  askAdministrator: 'Ask the administrator',
  refuse: 'Don’t connect',
  pin: 'Trust this certificate',
  pinHelp: (connection: string) =>
    `Kept for “${connection}”. A different certificate will be asked about again.`,
  ca: 'Choose CA file…',
  caHelp:
    'If your organisation has its own certificate authority: every server that it vouches for is accepted.',
  once: 'Connect this once',
  onceHelp: 'Nothing is kept. You will be asked again next time.',
  onceExpiredHelp:
    'Nothing is kept. An expired certificate can’t be trusted for good; the administrator has to renew it.',
  change: {
    before: 'Until now',
    now: 'Now',
    sameKey: 'same key',
    newKey: 'new key',
    otherKey: 'another key',
    different: 'different',
    title: 'What has changed',
    unknownBefore: 'Culvert does not know what the earlier certificate said, only its fingerprint.',
  },
  verdict: {
    'same-key': {
      title: 'Likely harmless: renewed with the same key',
      text: 'Only who holds the server’s private key can show this. The administrator has probably renewed the certificate.',
    },
    'same-issuer': {
      title: 'Likely harmless if it was renewed: same issuer, new key',
      text: 'Anybody can write that issuer’s name into a certificate, though. Compare the fingerprint before you trust it.',
    },
    'self-signed': {
      title: 'Nothing connects the new certificate with the old one',
      text: 'It is signed by itself with a new key. Only the administrator can tell whether it is theirs.',
    },
    'other-issuer': {
      title: 'Be careful: issued by somebody else',
      text: 'Servers rarely change their issuer. A firewall that looks into encrypted connections, or an attacker, would look just like this.',
    },
    inspected: {
      title: 'Be careful: something may stand between you and the server',
      text: 'The new certificate seems to come from a product that opens encrypted connections.',
    },
    unknown: {
      title: 'It can’t be told whether this is harmless',
      text: 'The server may have renewed its certificate, or somebody stands between you and the server.',
    },
  },
  typed: {
    label: 'Last 4 characters of the new SHA-256',
    help: 'Typing them makes sure that you have looked at it.',
    wrong: (typed: string) => `It does not end in “${typed}”.`,
    missing: 'Type the last 4 characters of the new fingerprint.',
    submit: 'Trust the new certificate',
  },
  message: {
    ask: 'My VPN program cannot confirm that this is our server. Is the certificate below the right one? Please compare the SHA-256 fingerprint.',
    server: 'Server',
    problem: 'Problem',
    expected: 'Expected SHA-256',
    time: 'Seen at',
    program: 'Program',
  },
}

import type { cliDoctor as english } from '../en/cli-doctor.ts'
import type { Wording } from '../wording.ts'

/** What `culvert doctor` finds out about a server. */
export const cliDoctor: Wording<typeof english> = {
  looking: (server) => `${server} wird angesehen; Anmeldedaten werden nicht gesendet.`,
  certificate: 'Zertifikat',
  issuedBy: (subject, issuer) => `${subject}, ausgestellt von ${issuer}`,
  names: (names) => `für ${names}`,
  valid: (from, until) => `gültig von ${from} bis ${until}`,
  key: (sha256) => `SHA-256 des Schlüssels ${sha256}`,
  revocation: {
    good: 'nicht widerrufen',
    unknown: 'ob es widerrufen wurde, ließ sich nicht prüfen',
  },
  inspector: (product) => `ausgestellt von ${product}, das Verbindungen unterwegs neu verschlüsselt`,
  administrator: 'An die IT',
  accepted: 'würde akzeptiert',
  refused: 'würde ABGELEHNT, siehe unten',
  clock: 'Uhr',
  clockAgrees: 'geht wie die des Servers',
  clockBehind: (duration) =>
    `geht ${duration} nach gegenüber der des Servers; Zertifikate werden womöglich falsch beurteilt`,
  clockAhead: (duration) =>
    `geht ${duration} vor gegenüber der des Servers; Zertifikate werden womöglich falsch beurteilt`,
  binding: 'Bindung',
  noKnownHash: 'kein Hashverfahren angeboten, das hier bekannt ist',
  server: 'Server',
  probably: (product) => `wahrscheinlich ${product}`,
  softEtherOrWindows: 'SoftEther VPN Server oder Windows Server (RRAS), auf SHA-256 beschränkt',
  unknownServer: 'unbekannt',
  callsItself: (name) => `unbekannt; er nennt sich „${name}“`,
  proxy: 'Proxy',
  proxyNotUsed: (proxy) => `${proxy} ist in der Umgebung gesetzt, aber Culvert verwendet noch keine Proxys`,
}

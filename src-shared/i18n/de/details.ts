import type { details as english } from '../en/details.ts'
import type { Wording } from '../wording.ts'

/** The facts about a connection that is up. */
export const details: Wording<typeof english> = {
  title: 'Details',
  address: 'Ihre VPN-Adresse',
  address6: 'Ihre IPv6-Adresse im VPN',
  peer: 'VPN-Adresse des Servers',
  dns: 'Verwendete DNS-Server',
  dnsPath: 'Namen werden aufgelöst',
  dnsThrough: 'über das VPN',
  dnsPast: 'am VPN vorbei',
  server: 'Server',
  serverAddress: 'Adresse des Servers',
  tls: 'Verschlüsselung',
  subject: 'Zertifikat',
  issuer: 'Ausgestellt von',
  validTo: 'Gültig bis',
  fingerprint: 'Fingerabdruck (SHA-256)',
  trust: 'Vertrauenswürdig durch',
  trustedBy: {
    system: 'die Zertifizierungsstellen dieses Computers',
    'profile-ca': 'die eigene Zertifizierungsstelle der Verbindung',
    pin: 'den Fingerabdruck, den Sie akzeptiert haben',
  },
  revocation: 'Widerruf',
  notRevoked: 'geprüft: nicht widerrufen',
  revocationUnknown: {
    'nothing-said': 'nicht geprüft, weil der Server nichts dazu sagt',
    'out-of-date': 'nicht geprüft, weil die Auskunft dazu veraltet ist',
    'not-for-this': 'nicht geprüft, weil die Auskunft andere Zertifikate betrifft',
    'not-signed': 'nicht geprüft, weil die Auskunft nicht von seiner Zertifizierungsstelle signiert ist',
    unreadable: 'nicht geprüft, weil die Auskunft dazu nicht lesbar ist',
  },
  auth: 'Anmeldeverfahren',
  binding: 'Bindung der Anmeldung',
  boundWithoutKey: (hash) => `${hash}, ohne Schlüssel`,
  mtu: 'Größtes Paket',
  bytes: (count) => `${count} Byte`,
  routes: 'Über das VPN',
  device: 'Netzwerkgerät',
  none: 'keine',
}

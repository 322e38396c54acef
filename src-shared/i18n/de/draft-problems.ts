import type { draftProblems as english } from '../en/draft-problems.ts'
import type { Wording } from '../wording.ts'

/** What is wrong with a field of the editor. */
export const draftProblems: Wording<typeof english> = {
  missing: {
    name: 'Geben Sie der Verbindung einen Namen.',
    server: 'Geben Sie den Namen oder die Adresse des Servers ein.',
    methods: 'Wählen Sie mindestens ein Anmeldeverfahren.',
    networks: 'Geben Sie mindestens ein Netz ein.',
    dnsServers: 'Geben Sie mindestens einen DNS-Server ein.',
    certificate: 'Wählen Sie Ihr Zertifikat oder zeigen Sie es dem VPN-Server nicht.',
    proxyUrl: 'Geben Sie die Adresse ein oder überlassen Sie die Wahl dem System.',
    other: 'Hier muss etwas stehen.',
  },
  'too-long': 'Das ist zu lang.',
  'control-character':
    'Darin ist ein unsichtbares Zeichen, zum Beispiel ein Zeilenumbruch. Geben Sie es neu ein.',
  'not-an-address': 'Das ist weder der Name noch die Adresse eines Servers.',
  'not-a-port': (detail) => `„${detail}“ ist kein Port; möglich ist 1 bis 65535.`,
  'not-a-network': (detail) => `„${detail}“ ist kein Netz wie 10.0.0.0/8.`,
  'not-an-ip-address': (detail) => `„${detail}“ ist keine IPv4-Adresse wie 10.0.0.53.`,
  'not-a-domain': (detail) => `„${detail}“ ist keine Domäne wie corp.example.`,
  'not-a-fingerprint': 'Das ist kein SHA-256-Fingerabdruck: Der hat 64 Hexadezimalziffern.',
  'not-a-certificate': 'Das ist kein Zertifikat. Es beginnt mit -----BEGIN CERTIFICATE-----.',
  'not-a-revocation-list': 'Das ist keine Sperrliste. Sie beginnt mit -----BEGIN X509 CRL-----.',
  'not-a-proxy': 'Das ist keine Proxy-Adresse wie http://proxy:3128 oder socks5://proxy:1080.',
  'not-a-script': 'Das ist keine Adresse eines Skripts wie http://wpad.corp.example/proxy.pac.',
  'not-a-query':
    'Der Zusatz beginnt mit einem Fragezeichen, zum Beispiel ?tenantid=corp, und hat keine Leerzeichen und höchstens 256 Zeichen.',
  'private-key':
    'Das ist ein privater Schlüssel. Der gehört allein dem Server; hier werden nur Zertifikate gebraucht.',
  'too-many': (detail) => `Das sind zu viele; möglich sind bis zu ${detail}.`,
  'out-of-range': (detail) => `Möglich ist „auto“ oder eine Zahl von ${detail}.`,
  'looks-like-a-password':
    'Lassen Sie den Benutzernamen und alles bis zum @ weg: Dafür gibt es weiter unten ein eigenes Feld.',
}

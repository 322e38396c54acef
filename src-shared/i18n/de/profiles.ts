import type { profiles as english } from '../en/profiles.ts'
import type { Wording } from '../wording.ts'
import { draftProblems } from './draft-problems.ts'

/** The editor of a connection. */
export const profiles: Wording<typeof english> = {
  newTitle: 'Neue Verbindung',
  editTitle: (name) => `„${name}“ bearbeiten`,
  gone: {
    title: 'Diese Verbindung gibt es nicht mehr',
    text: 'Sie wurde inzwischen entfernt.',
  },
  section: {
    server: 'Allgemein',
    'sign-in': 'Anmeldung',
    identity: 'Identität des Servers',
    routing: 'Datenverkehr',
    protection: 'Schutz',
    dns: 'Namen (DNS)',
    link: 'Erweitert',
  },
  field: {
    name: 'Name',
    server: 'Server',
    user: 'Benutzername',
    methods: 'Anmeldeverfahren',
    passwordSource: 'Passwort',
    verifyName: 'Name im Zertifikat',
    sni: 'An den Server gesendeter Name (SNI)',
    ca: 'Eigene Zertifizierungsstelle',
    pins: 'Fingerabdruck, dem vertraut wird (SHA-256)',
    routingMode: 'Was über das VPN läuft',
    networks: 'Netze',
    lan: 'Drucker und andere Geräte in der Nähe erreichen',
    ipv6: 'IPv6 sperren, wenn das VPN keines hat',
    serverRoutes: 'Auch Netze, die der Server nennt',
    dnsMode: 'Wer Namen auflöst',
    dnsServers: 'DNS-Server',
    dnsDomains: 'Nur Namen in diesen Domänen',
    mtu: 'Größtes Paket (MTU)',
    reconnect: 'Selbsttätig neu verbinden',
    killSwitch: 'Kill-Switch',
  },
  help: {
    name: 'So heißt sie in der Liste.',
    server: 'Ein Name oder eine Adresse. Mit einem anderen Port als 443: vpn.example.com:4443.',
    user: 'So, wie Sie ihn erhalten haben, eventuell mit Domäne. Bleibt das Feld leer, wird danach gefragt.',
    verifyName: 'Bleibt das Feld leer, muss es der Name des Servers sein.',
    sni: 'Bleibt das Feld leer, ist es der Name des Servers.',
    pins: 'Sobald einer eingetragen ist, werden nur diese Zertifikate angenommen, wer auch immer für ein anderes bürgt.',
    ca: 'Zertifikate im PEM-Format. Ihnen wird für diese Verbindung vertraut, zusätzlich zu denen des Computers.',
    networks: 'Eines pro Zeile, zum Beispiel 10.0.0.0/8.',
    lan: 'Private Netze wie 192.168.0.0/16 bleiben außerhalb des VPN. Schalten Sie das in Netzen aus, denen Sie nicht trauen.',
    ipv6: 'Sonst läuft IPv6 am VPN vorbei und verrät, wo Sie sind. Seiten, die es nur dort gibt, sind währenddessen nicht erreichbar.',
    serverRoutes: 'Der Server kann weitere Netze hinter sich nennen. Ihr eigenes Netz ist nie darunter.',
    dnsServers: 'IPv4-Adressen, eine pro Zeile.',
    dnsDomains: 'Eine pro Zeile. Bleibt das Feld leer, werden alle Namen über das VPN aufgelöst.',
    mtu: '„auto“ oder 576 bis 4087 Byte. Eine kleinere Zahl kann helfen, wenn manche Seiten nie laden.',
    reconnect: 'Nach dem Ruhezustand, einem Netzwechsel, oder wenn der Server nicht mehr erreichbar war.',
    killSwitch:
      'Nichts verlässt diesen Computer am VPN vorbei, auch nicht beim Wiederverbinden oder nach einem Absturz. Kommt das VPN nicht wieder, sind Sie offline, bis Sie das Internet freigeben.',
  },
  password: {
    remember: (keychain) => `Merken in: ${keychain}`,
    rememberLocked:
      'Dieser ist gerade gesperrt; um ein Passwort zu speichern oder zu lesen, muss er entsperrt werden.',
    rememberUnavailable: 'In dieser Sitzung läuft kein Schlüsselbund; das Passwort wird jedes Mal abgefragt.',
    keychain: 'Schlüsselbund',
    ask: 'Jedes Mal fragen',
    askHelp: 'Das Passwort wird nirgends gespeichert.',
    label: 'Zu speicherndes Passwort',
    newHelp: 'Kann leer bleiben: Beim Verbinden wird einmal danach gefragt.',
    keepHelp: 'Lassen Sie das Feld leer, um das gespeicherte zu behalten.',
    forget: 'Gespeichertes Passwort löschen',
    forgotten: 'Das gespeicherte Passwort wurde gelöscht.',
  },
  methods: {
    msChap: 'MS-CHAPv2',
    msChapHelp: 'Weist nach, dass Sie das Passwort kennen, ohne es zu senden.',
    pap: 'PAP',
    papHelp: 'Sendet das Passwort selbst.',
    papWarning:
      'Mit PAP kann der Betreiber des Servers Ihr Passwort lesen. Erlauben Sie es nur, wenn der Server nach Auskunft der Administration nichts anderes kann. Bei einem Server, dessen Identität nicht geprüft wurde, verwendet Culvert es nie.',
  },
  pins: {
    list: 'Zertifikate, denen vertraut wird',
    remove: (fingerprint) => `Fingerabdruck entfernen, der mit ${fingerprint} beginnt`,
    incomplete: (count) => `Bisher ${count} von 64 Hexadezimalziffern.`,
  },
  ca: {
    choose: 'Datei auswählen …',
    count: (count) => (count === 1 ? '1 Zertifikat' : `${count} Zertifikate`),
    remove: 'Zertifikate entfernen',
    tooLarge: (file) => `${file} ist zu groß für ein Zertifikat.`,
    unreadable: (file) => `${file} lässt sich nicht lesen.`,
    notOne: (file) => `${file} enthält kein Zertifikat.`,
  },
  routing: {
    all: 'Gesamter Datenverkehr',
    allHelp: 'Wer das Netz betreibt, in dem Sie sind, sieht nur, dass es ein VPN gibt.',
    only: 'Nur diese Netze',
    onlyHelp: 'Alles andere läuft wie ohne VPN.',
    except: 'Alles außer diesen Netzen',
    exceptHelp: 'Zum Beispiel für Dienste, die direkt erreicht werden müssen.',
    ipv6KillSwitch: 'Der Kill-Switch sperrt es in jedem Fall.',
  },
  preview: 'In Worten',
  killSwitch: {
    only: 'Bei „Nur diese Netze“ ist alles andere gesperrt, solange der Kill-Switch sperrt, also solange diese Verbindung eingeschaltet ist.',
    except:
      'Die ausgenommenen Netze sind dann ebenfalls gesperrt, sofern sie nicht private Netze in Ihrer Nähe sind.',
    lockdown:
      'Soll auch ohne Verbindung gesperrt sein, finden Sie in den Einstellungen „Ohne Verbindung sperren“.',
  },
  inUse: 'Diese Verbindung ist eingeschaltet. Änderungen gelten ab dem nächsten Verbinden.',
  dns: {
    server: 'Die DNS-Server, die das VPN nennt',
    custom: 'Diese DNS-Server, über das VPN',
    none: 'Wie ohne VPN',
    noneHelp: 'Namen aus dem anderen Netz werden dann vielleicht nicht gefunden.',
  },
  unknown: (names) =>
    `In ihrer Datei stehen auch Einstellungen, die diese Version nicht kennt. Sie bleiben erhalten: ${names}`,
  problems: (count) =>
    count === 1 ? 'Eine Angabe muss berichtigt werden:' : `${count} Angaben müssen berichtigt werden:`,
  problem: draftProblems,
  leave: {
    title: 'Änderungen speichern?',
    text: (name) => `Sie haben „${name}“ geändert.`,
    textNew: 'Die neue Verbindung ist noch nicht gespeichert.',
    discard: 'Verwerfen',
    stay: 'Weiter bearbeiten',
  },
}

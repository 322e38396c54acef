import { METHOD_NAMES } from '../../method-names.ts'
import type { importing as english } from '../en/importing.ts'
import type { Wording } from '../wording.ts'

/** The review of what is imported. */
export const importing: Wording<typeof english> = {
  title: (count) => (count === 1 ? 'Verbindung prüfen' : `${count} Verbindungen prüfen`),
  nothing: 'Nichts hinzuzufügen',
  intro: 'Nichts wird übernommen, bevor Sie es hinzufügen, und nichts verbindet sich von selbst.',
  pasted: 'Ihrer Eingabe',
  choose: (name) => `${name} hinzufügen`,
  understood: 'Was erkannt wurde',
  from: (source, format) => `Aus ${source} (${format})`,
  format: {
    sstp: 'Verbindungsdatei',
    'sstp-uri': 'Adresse',
    'server-address': 'Adresse',
    'windows-pbk': 'Windows-Telefonbuch',
    networkmanager: 'NetworkManager',
    sstpc: 'sstpc',
    'add-vpn-connection': 'Add-VpnConnection',
    'softether-vpn': 'SoftEther',
  },
  fact: {
    server: 'Server',
    user: 'Benutzername',
    signIn: 'Anmeldung',
    verifier: 'Für den Server bürgt',
    traffic: 'Über das VPN',
    dns: 'Namen (DNS)',
    ipv6: 'IPv6',
    reconnect: 'Bei Verbindungsverlust',
  },
  userAsked: 'wird beim Verbinden abgefragt',
  method: METHOD_NAMES,
  papWarning: 'PAP gibt dem Server das Passwort selbst.',
  verifier: {
    system: 'eine Zertifizierungsstelle dieses Computers',
    'profile-ca': 'eine eigene Zertifizierungsstelle, die mit importiert wird',
    pin: 'der Fingerabdruck seines Zertifikats, der mit importiert wird',
  },
  notVerified:
    'Dort, wo dies herkommt, wurde der Server NICHT geprüft. Culvert prüft ihn; vielleicht werden Sie gefragt, ob es der richtige ist.',
  notVerifiedShort: 'bisher nicht geprüft',
  traffic: {
    all: 'alles',
    only: (networks) => `nur ${networks}`,
    except: (networks) => `alles außer ${networks}`,
    more: (networks, more) => `${networks} und ${more} weitere`,
  },
  assumed: {
    'private-networks':
      'Welche Netze gemeint sind, steht nicht darin; angenommen wurden die privaten. Berichtigen Sie das bei Bedarf in den Einstellungen der Verbindung.',
  },
  dns: {
    server: 'die Server, die das VPN nennt',
    custom: (servers) => servers,
    none: 'wie ohne VPN',
    domains: (servers, domains) => `${servers}, für ${domains}`,
  },
  ipv6: { blocked: 'gesperrt, solange verbunden', untouched: 'wie ohne VPN' },
  reconnect: { yes: 'wird neu verbunden', no: 'bleibt getrennt' },
  ignored: (count) =>
    count === 1 ? 'Nicht übernommen: 1 Einstellung' : `Nicht übernommen: ${count} Einstellungen`,
  reason: {
    unknown: 'unbekannt',
    'not-for-sstp': 'für SSTP ohne Bedeutung',
    secret: 'ein Passwort: Culvert nimmt keine aus Dateien; es wird abgefragt',
    'would-weaken-security': 'würde eine Prüfung abschalten, die Culvert immer vornimmt',
    'not-supported-yet': 'wird noch nicht unterstützt',
    invalid: 'ergibt so keinen Sinn',
  },
  duplicate: (name) => `Derselbe Server wie bei „${name}“.`,
  duplicateAction: (name) => `Was geschehen soll, da „${name}“ denselben Server hat`,
  replace: (name) => `„${name}“ ersetzen`,
  replaceHelp:
    'Name und gespeichertes Passwort bleiben; alle Einstellungen werden durch die importierten ersetzt.',
  keepBoth: 'Beide behalten',
  refused: (count) => (count === 1 ? 'Eines ist nicht zu gebrauchen:' : `${count} sind nicht zu gebrauchen:`),
  selected: (selected, all) => `${selected} von ${all} ausgewählt`,
  selectAll: 'Alle auswählen',
  selectNone: 'Keine auswählen',
  add: (count) => (count <= 1 ? 'Hinzufügen' : `${count} hinzufügen`),
  addAndConnect: 'Hinzufügen und verbinden',
  replaceOne: 'Ersetzen',
  replaceAndConnect: 'Ersetzen und verbinden',
  noneChosen: 'Wählen Sie mindestens eine Verbindung aus.',
}

import type { states as english } from '../en/states.ts'
import type { Wording } from '../wording.ts'
import { activity } from './activity.ts'
import { details } from './details.ts'

/** The main view: states, ladder, details, activity. */
export const states: Wording<typeof english> = {
  word: {
    disconnected: 'Nicht verbunden',
    connecting: 'Wird verbunden …',
    'needs-credentials': 'Passwort erforderlich',
    'needs-trust': 'Identität des Servers prüfen',
    connected: 'Verbunden',
    silent: 'Verbunden, keine Antwort',
    reconnecting: 'Wird neu verbunden …',
    'waiting-for-network': 'Warten auf das Netzwerk',
    'captive-portal': 'Erst in diesem WLAN anmelden',
    blocked: 'Internet gesperrt',
    disconnecting: 'Wird getrennt …',
    failed: 'Keine Verbindung möglich',
    'helper-missing': 'Netzwerkhelfer fehlt',
    'not-for-this-system': 'Auf diesem System noch nicht verfügbar',
  },
  line: {
    disconnected: 'Ihr Datenverkehr läuft nicht über das VPN.',
    otherConnection: (name) => `„${name}“ wird gerade verwendet. Ein Verbinden hier beendet das.`,
    preparing: 'Vorbereitung',
    step: (what, number, of) => `${what} (${number} von ${of})`,
    attempt: (attempt) => `Versuch ${attempt}`,
    slow: 'Das dauert länger als üblich.',
    connected: (since, duration) => `seit ${since} · ${duration}`,
    silent: (duration) => `Seit ${duration} keine Antwort vom Server. Es wird weiter versucht …`,
    retryIn: (attempt, duration) => `Versuch ${attempt}. Der nächste folgt in ${duration}.`,
    retryNow: (attempt) => `Versuch ${attempt} läuft …`,
    waiting: 'Die Verbindung wird aufgebaut, sobald Sie online sind.',
    captivePortal:
      'Öffnen Sie im Browser eine beliebige Seite und melden Sie sich dort an. Versuchen Sie es dann hier erneut.',
    blocked: 'Solange das VPN unterbrochen ist, verlässt nichts diesen Computer.',
    disconnecting: 'Der Server wird verabschiedet.',
    helperMissing:
      'Das kleine Programm, das die Netzwerkeinstellungen dieses Computers ändern darf, ist nicht installiert.',
    notForThisSystem:
      'Verbindungen lassen sich hier einrichten und exportieren, aber bisher nur unter Linux aufbauen.',
  },
  credentials: {
    'ask-every-time': 'Diese Verbindung fragt jedes Mal nach dem Passwort.',
    'not-saved-yet': 'Für diese Verbindung ist noch kein Passwort gespeichert.',
    'missing-in-keychain': 'Das gespeicherte Passwort ist nicht mehr im Schlüsselbund.',
    'keychain-locked': 'Der Schlüsselbund mit dem Passwort ist gesperrt.',
    'keychain-unavailable': 'Es gibt keinen Schlüsselbund, aus dem das Passwort kommen könnte.',
    refused: 'Der Server hat den Benutzernamen oder das Passwort nicht angenommen.',
  },
  action: {
    connect: 'Verbinden',
    cancel: 'Abbrechen',
    disconnect: 'Trennen',
    reconnect: 'Neu verbinden',
    retryNow: 'Jetzt versuchen',
    tryAgain: 'Erneut versuchen',
    stop: 'Beenden',
    stopWaiting: 'Nicht mehr warten',
    enterPassword: 'Passwort eingeben',
    checkIdentity: 'Identität prüfen',
    unblock: 'Freigeben …',
    howToInstall: 'So installieren Sie ihn',
    lookAgain: 'Erneut prüfen',
    readMore: 'Mehr erfahren',
    showLog: 'Protokoll anzeigen',
    dismiss: 'Ausblenden',
  },
  unblock: {
    title: 'Datenverkehr ohne VPN zulassen?',
    text: 'Alles, was dieser Computer sendet, läuft dann über das Netzwerk, mit dem er verbunden ist, und ist für dieses sichtbar, bis Sie wieder verbinden.',
    confirm: 'Internet freigeben',
    keep: 'Gesperrt lassen',
  },
  doing: {
    name: 'Der Name des Servers wird aufgelöst',
    tcp: 'Der Server wird angesprochen',
    tls: 'Das Zertifikat des Servers wird geprüft',
    sstp: 'Die VPN-Sitzung wird geöffnet',
    'sign-in': 'Sie werden angemeldet',
    address: 'Eine Adresse wird bezogen',
    routes: 'Das Netzwerk dieses Computers wird eingerichtet',
  },
  ladder: {
    title: 'Schritte der Verbindung',
    name: 'Name',
    tcp: 'Server',
    tls: 'Identität',
    sstp: 'Sitzung',
    'sign-in': 'Anmeldung',
    address: 'Adresse',
    routes: 'Netzwerk',
    done: 'erledigt',
    failed: 'fehlgeschlagen',
    running: 'läuft',
    pending: 'steht aus',
    total: (duration) => `In ${duration} verbunden`,
  },
  traffic: {
    title: 'Durchsatz der letzten 60 Sekunden',
    down: 'Empfangen',
    up: 'Gesendet',
    totals: (down, up) => `Insgesamt ${down} empfangen, ${up} gesendet`,
    alternative: (down, up, peakDown, peakUp) =>
      `Empfangen ${down}, gesendet ${up}. Höchstwert der letzten Minute: empfangen ${peakDown}, gesendet ${peakUp}.`,
  },
  chip: {
    all: 'Gesamter Datenverkehr',
    only: (count) => (count === 1 ? 'Nur 1 Netz' : `Nur ${count} Netze`),
    except: (count) => (count === 1 ? 'Alles außer 1 Netz' : `Alles außer ${count} Netzen`),
    dnsServer: 'DNS über das VPN',
    dnsCustom: (count) => (count === 1 ? 'Eigener DNS-Server' : `${count} eigene DNS-Server`),
    dnsNone: 'DNS unverändert',
    ipv6Blocked: 'IPv6 gesperrt',
    pinned: 'Zertifikat festgelegt',
    ownCa: 'Eigene Zertifizierungsstelle',
    pap: 'Passwort geht an den Server (PAP)',
    noReconnect: 'Kein automatisches Wiederverbinden',
    certificateEnds: (days) =>
      days <= 0
        ? 'Zertifikat ist abgelaufen'
        : days === 1
          ? 'Zertifikat läuft morgen ab'
          : `Zertifikat läuft in ${days} Tagen ab`,
    opens: 'Öffnet die Einstellung',
    label: 'Was diese Verbindung tut',
  },
  failure: {
    code: 'Code',
    cause: 'Ursache',
    remedy: 'Was Sie tun können',
    copyForAdministrator: 'Für die Administration kopieren',
  },
  details,
  activity,
}

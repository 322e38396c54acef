import type { settings as english } from '../en/settings.ts'
import type { Wording } from '../wording.ts'

/** Settings and the about box. */
export const settings: Wording<typeof english> = {
  title: 'Einstellungen',
  sections: {
    start: 'Starten und Beenden',
    protection: 'Schutz',
    look: 'Aussehen und Sprache',
    notices: 'Mitteilungen und Protokoll',
    computer: 'Dieser Computer',
  },
  launchAtLogin: 'Beim Anmelden starten',
  startHidden: 'Ohne Fenster',
  startHiddenHelp:
    'Ein Start beim Anmelden zeigt nur das Symbol im Infobereich oder ein minimiertes Fenster.',
  connectOnStart: 'Beim Start von Culvert verbinden',
  connectNothing: 'Nichts',
  quit: 'Beenden bei bestehender Verbindung',
  quitWays: {
    ask: 'Fragt zuerst',
    'stay-connected': 'Hält die Verbindung und räumt das Fenster weg',
    disconnect: 'Trennt die Verbindung und beendet Culvert',
  },
  lockdown: {
    label: 'Ohne Verbindung sperren',
    help: 'Nichts verlässt diesen Computer, solange keine Verbindung besteht, auch nicht nach einem Neustart und wenn Culvert nicht läuft.',
    busy: 'Der Netzwerkhelfer arbeitet daran. Möglicherweise bittet er Sie um Erlaubnis.',
    question: {
      title: 'Das Internet ohne Verbindung sperren?',
      text: 'Solange das eingeschaltet ist, verlässt nichts diesen Computer am VPN vorbei, auch im getrennten Zustand, nach einem Neustart und wenn Culvert nicht läuft. Nur Geräte in Ihrem eigenen Netz bleiben erreichbar.',
      out: 'So kommen Sie wieder heraus:',
      outWindow:
        'Verbinden Sie, schalten Sie dies wieder aus, oder wählen Sie „Freigeben …“ in der Hauptansicht.',
      outCommand: 'Ohne dieses Fenster in einem Terminal:',
      permission: 'Der Netzwerkhelfer bittet Sie möglicherweise um Erlaubnis.',
      confirm: 'Ohne Verbindung sperren',
    },
  },
  theme: 'Farben',
  themes: { system: 'Wie die Arbeitsfläche', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languages: { system: 'Wie die Arbeitsfläche', en: 'English', de: 'Deutsch' },
  hardwareAcceleration: 'Die Grafikkarte zeichnen lassen',
  hardwareAccelerationHelp:
    'Schalten Sie es aus, wenn das Fenster schwarz bleibt oder flackert. Es gilt ab dem nächsten Start.',
  softwareRendering:
    'Culvert zeichnet zurzeit ohne sie, weil sie wiederholt ausgefallen ist. Der Schalter gilt ab dem nächsten Start.',
  restart: 'Jetzt neu starten',
  restartHelp: 'Der Neustart trennt die Verbindung und stellt sie wieder her.',
  notifications: 'Mitteilungen zeigen',
  notificationsHelp: 'Nur wenn eine Verbindung abbricht, wiederkommt oder Sie braucht.',
  logLevel: 'Das Protokoll enthält',
  logLevels: {
    error: 'Fehler',
    warn: 'Fehler und Warnungen',
    info: 'Was geschieht',
    debug: 'Jede Einzelheit',
  },
  showLog: 'Protokoll zeigen',
  computer: {
    trayAvailable: 'Das Symbol ist im Infobereich',
    trayMissing: 'Diese Arbeitsfläche hat keinen Infobereich: Das Fenster wird minimiert statt verborgen',
    lookedAt: (time) => `Geprüft um ${time}`,
  },
  about: {
    open: 'Über Culvert',
    title: 'Über Culvert',
    what: 'Ein VPN-Programm für SSTP.',
    version: 'Version',
    parts: 'Gebaut mit',
    memory: 'Arbeitsspeicher',
    memoryOf: (main, window) => `${main} für das Programm, ${window} für dieses Fenster`,
    licence: 'Lizenz',
    mit: 'MIT. Ohne jede Gewährleistung.',
    licences: {
      open: 'Lizenzen aller Bestandteile',
      title: 'Lizenzen',
      intro:
        'In Culvert steckt die Arbeit vieler anderer. Das sind die mitgelieferten Bestandteile und was ihre Urheber erlauben. Die Texte selbst sind englisch.',
      search: 'Namen und Texte durchsuchen',
      found: (shown: string, all: string) => `${shown} von ${all} Bestandteilen`,
      nothing: (text: string) => `Nichts enthält „${text}“.`,
    },
    guide: 'Benutzerhandbuch öffnen',
    updates: 'Aktualisierungen',
    updatedBy: {
      'package-manager': 'Ihre Paketverwaltung aktualisiert Culvert.',
      own: 'Culvert sieht einmal am Tag nach und fragt, bevor es etwas herunterlädt.',
    },
  },
}

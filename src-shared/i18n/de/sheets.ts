import type { sheets as english } from '../en/sheets.ts'
import type { Wording } from '../wording.ts'
import { credentials } from './credentials.ts'
import { trust } from './trust.ts'

/** The questions about credentials and about the server's identity, and the one before quitting. */
export const sheets: Wording<typeof english> = {
  credentials,
  trust,
  password: {
    show: 'Passwort anzeigen',
    hide: 'Passwort verbergen',
    capsLock: 'Die Feststelltaste ist aktiv.',
  },
  installHelper: {
    title: 'Netzwerkhelfer installieren?',
    titleOutdated: 'Netzwerkhelfer ersetzen?',
    why: 'Unter Linux darf nur root einen Tunnel einrichten. Culvert hat dafür ein kleines Programm, das nichts anderes tut; alles Übrige läuft unter Ihrem Konto. Ein Paket bringt es mit; diese Kopie von Culvert braucht Ihre Erlaubnis, um es einzurichten.',
    puts: 'Eingerichtet werden drei Dateien, für alle, die diesen Computer benutzen:',
    helper: 'der Helfer selbst',
    policy: 'die Regel, dass vor seinem Start die Administration gefragt wird',
    unit: 'die Unit, die „Ohne Verbindung sperren“ nach einem Neustart wiederherstellt',
    asks: 'Das System fragt dann nach dem Passwort eines Administratorkontos. Culvert sieht es nicht.',
    without:
      'Ohne den Helfer können Sie Verbindungen einrichten, importieren und prüfen, aber nicht aufbauen.',
    remove: 'Wie Sie ihn später entfernen, steht in der Anleitung, die Culvert beiliegt.',
    install: 'Installieren',
    replace: 'Ersetzen',
    busy: 'Wartet auf die Erlaubnis …',
    later: 'Nicht jetzt',
    instructions: 'Anleitung',
  },
  quit: {
    title: 'Trotz Verbindung beenden?',
    connected: (connection) => `„${connection}“ ist verbunden. Beim Beenden wird die Verbindung getrennt.`,
    protected: (connection) =>
      `„${connection}“ soll verbunden bleiben und wird gerade wiederhergestellt. Beim Beenden hört das auf.`,
    stay: 'Verbunden bleiben',
    stayHelp: {
      available:
        'Wenn Sie verbunden bleiben, verschwindet nur das Fenster; über das Symbol im Infobereich kommt es zurück.',
      missing: 'Wenn Sie verbunden bleiben, verschwindet nur das Fenster.',
    },
    disconnect: 'Trennen und beenden',
    remember: 'Immer so verfahren',
  },
}

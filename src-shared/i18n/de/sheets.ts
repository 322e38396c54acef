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

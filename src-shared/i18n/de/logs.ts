import type { logs as english } from '../en/logs.ts'
import type { Wording } from '../wording.ts'

/** The view of the log. */
export const logs: Wording<typeof english> = {
  title: 'Protokoll',
  level: 'Mindestens',
  levels: { error: 'Fehler', warn: 'Warnungen', info: 'Hinweise', debug: 'Einzelheiten' },
  mark: { error: 'Fehler', warn: 'Warnung', info: 'Hinweis', debug: 'Einzelheit' },
  sources: { app: 'Programm', engine: 'Verbindung', window: 'Fenster' },
  filter: 'Protokoll durchsuchen',
  pause: 'Anhalten',
  resume: 'Weiter',
  copy: 'Zeilen kopieren',
  marked: (count) => `Markiert: ${count}`,
  copied: (count) => (count === '1' ? 'Kopiert.' : `${count} Zeilen kopiert.`),
  export: 'Speichern …',
  lines: (shown, of) => `${shown} von ${of} Zeilen`,
  waiting: (count) => `${count} neue Zeilen warten.`,
  dropped: (count) => `${count} Zeilen kamen zu schnell, um hier gezeigt zu werden. In der Datei stehen sie.`,
  empty: 'Es wurde noch nichts geschrieben.',
  nothingFound: 'Keine Zeile passt.',
  toEnd: 'Zum Neuesten',
  preview: {
    title: 'Das wird gespeichert',
    text: 'Namen und Adressen sind ersetzt, derselbe überall durch denselben Platzhalter. Passwörter stehen nie im Protokoll. Lesen Sie es durch, bevor Sie es weitergeben.',
    replaced: 'Ersetzt',
    times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
    nothing: 'Es gab nichts zu ersetzen.',
    content: 'Inhalt der Datei',
    save: 'Datei speichern …',
    saved: (path) => `Gespeichert als ${path}.`,
  },
}

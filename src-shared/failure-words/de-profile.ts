import type { ProfileFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { mistakeInWords } from './de-mistake.ts'
import { inWords } from './de-system-error.ts'
import { sentence } from './system-error.ts'

export const PROFILE_WORDS: WordsFor<ProfileFailure> = {
  'profile-not-found': ({ name }) => ({
    title: `Es gibt kein Profil „${name}“`,
    cause: 'Das ist weder eine Datei noch der Name eines gespeicherten Profils.',
    remedy:
      'Geben Sie den Pfad einer .sstp-Datei an, eine Adresse wie sstp://anna@vpn.example.com oder den Namen eines Profils in ~/.config/culvert/profiles.',
  }),
  'profile-ambiguous': ({ name, places }) => ({
    title: `Mehrere Profile heißen „${name}“`,
    cause: `Es sind ${places.join(' und ') || 'Dateien im Ordner der Profile'}.`,
    remedy: 'Geben Sie den Pfad des gemeinten an oder den Namen seiner Datei.',
  }),
  'profile-unreadable': ({ path, detail }) => ({
    title: 'Das Profil kann nicht gelesen werden',
    cause: sentence(`${path}: ${inWords(detail)}`),
    remedy: 'Prüfen Sie den Pfad und ob die Datei Ihnen gehört oder für Sie lesbar ist.',
  }),
  'profile-malformed': ({ path, line, column, mistake }) => ({
    title: 'Das Profil enthält einen Fehler',
    cause: `${path}${line === undefined ? '' : `, Zeile ${line}, Spalte ${column}`}: ${mistakeInWords(mistake)}`,
    remedy:
      'Berichtigen Sie diese Stelle und versuchen Sie es noch einmal. docs/profile-format.md erklärt jede Zeile mit einem Beispiel.',
  }),
}

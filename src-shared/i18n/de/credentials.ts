import type { credentials as english } from '../en/credentials.ts'
import type { Wording } from '../wording.ts'

/** The question for user name and password. */
export const credentials: Wording<typeof english> = {
  title: (connection) => `Bei „${connection}“ anmelden`,
  user: 'Benutzername',
  userHelp: 'So, wie Sie ihn erhalten haben: name, DOMÄNE\\name oder name@domäne.',
  password: 'Passwort',
  submit: 'Verbinden',
  code: 'Einmalcode',
  codeHelp: 'Aus Ihrer App, vom Token oder aus einer Nachricht. Er wird nie gespeichert.',
  missing: {
    user: 'Geben Sie Ihren Benutzernamen ein.',
    password: 'Geben Sie Ihr Passwort ein.',
    code: 'Geben Sie den Code ein.',
  },
  change: {
    title: (connection) => `Passwort für „${connection}“ ändern`,
    text: 'Ihr Passwort ist abgelaufen. Wählen Sie ein neues, um fortzufahren.',
    fresh: 'Neues Passwort',
    again: 'Neues Passwort wiederholen',
    missing: 'Geben Sie ein neues Passwort ein.',
    same: 'Das ist das alte Passwort.',
    different: 'Die beiden stimmen nicht überein.',
    submit: 'Ändern und verbinden',
  },
  tooLong: 'So lange Eingaben nimmt kein Server an.',
  remember: (keychain) => `Merken in: ${keychain}`,
  rememberHelp: 'Es wird gespeichert, sobald der Server es angenommen hat.',
  notKept: {
    chosen: 'Diese Verbindung fragt jedes Mal; das Passwort wird nicht gespeichert.',
    locked: (keychain) =>
      `${keychain} ist gesperrt; das Passwort lässt sich weder lesen noch speichern. Entsperren Sie ihn und prüfen Sie erneut, oder fahren Sie ohne ihn fort.`,
    unavailable:
      'In dieser Sitzung läuft kein Schlüsselbund; das Passwort lässt sich nicht speichern. Verbinden können Sie trotzdem.',
  },
  changeThis: 'Ändern …',
  unlocked: (keychain) => `${keychain} ist jetzt entsperrt.`,
  useSaved: 'Gespeichertes Passwort verwenden',
  sentAs: {
    domain: (user) => `Gesendet als ${user}: mit vorangestellter Domäne.`,
    at: (user) => `Gesendet als ${user}: mit nachgestellter Domäne.`,
    plain: (user) =>
      `Gesendet als ${user}: ohne Domäne. Manche Server erwarten DOMÄNE\\name oder name@domäne.`,
  },
  serverSaid: (message) => `Der Server meldet: „${message}“`,
  attempts: (count) => (count === 1 ? 'Bisher ein Versuch.' : `Bisher ${count} Versuche.`),
  lockOutNext:
    'Viele Server sperren ein Konto beim dritten falschen Versuch. Vergewissern Sie sich des Passworts, bevor Sie es erneut versuchen.',
  lockOutPerhaps:
    'Vielleicht ist das Konto inzwischen gesperrt; dann wird auch das richtige Passwort abgelehnt. Fragen Sie besser die Administration.',
}

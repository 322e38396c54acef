import { formatBytes } from '../format.ts'
import { foreignFile } from '../i18n/foreign-files.ts'
import type { AppFailure, WordsFor } from './catalogue.ts'
import { mistakeInWords } from './de-mistake.ts'
import { inWords } from './de-system-error.ts'
import { sentence } from './system-error.ts'

export const APP_WORDS: WordsFor<AppFailure> = {
  'store-unreadable': ({ path, detail }) => ({
    title: 'Eigene Dateien von Culvert können nicht gelesen werden',
    cause: sentence(`${path}: ${inWords(detail)}`),
    remedy:
      'Prüfen Sie, ob die Datei Ihnen gehört und Sie sie lesen dürfen, und starten Sie Culvert dann neu.',
  }),
  'store-unwritable': ({ path, detail }) => ({
    title: 'Die Änderung konnte nicht gespeichert werden',
    cause: sentence(`${path}: ${inWords(detail)}`),
    remedy:
      'Schaffen Sie Platz auf dem Datenträger oder prüfen Sie, ob der Ordner Ihnen gehört, und versuchen Sie es noch einmal. Verloren ist nichts.',
  }),
  'store-too-new': ({ path, version, known }) => ({
    title: 'Diese Dateien stammen von einem neueren Culvert',
    cause: `${path} hat die Version ${version}; dieses Programm kennt Versionen bis ${known}.`,
    remedy: 'Aktualisieren Sie Culvert. Die Datei wurde nicht verändert.',
  }),
  'import-not-a-connection': ({ source, looksLike }) => ({
    title: 'Das ist keine Verbindungsdatei',
    cause:
      looksLike === ''
        ? `Nichts in ${source || 'der Eingabe'} beschreibt eine SSTP-Verbindung.`
        : `${nameOf(source)} sieht nicht nach den Einstellungen einer Verbindung aus, sondern nach ${foreignFile(looksLike, 'de')}.`,
    remedy:
      'Wählen Sie eine .sstp-Datei, ein Windows-Telefonbuch (.pbk), eine Verbindung von NetworkManager oder SoftEther, oder fügen Sie eine Adresse wie vpn.example.com ein.',
  }),
  'import-too-large': ({ source, size, limit }) => ({
    title: 'Die Datei ist zu groß für eine Verbindung',
    cause: `${nameOf(source)} hat ${formatBytes(size, 'de')}; Einstellungen von Verbindungen haben höchstens ${formatBytes(limit, 'de')}.`,
    remedy:
      'Prüfen Sie, ob es die richtige Datei ist. Wenn ja, bitten Sie um eine kleinere, wo Sie sie bekommen haben.',
  }),
  'import-too-many': ({ count, limit }) => ({
    title: 'Das ist zu viel auf einmal',
    cause: `Es sind ${count}, und bis zu ${limit} lassen sich gemeinsam durchsehen.`,
    remedy: 'Importieren Sie sie in mehreren Teilen.',
  }),
  'import-malformed': ({ source, line, mistake }) => ({
    title: 'Die Datei enthält einen Fehler',
    cause: `${nameOf(source)}${line === undefined ? '' : `, Zeile ${line}`}: ${mistakeInWords(mistake)}`,
    remedy: 'Exportieren Sie sie dort, woher sie kommt, noch einmal, oder berichtigen Sie diese Stelle.',
  }),
  'import-no-sstp': ({ source, kinds }) => ({
    title: 'Darin ist keine SSTP-Verbindung',
    cause:
      kinds.length === 0
        ? `${nameOf(source)} beschreibt keine Verbindung über SSTP.`
        : `${nameOf(source)} beschreibt nur Verbindungen anderer Art: ${kinds.join(', ')}.`,
    remedy:
      'Culvert spricht SSTP. Fragen Sie die Administration, ob der Server das anbietet, und nach seiner Adresse.',
  }),
  'keychain-unavailable': ({ detail }) => ({
    title: 'Es gibt keinen Schlüsselbund, der Passwörter aufbewahrt',
    cause: sentence(`In dieser Sitzung läuft kein Dienst für Passwörter (${detail || 'keine Antwort'})`),
    remedy:
      'Culvert funktioniert auch ohne und fragt jedes Mal nach dem Passwort. Damit es gemerkt wird, installieren und starten Sie GNOME Keyring oder KWallet und wählen Sie dann „Erneut prüfen“.',
  }),
  'keychain-locked': () => ({
    title: 'Der Schlüsselbund ist gesperrt',
    cause: 'Ihre gespeicherten Passwörter sind da, aber der Schlüsselbund wurde nicht entsperrt.',
    remedy:
      'Entsperren Sie ihn (das geschieht auch, wenn Sie sich am Computer ab- und wieder anmelden) und versuchen Sie es noch einmal, oder geben Sie das Passwort von Hand ein.',
  }),
  'keychain-failed': ({ detail }) => ({
    title: 'Der Schlüsselbund hat nicht richtig geantwortet',
    cause: sentence(`Seine Antwort: ${detail || 'keine'}`),
    remedy:
      'Versuchen Sie es noch einmal. Bleibt es dabei, melden Sie sich am Computer ab und wieder an; geben Sie das Passwort bis dahin von Hand ein.',
  }),
  'engine-crashed': ({ detail }) => ({
    title: 'Die Verbindung wurde durch einen Fehler in Culvert beendet',
    cause: sentence(
      `Der Teil, der Ihren Datenverkehr befördert, ist stehen geblieben: ${detail || 'Näheres ist nicht bekannt'}`,
    ),
    remedy:
      'Das Netzwerk dieses Computers wurde in den vorherigen Zustand versetzt. Verbinden Sie sich erneut und melden Sie den Fehler bitte zusammen mit dem Protokoll.',
  }),
}

const nameOf = (source: string) => source || 'Die Eingabe'

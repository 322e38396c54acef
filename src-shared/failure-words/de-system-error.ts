import { replaceSystemErrors } from './system-error.ts'

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'der Zugriff wurde verweigert',
  EADDRNOTAVAIL: 'dieser Computer hat keine Adresse, von der aus er senden könnte',
  EAI_AGAIN: 'der DNS-Server hat nicht geantwortet',
  EAI_FAIL: 'der DNS-Server hat selbst einen Fehler gemeldet',
  ECONNABORTED: 'dieser Computer hat die Verbindung aufgegeben',
  ECONNREFUSED: 'die Verbindung wurde abgelehnt',
  ECONNRESET: 'die Gegenseite hat die Verbindung abgebrochen',
  EDQUOT: 'Ihr Anteil am Datenträger ist aufgebraucht',
  EFTYPE: 'es ist keine gewöhnliche Datei',
  EHOSTDOWN: 'der Computer dort ist ausgeschaltet',
  EHOSTUNREACH: 'zu diesem Computer führt kein Weg',
  EIO: 'der Datenträger oder das Gerät hat einen Fehler gemeldet',
  EISDIR: 'es ist ein Ordner und keine Datei',
  ELOOP: 'seine Verknüpfungen führen im Kreis',
  EMFILE: 'es sind zu viele Dateien geöffnet',
  ENETDOWN: 'das Netzwerk ist ausgefallen',
  ENETUNREACH: 'in dieses Netzwerk führt kein Weg',
  ENODEV: 'das Gerät ist nicht vorhanden',
  ENOENT: 'nicht vorhanden',
  ENOMEM: 'der Arbeitsspeicher reicht nicht aus',
  ENOSPC: 'der Datenträger ist voll',
  ENOTDIR: 'ein Teil des Pfads ist kein Ordner',
  ENXIO: 'das Gerät ist nicht vorhanden',
  EPERM: 'das ist nicht erlaubt',
  EPIPE: 'die Gegenseite hat die Verbindung geschlossen',
  EROFS: 'der Datenträger kann nur gelesen werden',
  ETIMEDOUT: 'es kam keine rechtzeitige Antwort',
}

/** Puts German words in place of the operating system's names for errors. */
export function inWords(detail: string): string {
  return detail === '' ? 'ein Grund wurde nicht genannt' : replaceSystemErrors(detail, SYSTEM_ERRORS)
}

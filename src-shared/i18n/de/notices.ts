import type { notices as english } from '../en/notices.ts'
import type { Wording } from '../wording.ts'

/** Lines in the banner area. */
export const notices: Wording<typeof english> = {
  area: 'Hinweise',
  closesToTray:
    'Sie können dieses Fenster schließen; die Verbindung bleibt bestehen. Achten Sie auf dieses Symbol:',
  noTray:
    'Ihr Desktop hat keinen Infobereich; beim Schließen wird dieses Fenster minimiert. Die Verbindung bleibt bestehen.',
  offerLogin: 'Soll Culvert starten, wenn Sie sich anmelden?',
  launchAtLogin: 'Bei der Anmeldung starten',
  offerHelper:
    'Um Verbindungen aufzubauen, braucht Culvert einen kleinen Netzwerkhelfer, der für diese Version nicht installiert ist.',
  installHelper: 'Installieren …',
  rendererCrashed:
    'Das Fenster hatte ein Problem und wurde neu geöffnet. Ihre Verbindung ist davon nicht betroffen.',
  engineCrashed:
    'Die Verbindung wurde durch einen Fehler in Culvert beendet. Das Netzwerk dieses Computers wurde in den vorherigen Zustand versetzt.',
  softwareRendering:
    'Culvert zeichnet jetzt ohne den Grafikprozessor, weil dieser wiederholt ausgefallen ist.',
  update: {
    offered: (version) => `Culvert ${version} ist da.`,
    fetch: 'Herunterladen',
    waiting: (version) =>
      `Culvert ${version} wird geladen, sobald Sie wieder verbunden sind; so bleibt der Download im Tunnel.`,
    downloading: (version) => `Culvert ${version} wird heruntergeladen …`,
    ready: (version) =>
      `Culvert ${version} ist bereit. Beim Neustart endet Ihre Verbindung kurz und wird danach wiederhergestellt.`,
    restart: 'Jetzt neu starten',
  },
  removed: (name) => `„${name}“ wurde entfernt.`,
  broken: (count) =>
    count === 1
      ? 'Eine Verbindung kann nicht gelesen werden:'
      : `${count} Verbindungen können nicht gelesen werden:`,
  setAside: (file, keptAs) =>
    `Die Datei ${file} war beschädigt. Sie wird als ${keptAs} aufbewahrt, und Culvert hat mit einer neuen begonnen.`,
  details: 'Details',
  done: 'Fertig',
}

import type { activity as english } from '../en/activity.ts'
import type { Wording } from '../wording.ts'

/** The timeline of a connection. */
export const activity: Wording<typeof english> = {
  title: 'Aktivität',
  empty: 'Bisher ist nichts geschehen.',
  wholeLog: 'Protokoll anzeigen',
  connected: (after) => `In ${after} verbunden`,
  disconnected: 'Getrennt',
  disconnectedByQuit: 'Getrennt, weil Culvert beendet wurde',
  lost: (title) => `Verbindung verloren: ${title}`,
  reconnected: (after) => `Nach ${after} wieder verbunden`,
  failed: (title) => `Keine Verbindung möglich: ${title}`,
  cancelled: 'Abgebrochen',
  wokeUp: 'Der Computer ist aufgewacht',
  engineCrashed:
    'Der Verbindungsdienst wurde durch einen Fehler in Culvert beendet; das Netzwerk wurde zurückgesetzt',
  silent: 'Der Server antwortet nicht mehr',
  offline: 'Kein Netzwerk; es wird darauf gewartet',
  captivePortal: 'Dieses Netzwerk verlangt zuerst eine Anmeldung',
  portalOpened: (duration) => `Der Weg zur Anmeldeseite wurde für ${duration} geöffnet`,
  blocked: 'Der Kill-Switch sperrt das Internet',
  unblocked: 'Sie haben das Internet ohne VPN freigegeben',
  answersAgain: (after) => `Der Server antwortet wieder, nach ${after}`,
}

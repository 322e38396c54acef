import type { Catalogue } from './catalogue.ts'
import { APP_WORDS } from './de-app.ts'
import { CONNECTION_WORDS } from './de-connection.ts'
import { EAP_WORDS } from './de-eap.ts'
import { HOST_WORDS } from './de-host.ts'
import { HTTP_WORDS } from './de-http.ts'
import { IDENTITY_WORDS } from './de-identity.ts'
import { NETWORK_WORDS } from './de-network.ts'
import { PROFILE_WORDS } from './de-profile.ts'
import { PROXY_WORDS } from './de-proxy.ts'
import { SIGN_IN_WORDS } from './de-sign-in.ts'
import { SSTP_WORDS } from './de-sstp.ts'

/** German. */
export const GERMAN: Catalogue = {
  ...NETWORK_WORDS,
  ...PROXY_WORDS,
  ...IDENTITY_WORDS,
  ...HTTP_WORDS,
  ...SSTP_WORDS,
  ...SIGN_IN_WORDS,
  ...EAP_WORDS,
  ...HOST_WORDS,
  ...CONNECTION_WORDS,
  ...PROFILE_WORDS,
  ...APP_WORDS,
  cancelled: () => ({
    title: 'Abgebrochen, bevor die Verbindung stand',
    cause: 'Sie haben sie beendet. An diesem Computer blieb nichts verändert zurück.',
    remedy: 'Verbinden Sie sich erneut, wann immer Sie möchten.',
  }),
  usage: ({ detail }) => ({
    title: 'So lässt sich der Befehl nicht ausführen',
    cause: detail,
    remedy: '„culvert help“ zeigt die Befehle mit Beispielen.',
  }),
  internal: ({ detail }) => ({
    title: 'Culvert hat einen Fehler gemacht',
    cause: `Etwas ist geschehen, womit niemand gerechnet hat, der es geschrieben hat: ${detail || 'Näheres ist nicht bekannt'}.`,
    remedy:
      'Versuchen Sie es noch einmal. Scheint das Netzwerk dieses Computers gestört, führen Sie „culvert repair“ aus. Bitte melden Sie den Fehler zusammen mit diesem Text.',
  }),
}

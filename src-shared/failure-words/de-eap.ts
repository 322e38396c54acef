import type { CertificateTrouble, EapFailure, IdentityFailure } from '../failure.ts'
import type { Words, WordsFor } from './catalogue.ts'
import { IDENTITY_WORDS } from './de-identity.ts'
import { sentence } from './system-error.ts'

export const EAP_WORDS: WordsFor<EapFailure> = {
  'auth-server-not-trusted': ({ because }) => ({
    title: 'Die Identität des Anmeldeservers lässt sich nicht prüfen',
    cause: `Der VPN-Server ist der richtige, aber innerhalb der Verbindung meldet ein anderer Server (RADIUS) die Benutzer an, und der hat sich nicht ausgewiesen. ${causeOf(because)}`,
    remedy:
      'Lassen Sie sich von der Administration die Zertifizierungsstelle und den Namen dieses Servers geben und setzen Sie sie im Profil unter [sign-in.server] als „ca“ und „name“ ein. Stimmt beides schon, verbinden Sie sich nicht und senden Sie diesen Text an die Administration.',
  }),
  'auth-server-tls-failed': ({ detail }) => ({
    title: 'Die geschützte Anmeldung ist fehlgeschlagen',
    cause: sentence(
      `Innerhalb der Verbindung konnten sich der Anmeldeserver (RADIUS) und Culvert nicht auf einen TLS-Tunnel einigen: ${detail || 'Näheres ist nicht bekannt'}`,
    ),
    remedy:
      'Versuchen Sie es noch einmal. Bleibt es dabei, senden Sie diesen Text an die Administration des Servers.',
  }),
  'client-certificate-refused': ({ detail }) => ({
    title: 'Ihr Zertifikat wurde nicht angenommen',
    cause: sentence(
      `Der Server hat das Zertifikat, mit dem dieses Profil sich anmeldet, abgelehnt: ${alertInWords(detail)}`,
    ),
    remedy:
      'Bitten Sie die Administration um ein gültiges Zertifikat von der Zertifizierungsstelle, die der Server erwartet. Ist Ihres abgelaufen, erneuern Sie es und importieren Sie das neue in das Profil.',
  }),
  'client-certificate-unusable': ({ because, detail }) => ({
    title: 'Es gibt kein brauchbares Zertifikat für die Anmeldung',
    cause: `Dieses Profil meldet sich mit einem Zertifikat an, und das ist nicht möglich: ${TROUBLE[because] ?? TROUBLE['bad-key']}${detail === '' ? '' : ` (${detail})`}.`,
    remedy:
      'Importieren Sie das Zertifikat zusammen mit seinem Schlüssel (eine PKCS#12- oder PEM-Datei von der Administration) in das Profil, mit der richtigen Passphrase.',
  }),
}

/** The compiler cannot see that the function found under a code takes the failure with that code. */
function causeOf(failure: IdentityFailure): string {
  const describe = IDENTITY_WORDS[failure.code] as (facts: IdentityFailure) => Words
  return describe(failure).cause
}

/** Alerts by which a server turns a certificate down (RFC 8446 section 6.2). */
const ALERTS: Readonly<Record<string, string>> = {
  'bad certificate': 'es ist beschädigt',
  'unsupported certificate': 'es ist von einer Art, die der Server nicht annimmt',
  'certificate revoked': 'es ist gesperrt',
  'certificate expired': 'es ist abgelaufen',
  'certificate unknown': 'etwas daran ist nicht annehmbar',
  'unknown ca': 'der Server kennt dessen Aussteller nicht',
  'access denied': 'es gewährt hier keinen Zugang',
  'certificate required': 'es wurde keines gezeigt, und der Server verlangt eines',
}

function alertInWords(alert: string): string {
  if (alert === '') return 'ein Grund wurde nicht genannt'
  return ALERTS[alert] === undefined ? alert : `${ALERTS[alert]} (${alert})`
}

const TROUBLE: Readonly<Record<CertificateTrouble, string>> = {
  'no-certificate': 'im Profil ist keines, oder der Schlüssel dazu wurde nicht angegeben',
  'no-key': 'der private Schlüssel fehlt',
  'other-key': 'der private Schlüssel gehört zu einem anderen Zertifikat',
  'bad-key': 'der private Schlüssel ist nicht lesbar, oder seine Passphrase ist falsch',
}

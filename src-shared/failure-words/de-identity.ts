import type { IdentityFailure } from '../failure.ts'
import { formatDay } from '../format.ts'
import type { WordsFor } from './catalogue.ts'
import { MAX_NAMES, moment, pinLine } from './identity-facts.ts'
import { sentence } from './system-error.ts'

const NOTHING_SENT = 'Ihr Passwort wurde nicht gesendet.'

export const IDENTITY_WORDS: WordsFor<IdentityFailure> = {
  'certificate-self-signed': ({ subject, sha256 }) => ({
    title: 'Die Identität des Servers lässt sich nicht prüfen',
    cause: `Sein Zertifikat („${subject}“) hat er selbst unterschrieben; niemand, dem dieser Computer vertraut, bürgt dafür. ${NOTHING_SENT}`,
    remedy: `Fragen Sie die Administration auf einem anderen Weg als über diese Verbindung, ob der SHA-256-Fingerabdruck des Zertifikats der untenstehende ist. Wenn ja, setzen Sie im Profil unter [identity] diese Zeile ein:\n${pinLine(sha256)}`,
  }),
  'certificate-unknown-issuer': ({ issuer, sha256 }) => ({
    title: 'Die Identität des Servers lässt sich nicht prüfen',
    cause: `Sein Zertifikat ist von „${issuer}“ unterschrieben. Diesen Aussteller kennt der Computer nicht, oder der Server sendet die Zertifikate dazwischen nicht mit. ${NOTHING_SENT}`,
    remedy: `Hat Ihre Organisation eine eigene Zertifizierungsstelle, lassen Sie sich deren Zertifikat von der Administration geben und setzen Sie es im Profil unter [identity] als „ca“ ein. Um nur diesem einen Zertifikat zu vertrauen, vergleichen Sie seinen SHA-256-Fingerabdruck mit der Administration und setzen Sie dort diese Zeile ein:\n${pinLine(sha256)}`,
  }),
  'certificate-expired': ({ validTo, now }) => ({
    title: `Das Zertifikat des Servers ist am ${formatDay(validTo, 'de')} abgelaufen`,
    cause: `Es galt bis ${moment(validTo, 'de')}; die Uhr dieses Computers zeigt ${moment(now, 'de')}. ${NOTHING_SENT}`,
    remedy:
      'Geht diese Uhr falsch, stellen Sie sie und versuchen Sie es noch einmal. Geht sie richtig, muss die Administration das Zertifikat erneuern.',
  }),
  'certificate-not-yet-valid': ({ validFrom, now }) => ({
    title: `Das Zertifikat des Servers gilt erst ab ${formatDay(validFrom, 'de')}`,
    cause: `Seine Gültigkeit beginnt am ${moment(validFrom, 'de')}, aber die Uhr dieses Computers zeigt ${moment(now, 'de')}. ${NOTHING_SENT}`,
    remedy:
      'Wahrscheinlich geht die Uhr dieses Computers nach: Stellen Sie Datum, Uhrzeit und Zeitzone und versuchen Sie es noch einmal. Geht sie richtig, verständigen Sie die Administration.',
  }),
  'certificate-wrong-name': ({ expected, names }) => ({
    title: `Der Server weist nicht nach, dass er ${expected} ist`,
    cause: `Sein Zertifikat ist ausgestellt für ${listOf(names)}. Entweder heißt der Server anders, oder es ist nicht Ihr Server. ${NOTHING_SENT}`,
    remedy:
      'Ist einer dieser Namen der richtige für Ihren Server, verwenden Sie ihn als „server“ oder setzen Sie ihn im Profil unter [identity] als „verify-name“ ein. Kommen Ihnen die Namen nicht bekannt vor, verbinden Sie sich nicht und fragen Sie die Administration.',
  }),
  'certificate-wrong-purpose': ({ subject }) => ({
    title: 'Das Zertifikat des Servers ist nicht für Server gedacht',
    cause: `Im Zertifikat von „${subject}“ steht nicht, dass es einen Server ausweisen darf („Server Authentication“). ${NOTHING_SENT}`,
    remedy:
      'Die Administration muss dem Server ein Zertifikat für die Serverauthentifizierung geben. Bis dahin gibt es keinen sicheren Weg, sich zu verbinden.',
  }),
  'certificate-pin-mismatch': ({ expected, actual, keys, inspector }) => ({
    title: 'Das ist nicht das Zertifikat, das Sie festgelegt haben',
    cause: `Der Server zeigt ein Zertifikat mit einem anderen SHA-256-Fingerabdruck, als das Profil erlaubt. Entweder wurde es erneuert, oder jemand steht zwischen Ihnen und dem Server. ${inspector === undefined ? '' : `Das neue stammt von ${inspector}, das Verbindungen unterwegs neu verschlüsselt. `}${NOTHING_SENT}\nFestgelegt: ${expected.join(', ') || 'keiner'}\nGezeigt:    ${actual}${keys === undefined ? '' : `\nSchlüssel festgelegt: ${keys.expected.join(', ')}\nSchlüssel gezeigt:    ${keys.actual}`}`,
    remedy: `Fragen Sie die Administration auf einem anderen Weg als über diese Verbindung, ob das Zertifikat erneuert wurde. Nur wenn der neue Fingerabdruck von dort stammt, ersetzen Sie die Zeile im Profil unter [identity] durch:\n${pinLine(actual)}`,
  }),
  'certificate-inspected': ({ inspector, issuer, sha256 }) => ({
    title: 'Zwischen Ihnen und dem Server wird die Verbindung neu verschlüsselt',
    cause: `Das Zertifikat ist nicht das des Servers: ${inspector} hat es ausgestellt („${issuer}“, SHA-256 ${sha256}). Solche Produkte sehen in Firmennetzen, Schulen und Virenscannern in verschlüsselte Verbindungen hinein. ${NOTHING_SENT}`,
    remedy:
      'Lassen Sie den VPN-Server von dieser Prüfung ausnehmen oder verwenden Sie ein anderes Netzwerk. Diesem Zertifikat zu vertrauen hülfe nicht: SSTP bindet die Anmeldung an das Zertifikat des Servers selbst.',
  }),
  'certificate-revoked': ({ by, since }) => ({
    title: 'Das Zertifikat des Servers wurde widerrufen',
    cause: `Seine Zertifizierungsstelle erklärt es ${since === undefined ? '' : `seit ${moment(since, 'de')} `}für ungültig (${by === 'ocsp' ? 'OCSP, vom Server mitgesendet' : 'Sperrliste des Profils'}). Sein Schlüssel ist vielleicht in falschen Händen. ${NOTHING_SENT}`,
    remedy: 'Verbinden Sie sich nicht. Die Administration muss dem Server ein neues Zertifikat geben.',
  }),
  'certificate-revocation-unknown': ({ because }) => ({
    title: 'Es ließ sich nicht prüfen, ob das Zertifikat widerrufen wurde',
    cause: `${GAPS[because] ?? GAPS['nothing-said']} Das Profil verlangt Gewissheit („revocation“ ist „hard“). ${NOTHING_SENT}`,
    remedy:
      'Die Administration kann den Server OCSP-Antworten mitsenden lassen („Stapling“) oder Ihnen eine aktuelle Sperrliste für „crl“ unter [identity] im Profil geben. Mit „soft“ als „revocation“ verbindet sich Culvert ohne dieses Wissen und weist darauf hin.',
  }),
  'clock-wrong': ({ now, really, by }) => ({
    title: 'Die Uhr dieses Computers geht falsch',
    cause: `Sie zeigt ${moment(now, 'de')}, aber ${by === 'server' ? `auf dem Server ist es ${moment(really, 'de')}, und dann ist sein Zertifikat gültig` : `selbst die Zertifizierungsstelle gibt es erst seit ${moment(really, 'de')}`}. So lassen sich Zertifikate nicht beurteilen. ${NOTHING_SENT}`,
    remedy: 'Stellen Sie Datum, Uhrzeit und Zeitzone dieses Computers und versuchen Sie es noch einmal.',
  }),
  'certificate-rejected': ({ detail }) => ({
    title: 'Das Zertifikat des Servers wurde nicht akzeptiert',
    cause: `${sentence(`Die Prüfung endete mit: ${chainErrorInWords(detail)}`)} ${NOTHING_SENT}`,
    remedy:
      'Senden Sie diesen Text an die Administration des Servers. Hat das Profil ein eigenes „ca“, prüfen Sie, ob es vollständig und das richtige ist.',
  }),
}

const GAPS: Readonly<
  Record<Extract<IdentityFailure, { code: 'certificate-revocation-unknown' }>['because'], string>
> = {
  'nothing-said': 'Der Server sendet nichts darüber mit, und das Profil hat keine Sperrliste.',
  'out-of-date': 'Was darüber bekannt ist, ist veraltet.',
  'not-for-this': 'Was vorliegt, betrifft andere Zertifikate.',
  'not-signed': 'Was vorliegt, ist nicht von der Zertifizierungsstelle des Zertifikats unterschrieben.',
  unreadable: 'Was vorliegt, ist nicht lesbar.',
}

const CHAIN_ERRORS: Readonly<Record<string, string>> = {
  CERT_CHAIN_TOO_LONG: 'zwischen Server und Zertifizierungsstelle stehen zu viele Zertifikate',
  CERT_REJECTED: 'der Zertifizierungsstelle soll dafür ausdrücklich nicht vertraut werden',
  CERT_REVOKED: 'das Zertifikat wurde von seiner Zertifizierungsstelle gesperrt',
  CERT_SIGNATURE_FAILURE: 'die Unterschrift im Zertifikat ist falsch',
  CERT_UNTRUSTED: 'der Zertifizierungsstelle wird dafür nicht vertraut',
  CRL_HAS_EXPIRED: 'die Liste der gesperrten Zertifikate ist veraltet',
  EE_KEY_TOO_SMALL: 'der Schlüssel des Zertifikats ist zu kurz, um sicher zu sein',
  CA_KEY_TOO_SMALL: 'der Schlüssel der Zertifizierungsstelle ist zu kurz, um sicher zu sein',
  CA_MD_TOO_WEAK: 'das Zertifikat ist mit einem Verfahren unterschrieben, das sich fälschen lässt',
  INVALID_CA: 'ein Zertifikat in der Kette darf andere nicht unterschreiben',
  PATH_LENGTH_EXCEEDED: 'zwischen Server und Zertifizierungsstelle stehen zu viele Zertifikate',
}

function chainErrorInWords(detail: string): string {
  const words = CHAIN_ERRORS[detail]
  return words === undefined ? detail || 'ein Grund wurde nicht genannt' : `${words} (${detail})`
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'keinen einzigen Namen'
  const more = names.length > MAX_NAMES ? ` und ${names.length - MAX_NAMES} weitere` : ''
  return `${names.slice(0, MAX_NAMES).join(', ')}${more}`
}

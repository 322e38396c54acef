import type { SstpFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { statusInWords } from './de-sstp-status.ts'

const ASK =
  'Versuchen Sie es noch einmal. Tritt es wieder auf, senden Sie diesen Text an die Administration; im Protokoll des Servers sollte mehr stehen.'

export const SSTP_WORDS: WordsFor<SstpFailure> = {
  'sstp-framing-lost': () => ({
    title: 'Die Verbindung wurde unlesbar',
    cause:
      'Was vom Server kam, war mittendrin kein SSTP mehr. Vielleicht verändert ein Programm dazwischen die Daten, oder der Server hat einen Fehler.',
    remedy:
      'Verbinden Sie sich erneut. Tritt es wieder auf, versuchen Sie es in einem anderen Netzwerk; bleibt es dabei, verständigen Sie die Administration.',
  }),
  'sstp-call-refused': ({ status }) => ({
    title: 'Der Server hat den Verbindungswunsch abgelehnt',
    cause: `Er spricht SSTP, hat die Anfrage nach einem Tunnel aber nicht angenommen. ${statusInWords(status)}`,
    remedy:
      'Bitten Sie die Administration, im Protokoll des Servers zu diesem Zeitpunkt nachzusehen; senden Sie diesen Text mit. Mit dem Passwort hat es nichts zu tun: Danach wurde noch nicht gefragt.',
  }),
  'sstp-aborted': ({ status, attribute }) => ({
    title: 'Der Server hat die Verbindung abgebrochen',
    cause: statusInWords(status, attribute),
    remedy:
      status === 0x08
        ? `Verbinden Sie sich erneut; vielleicht ist das Netzwerk oder der Server langsam. ${ASK}`
        : ASK,
  }),
  'sstp-binding-refused': ({ status, issuer }) => ({
    title: 'Etwas zwischen Ihnen und dem Server verschlüsselt die Verbindung neu',
    cause: `Sie sind angemeldet, aber der Server hat den Nachweis nicht angenommen, dass seine TLS-Verbindung und Ihre ein und dieselbe sind (Kryptobindung). ${statusInWords(status)}${issuer === undefined ? '' : ` Das Zertifikat, das hier gezeigt wird, stammt von „${issuer}“: Hat der Server seines von jemand anderem, dann verschlüsselt dieser neu.`}`,
    remedy:
      'In einem Netzwerk oder auf einem Computer, der in TLS hineinsieht (Firmen-Firewall, Virenschutz), lassen Sie den VPN-Server davon ausnehmen oder verwenden Sie ein anderes Netzwerk. Endet TLS an einem Lastverteiler oder Reverse-Proxy vor dem Server, muss die Administration dem VPN-Server dasselbe Zertifikat geben oder TLS durchleiten.',
  }),
  'tls-inspected': ({ issuer, inspector, before }) => ({
    title: 'Zwischen Ihnen und dem Server wird die Verbindung neu verschlüsselt',
    cause: `Der Server hat den Nachweis nicht akzeptiert, dass seine TLS-Verbindung und Ihre dieselbe sind (Crypto-Binding), und das Zertifikat hier ist nicht seines: Es stammt von „${issuer}“${before === undefined ? '' : `, zuvor stammte es von „${before}“`}${inspector === undefined ? '' : `. Das ist ${inspector}, das in verschlüsselte Verbindungen hineinsieht`}.`,
    remedy:
      'Lassen Sie den VPN-Server von der TLS-Prüfung (Firmen-Firewall, Virenscanner) ausnehmen oder verwenden Sie ein anderes Netzwerk. Wer dahintersteht, konnte das Passwort mit PAP lesen und kann es mit MS-CHAPv2 vielleicht herausfinden: Ist das nicht Ihre eigene Organisation, ändern Sie es.',
  }),
  'sstp-no-common-hash': ({ offered }) => ({
    title: 'Der Server bietet kein Hashverfahren an, das Culvert kennt',
    cause: `Um die Anmeldung an die TLS-Verbindung zu binden, brauchen beide Seiten SHA-256 oder SHA-1. Der Server bietet keines von beiden an (seine Auswahl ist ${hex(offered)}).`,
    remedy: 'Bitten Sie die Administration, den VPN-Server zu aktualisieren, und senden Sie diesen Text mit.',
  }),
  'sstp-unexpected-message': ({ message, state }) => ({
    title: 'Der Server hat eine Nachricht außer der Reihe gesendet',
    cause: `Er hat ${message} gesendet, als die Verbindung im Zustand „${state}“ war, in dem das kein Server darf.`,
    remedy: ASK,
  }),
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`
}

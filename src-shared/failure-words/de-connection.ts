import type { ConnectionFailure } from '../failure.ts'
import type { Rung } from '../ladder.ts'
import type { Words, WordsFor } from './catalogue.ts'
import { statusInWordsByName } from './de-sstp-status.ts'
import { inWords } from './de-system-error.ts'
import { sentence } from './system-error.ts'

export const CONNECTION_WORDS: WordsFor<ConnectionFailure> = {
  timeout: ({ rung, seconds }) => TIMEOUTS[rung](`${seconds} s`),
  'connection-lost': ({ detail }) => ({
    title: 'Die Verbindung ist abgerissen',
    cause: sentence(`Die Verbindung zum Server wurde unterbrochen: ${inWords(detail)}`),
    remedy:
      'Prüfen Sie, ob dieser Computer online ist, und verbinden Sie sich dann erneut. Mit „reconnect = true“ im Profil tut Culvert das von selbst.',
  }),
  'connection-silent': ({ seconds }) => ({
    title: 'Die Verbindung ist abgerissen: Der Server antwortet nicht mehr',
    cause: `Seit ${seconds} s kam nichts mehr vom Server, obwohl Culvert nachgefragt hat. Das Netzwerk ist weg oder der Server.`,
    remedy:
      'Prüfen Sie, ob dieser Computer online ist, und verbinden Sie sich dann erneut. Geschieht es nur nach ruhigen Zeiten, trennt vielleicht eine Firewall auf dem Weg ruhende Verbindungen: Verständigen Sie die Administration.',
  }),
  'server-ended': ({ reason }) => ({
    title: 'Der Server hat die Verbindung beendet',
    cause:
      reason === ''
        ? 'Er hat die Verbindung ordnungsgemäß geschlossen und keinen Grund genannt. Üblich sind: eine Grenze für Leerlauf oder für die Dauer einer Sitzung, ein Eingriff der Administration, ein Neustart.'
        : statusInWordsByName(reason),
    remedy:
      'Verbinden Sie sich erneut. Endet die Verbindung immer nach derselben Zeit, fragen Sie die Administration nach den Grenzen für Sitzungen.',
  }),
}

/** A deadline on each rung means something else. */
const TIMEOUTS: Readonly<Record<Rung, (after: string) => Words>> = {
  name: (after) => ({
    title: 'Der Name des Servers ließ sich nicht rechtzeitig auflösen',
    cause: `DNS, das Namen in Adressen übersetzt, hat innerhalb von ${after} nicht geantwortet.`,
    remedy:
      'Prüfen Sie, ob dieser Computer online ist: Öffnen Sie eine Webseite. In einem öffentlichen WLAN müssen Sie sich eventuell erst anmelden.',
  }),
  tcp: (after) => ({
    title: 'Der Server antwortet nicht',
    cause: `Von seiner Adresse kam innerhalb von ${after} nichts zurück: Der Server ist ausgeschaltet, die Adresse ist falsch, oder eine Firewall verwirft die Verbindung wortlos.`,
    remedy:
      'Prüfen Sie Name und Port des Servers und ob dieser Computer online ist. Versuchen Sie es in einem anderen Netzwerk: Manche sperren andere Ports als 443. Fragen Sie dann die Administration, ob der Server läuft.',
  }),
  tls: (after) => ({
    title: 'Der Server nahm die Verbindung an und schwieg dann',
    cause: `Die Verschlüsselung (TLS) wurde innerhalb von ${after} nicht vereinbart. Vielleicht gehört der Port zu einem anderen Dienst, oder eine Firewall auf dem Weg hält die Daten zurück.`,
    remedy:
      'Prüfen Sie den Port, versuchen Sie es in einem anderen Netzwerk und später noch einmal; vielleicht ist der Server überlastet.',
  }),
  sstp: (after) => ({
    title: 'Der Server hat auf die Anfrage nach einem Tunnel nicht geantwortet',
    cause: `TLS funktioniert, aber innerhalb von ${after} kam keine Antwort eines SSTP-Servers. Es kann ein Webserver sein, der auf mehr wartet, ein Proxy, der die Anfrage zurückhält, oder ein ausgelasteter VPN-Server.`,
    remedy:
      'Prüfen Sie Name und Port des Servers. Stimmt beides, versuchen Sie es später noch einmal. Ein Reverse-Proxy vor dem Server muss die Verbindung durchleiten, ohne sie erst zu sammeln.',
  }),
  'sign-in': (after) => ({
    title: 'Die Anmeldung hat zu lange gedauert',
    cause: `Der Server hat Benutzernamen und Passwort innerhalb von ${after} nicht fertig geprüft. Oft wartet er selbst auf einen anderen Server (RADIUS, ein Verzeichnis, eine Bestätigung auf dem Telefon).`,
    remedy:
      'Versuchen Sie es noch einmal und bestätigen Sie zügig, falls Ihr Telefon danach fragt. Bleibt es dabei, melden Sie der Administration, dass der Server Anmeldungen nicht beantwortet.',
  }),
  address: (after) => ({
    title: 'Der Server hat nicht rechtzeitig eine Adresse vergeben',
    cause: `Sie sind angemeldet, aber der Server hat innerhalb von ${after} keine IPv4-Adresse vergeben. Oft gibt es hinter dem Server kein DHCP, oder sein Adressvorrat ist aufgebraucht.`,
    remedy:
      'Versuchen Sie es in einigen Minuten noch einmal. Bleibt es dabei, bitten Sie die Administration, den Adressvorrat oder den DHCP-Server für VPN-Clients zu prüfen.',
  }),
  routes: (after) => ({
    title: 'Die Netzwerkeinstellungen dieses Computers haben zu lange gedauert',
    cause: `Der Tunnel steht, aber Routen und DNS ließen sich innerhalb von ${after} nicht setzen. Vielleicht ist ein anderes Programm im Weg, das das Netzwerk verwaltet.`,
    remedy:
      'Versuchen Sie es noch einmal. Scheint das Netzwerk jetzt gestört, führen Sie „culvert repair“ aus.',
  }),
}

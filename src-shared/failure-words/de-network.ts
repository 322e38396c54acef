import type { NameFailure, TcpFailure, TlsFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { inWords } from './de-system-error.ts'
import { sentence } from './system-error.ts'

export const NETWORK_WORDS: WordsFor<NameFailure | TcpFailure | TlsFailure> = {
  'name-not-found': ({ host }) => ({
    title: `${host} wurde nicht gefunden`,
    cause: 'DNS, das Namen in Adressen übersetzt, kennt keinen Server dieses Namens.',
    remedy:
      'Prüfen Sie die Schreibweise des Servernamens. Ist der Name nur in einem Firmennetz bekannt, fragen Sie die Administration nach dem Namen, der von außen funktioniert.',
  }),
  'name-lookup-failed': ({ host, detail }) => ({
    title: `Der Name ${host} konnte nicht aufgelöst werden`,
    cause: sentence(
      `Der Name kann richtig sein, aber DNS, das Namen in Adressen übersetzt, war nicht zu befragen: ${inWords(detail)}`,
    ),
    remedy:
      'Prüfen Sie, ob dieser Computer online ist: Öffnen Sie eine Webseite. In einem öffentlichen WLAN müssen Sie sich eventuell erst anmelden.',
  }),
  'tcp-refused': ({ host, port }) => ({
    title: `${host} lehnt Verbindungen auf Port ${port} ab`,
    cause:
      'Unter dieser Adresse gibt es einen Computer, aber kein Programm, das auf diesem Port Verbindungen annimmt, oder eine Firewall weist sie ab.',
    remedy: `Prüfen Sie Name und Port des Servers${port === 443 ? '' : '; SSTP verwendet normalerweise 443'}. Stimmt beides, ist der Server vielleicht angehalten oder startet gerade neu: Versuchen Sie es später noch einmal oder fragen Sie die Administration.`,
  }),
  'tcp-unreachable': ({ host, port, detail }) => ({
    title: `${host} ist nicht erreichbar`,
    cause: sentence(
      `Dieser Computer hat keinen Weg zu Port ${port} unter der Adresse des Servers gefunden: ${inWords(detail)}`,
    ),
    remedy:
      'Prüfen Sie, ob dieser Computer online ist: Öffnen Sie eine Webseite. Gelingt das, ist die Adresse vielleicht falsch oder gehört zu einem anderen Netzwerk.',
  }),
  'tcp-failed': ({ host, port, detail }) => ({
    title: `Keine Verbindung zu ${host}`,
    cause: sentence(`Die Verbindung zu Port ${port} ist gescheitert: ${inWords(detail)}`),
    remedy:
      'Prüfen Sie, ob dieser Computer online ist und ob keine Firewall und kein Sicherheitsprogramm auf ihm Culvert behindert. Versuchen Sie es dann noch einmal.',
  }),
  'tls-not-tls': ({ host, port }) => ({
    title: `Auf Port ${port} von ${host} wird kein TLS gesprochen`,
    cause:
      'Es kam eine Antwort, aber unverschlüsselt: von einem einfachen Webserver, einem anderen Dienst oder einem Gerät dazwischen, das an seiner Stelle antwortet.',
    remedy: `Prüfen Sie den Port${port === 443 ? '' : '; SSTP verwendet normalerweise 443'}. Öffnen Sie in einem öffentlichen WLAN eine Webseite und melden Sie sich zuerst dort an.`,
  }),
  'tls-no-common-version': ({ detail }) => ({
    title: 'Der Server beherrscht keine sichere Version von TLS',
    cause: `Culvert verschlüsselt mit TLS 1.2 oder neuer, und dieser Server war mit keinem davon einverstanden (${detail || 'Näheres ist nicht bekannt'}). Ältere Versionen lassen sich brechen und werden nicht verwendet.`,
    remedy:
      'Bitten Sie die Administration, auf dem Server TLS 1.2 oder 1.3 mit aktuellen Verfahren einzuschalten. Geht das nicht, erlaubt legacy-tls = true unter [identity] im Profil TLS 1.0 und 1.1 für diese Verbindung; wer dazwischen sitzt, kann sie dann vielleicht mitlesen und verändern.',
  }),
  'tls-failed': ({ detail }) => ({
    title: 'Es kam keine verschlüsselte Verbindung zustande',
    cause: sentence(
      `Der Server wurde erreicht, aber die Aushandlung von TLS ist gescheitert: ${inWords(detail)}`,
    ),
    remedy:
      'Prüfen Sie den Port. Bedient der Server mehrere Namen, muss „sni“ im Profil einer davon sein. Auch eine Firewall, die in TLS hineinsieht, kann der Grund sein: Versuchen Sie es in einem anderen Netzwerk oder fragen Sie die Administration.',
  }),
}

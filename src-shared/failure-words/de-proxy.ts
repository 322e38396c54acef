import type { ProxyFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { inWords } from './de-system-error.ts'
import { sentence } from './system-error.ts'

type ScriptTrouble = Extract<ProxyFailure, { code: 'proxy-script-failed' }>['because']

const SCRIPT_TROUBLE: Readonly<Record<ScriptTrouble, string>> = {
  unreachable: 'Es war nicht zu laden',
  'too-large': 'Es ist viel zu lang für ein solches Skript',
  'too-slow': 'Es kommt zu keinem Ende',
  faulty: 'Es ist fehlerhaft',
  'no-proxy': 'Es nennt keinen Proxy, den Culvert verwenden könnte',
}

export const PROXY_WORDS: WordsFor<ProxyFailure> = {
  'proxy-unreachable': ({ proxy, because, detail }) => ({
    title: `Der Proxy ${proxy} ist nicht erreichbar`,
    cause:
      because === 'name'
        ? 'Zwischen Ihnen und dem Internet soll ein Proxy stehen, doch sein Name ist hier nicht zu finden.'
        : sentence(`Die Verbindung zum Proxy ist gescheitert: ${inWords(detail)}`),
    remedy:
      'Prüfen Sie die Adresse des Proxys. In einem anderen Netzwerk als sonst gibt es vielleicht keinen: Schalten Sie ihn dann in der Verbindung oder in den Einstellungen dieses Computers aus.',
  }),
  'proxy-tls-failed': ({ proxy, detail }) => ({
    title: `Dem Proxy ${proxy} ist nicht zu trauen`,
    cause: sentence(
      `Schon die Verbindung zum Proxy ist verschlüsselt, und mit seinem Zertifikat oder seiner Verschlüsselung stimmt etwas nicht: ${inWords(detail)}`,
    ),
    remedy:
      'Fragen Sie die Administration des Proxys nach seinem richtigen Namen und lassen Sie seine Zertifizierungsstelle auf diesem Computer einrichten. Das Passwort wurde nicht gesendet.',
  }),
  'proxy-sign-in-needed': ({ proxy, methods }) => ({
    title: `Der Proxy ${proxy} verlangt Name und Passwort`,
    cause: `Er lässt niemanden ohne Anmeldung durch (${methods.join(', ') || 'wie, sagt er nicht'}), und für diese Verbindung sind dafür nicht Name und Passwort angegeben.`,
    remedy:
      'Tragen Sie in der Verbindung Ihren Benutzernamen für den Proxy ein und verbinden Sie erneut; nach dem Passwort werden Sie gefragt.',
  }),
  'proxy-sign-in-refused': ({ proxy, method, user }) => ({
    title: `Der Proxy ${proxy} lehnt Name oder Passwort ab`,
    cause: `Die Anmeldung von „${user}“ mit ${method || 'dem verlangten Verfahren'} ist gescheitert. Es geht um den Proxy; der VPN-Server wurde noch nicht erreicht.`,
    remedy:
      'Prüfen Sie Name und Passwort für den Proxy; oft sind es die Ihres Arbeitsplatzes, manchmal in der Form DOMÄNE\\Name. Von selbst wird es nicht noch einmal versucht, denn das könnte Ihr Konto sperren.',
  }),
  'proxy-method-not-supported': ({ proxy, methods, kerberos }) => ({
    title: `Culvert kann sich beim Proxy ${proxy} nicht anmelden`,
    cause: sentence(
      methods.length === 0
        ? 'Er nimmt keines der Verfahren an, die Culvert anbietet, und sagt nicht, was er verlangt'
        : kerberos === undefined
          ? `Er nimmt nur ${methods.join(', ')} an. Culvert beherrscht Basic, Digest, NTLM und, unter Linux, Kerberos`
          : `Er nimmt nur ${methods.join(', ')} an, und Kerberos half nicht: ${inWords(kerberos)}`,
    ),
    remedy:
      kerberos === undefined
        ? 'Bitten Sie die Administration des Proxys, NTLM oder Digest zu erlauben oder den VPN-Server ohne Anmeldung freizugeben.'
        : 'Holen Sie zuerst ein Kerberos-Ticket: Melden Sie sich mit Ihrem Domänenkonto an diesem Computer an, oder führen Sie „kinit“ aus. Der Proxy muss mit seinem vollen Namen eingetragen sein. Sonst bitten Sie seine Administration, NTLM oder Digest zu erlauben.',
  }),
  'proxy-forbids': ({ proxy, target, status }) => ({
    title: `Der Proxy ${proxy} verbietet Verbindungen zu ${target}`,
    cause: `Er ist da und antwortet, aber seine Regeln erlauben diesen Server oder diesen Port nicht (Status ${status}).`,
    remedy:
      'Bitten Sie die Administration des Proxys, den Server freizugeben. Viele Proxys erlauben verschlüsselte Verbindungen nur zu Port 443.',
  }),
  'proxy-cannot-reach': ({ proxy, target, detail }) => ({
    title: `Der Proxy ${proxy} erreicht ${target} nicht`,
    cause: sentence(
      `Der Proxy hat versucht, für Sie eine Verbindung zum VPN-Server herzustellen, und ist gescheitert: ${inWords(detail)}`,
    ),
    remedy:
      'Prüfen Sie Name und Port des VPN-Servers. Stimmt beides, ist der Server vielleicht außer Betrieb oder für den Proxy nicht erreichbar: Fragen Sie die Administration.',
  }),
  'proxy-nonsense': ({ proxy, detail }) => ({
    title: `${proxy} verhält sich nicht wie ein Proxy`,
    cause: sentence(`Es kam eine Antwort, aber keine, wie ein Proxy dieser Art sie gibt: ${inWords(detail)}`),
    remedy:
      'Prüfen Sie Adresse, Port und Art des Proxys: http://, https:// und socks5:// sind verschiedene Dinge. Öffnen Sie in einem öffentlichen WLAN eine Webseite und melden Sie sich zuerst dort an.',
  }),
  'proxy-script-failed': ({ script, because, detail }) => ({
    title: 'Das Skript, das den Proxy nennt, ist nicht zu gebrauchen',
    cause: sentence(
      `${script} soll sagen, welcher Proxy zu nehmen ist. ${SCRIPT_TROUBLE[because] ?? 'Es ist nicht zu gebrauchen'}${about(detail)}`,
    ),
    remedy:
      'Prüfen Sie die Adresse des Skripts oder fragen Sie die Administration. Steht der Proxy selbst in der Verbindung, wird kein Skript gebraucht.',
  }),
  'proxy-settings-unusable': ({ detail }) => ({
    title: 'Die Proxy-Einstellungen sind nicht verwendbar',
    cause: sentence(inWords(detail)),
    remedy:
      'Berichtigen Sie sie, oder legen Sie in der Verbindung selbst fest, welcher Proxy zu nehmen ist: „none“ bedeutet gar keiner.',
  }),
}

const about = (detail: string) => (detail === '' ? '' : `: ${inWords(detail)}`)

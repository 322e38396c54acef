import type { AddressFailure, AddressTrouble, LinkTrouble, SignInFailure } from '../failure.ts'
import { METHOD_NAMES } from '../method-names.ts'
import type { WordsFor } from './catalogue.ts'
import { sentence } from './system-error.ts'

const METHODS: Readonly<Record<string, string>> = METHOD_NAMES

export const SIGN_IN_WORDS: WordsFor<SignInFailure | AddressFailure> = {
  'link-not-agreed': ({ because }) => ({
    title: 'Culvert und der Server konnten sich nicht auf die Verbindung einigen',
    cause: `Vor der Anmeldung vereinbaren beide Seiten, wie sie miteinander reden (PPP), und das ist gescheitert: ${LINK_TROUBLE[because] ?? 'Näheres ist nicht bekannt'}.`,
    remedy:
      'Versuchen Sie es noch einmal. Bleibt es dabei, senden Sie diesen Text an die Administration: Die PPP-Einstellungen des Servers sollten geprüft werden.',
  }),
  'link-terminated': ({ reason }) => ({
    title: 'Der Server hat die Verbindung geschlossen',
    cause: reason === '' ? 'Er hat keinen Grund genannt.' : `Er hat diesen Grund genannt: „${reason}“.`,
    remedy:
      'Verbinden Sie sich erneut. Geschieht es bei jedem Versuch, lässt der Server vielleicht dieses Konto oder dieses Anmeldeverfahren nicht zu: Fragen Sie die Administration.',
  }),
  'sign-in-refused': ({ error, message, user, tooLong }) => ({
    title: 'Benutzername oder Passwort nicht angenommen',
    cause:
      tooLong === undefined
        ? `Der Server hat die Anmeldung${user === undefined ? '' : ` als ${user}`} abgelehnt${error === undefined ? '' : ` (Fehler ${error})`}: Der Benutzername oder das Passwort ist falsch, oder dieses Konto darf das VPN nicht benutzen.${said(message)}`
        : TOO_LONG[tooLong],
    remedy: `Geben Sie das Passwort noch einmal ein und achten Sie auf die Feststelltaste und die Tastaturbelegung. ${otherForms(user)} Hören Sie nach wenigen Versuchen auf: Viele Server sperren das Konto nach drei bis fünf falschen. Bleibt es abgelehnt, fragen Sie die Administration, ob das Konto das VPN benutzen darf.`,
  }),
  'account-disabled': ({ message }) => ({
    title: 'Dieses Konto ist deaktiviert',
    cause: `Der Server kennt das Konto, hat es aber abgeschaltet (Fehler 647).${said(message)}`,
    remedy: 'Bitten Sie die Administration, das Konto zu aktivieren. Weitere Versuche helfen nicht.',
  }),
  'account-hours': ({ message }) => ({
    title: 'Dieses Konto darf sich um diese Uhrzeit nicht anmelden',
    cause: `Der Server lässt das Konto nur zu bestimmten Zeiten der Woche zu (Fehler 646).${said(message)}`,
    remedy:
      'Versuchen Sie es innerhalb der erlaubten Zeiten noch einmal oder fragen Sie die Administration danach.',
  }),
  'account-no-dial-in': ({ message }) => ({
    title: 'Dieses Konto darf das VPN nicht benutzen',
    cause: `Benutzername und Passwort sind vielleicht richtig, aber dem Konto fehlt die Erlaubnis zur Einwahl (Fehler 649).${said(message)}`,
    remedy:
      'Bitten Sie die Administration, dem Konto den Fernzugriff zu erlauben (Einwahlberechtigung, Netzwerkrichtlinie). Weitere Versuche helfen nicht.',
  }),
  'password-expired': ({ message, changeable }) => ({
    title: 'Das Passwort ist abgelaufen',
    cause: `Der Server verlangt ein neues Passwort, bevor er dieses Konto einlässt (Fehler 648).${said(message)}`,
    remedy:
      changeable === true
        ? 'Verbinden Sie sich an einem Terminal noch einmal: Culvert fragt dort nach dem alten und einem neuen Passwort.'
        : 'Ändern Sie das Passwort dort, wo Ihre Organisation es vorsieht: an einem Computer in ihrem Netzwerk, auf ihrer Webseite oder über die Administration. Dieser Server lässt es hier nicht ändern. Verbinden Sie sich dann mit dem neuen.',
  }),
  'password-change-refused': ({ message }) => ({
    title: 'Der Server hat das neue Passwort nicht angenommen',
    cause: `Das alte Passwort ist abgelaufen, und das neue wurde abgelehnt (Fehler 709).${said(message)}`,
    remedy:
      'Wählen Sie ein anderes: länger, keinem früheren ähnlich, mit Ziffern und anderen Zeichen, wie Ihre Organisation es verlangt. Manche Server lassen ein Passwort nur einmal am Tag ändern.',
  }),
  'one-time-code-needed': () => ({
    title: 'Der Server fragt nach einem Einmalcode',
    cause:
      'Außer dem Passwort will dieser Server einen Code, der für eine einzige Anmeldung gilt. Es gibt keinen, oder er ist schon verbraucht.',
    remedy:
      'Verbinden Sie sich noch einmal und geben Sie einen frischen Code ein. Wurden Sie nie nach einem gefragt, setzen Sie im Profil unter [sign-in] one-time-code auf „append“ oder „challenge“, je nach Auskunft der Administration.',
  }),
  'no-common-method': ({ offered, accepted }) => ({
    title: 'Kein Anmeldeverfahren passt für beide Seiten',
    cause: `Der Server bietet ${methods(offered, 'nichts an, was er benennt', ' an')}; das Profil akzeptiert ${methods(accepted, 'nichts')}.`,
    remedy: offered.includes('pap')
      ? 'PAP sendet das Passwort selbst, nur durch TLS geschützt. Bestätigt die Administration, dass der Server es braucht, setzen Sie im Profil unter [sign-in] methods = ["ms-chap-v2", "pap"] ein. Besser ist, wenn die Administration MS-CHAPv2 einschaltet.'
      : 'Fragen Sie die Administration, welches Verfahren der Server für SSTP hat, und ergänzen Sie es im Profil unter [sign-in] bei „methods“; am sichersten unter denen, die Culvert kennt, sind MS-CHAPv2 und die EAP-Verfahren mit Zertifikaten.',
  }),
  'method-not-supported': ({ methods: wanted }) => ({
    title: 'Diese Version beherrscht das Anmeldeverfahren nicht',
    cause: `Das Profil erlaubt ${methods(wanted, 'nichts')}; damit kann sich diese Version von Culvert nicht anmelden.`,
    remedy:
      'Aktualisieren Sie Culvert oder erlauben Sie ein anderes Verfahren wie MS-CHAPv2, wenn der Server es laut Administration anbietet.',
  }),
  'pap-needs-verified-server': () => ({
    title: 'PAP wird bei einem ungeprüften Server nicht verwendet',
    cause:
      'PAP übergibt das Passwort selbst an den Server. Solange nicht feststeht, wessen Server das ist, sendet Culvert es nicht.',
    remedy:
      'Machen Sie die Identität des Servers prüfbar: Setzen Sie im Profil unter [identity] seine Zertifizierungsstelle („ca“) oder seinen Fingerabdruck („pin-sha256“) ein, oder verwenden Sie MS-CHAPv2.',
  }),
  'server-not-authentic': () => ({
    title: 'Der Server konnte nicht nachweisen, dass er Ihr Passwort kennt',
    cause:
      'Er hat die Anmeldung angenommen, aber sein eigener Nachweis, den er nur mit Kenntnis des Passworts geben kann, fehlte oder war falsch. Vielleicht gibt sich ein fremder Server als Ihrer aus.',
    remedy:
      'Verbinden Sie sich nicht, bevor die Administration das geprüft hat. Reicht der Server Anmeldungen an einen anderen weiter (RADIUS), lässt dieser den Nachweis vielleicht weg: Die Administration kann das feststellen.',
  }),
  'address-refused': ({ because, detail }) => ({
    title: 'Der Server hat keine brauchbare Adresse vergeben',
    cause: sentence(
      `Sie sind angemeldet, aber es wurde keine IPv4-Adresse vereinbart: ${addressTrouble(because, detail)}`,
    ),
    remedy:
      'Bitten Sie die Administration, den Adressvorrat für VPN-Clients zu prüfen, und senden Sie diesen Text mit.',
  }),
  'address-none': () => ({
    title: 'Verbunden, aber ohne Adresse',
    cause:
      'Sie sind angemeldet, aber der Server hatte keine IPv4-Adresse zu vergeben: Hinter ihm gibt es kein DHCP, oder sein Adressvorrat ist aufgebraucht.',
    remedy:
      'Versuchen Sie es in einigen Minuten noch einmal. Bleibt es dabei, bitten Sie die Administration, den Adressvorrat oder den DHCP-Server für VPN-Clients zu prüfen (bei SoftEther: SecureNAT oder eine Brücke in ein Netzwerk mit DHCP).',
  }),
}

/** Servers differ in the form of the user name that they look up; the one that was sent need not be tried again. */
function otherForms(user: string | undefined): string {
  if (user === undefined)
    return 'Probieren Sie die anderen Formen des Benutzernamens: DOMÄNE\\name, name@domäne oder den Namen allein.'
  if (user.includes('\\'))
    return 'Der Benutzername wurde als DOMÄNE\\name gesendet; probieren Sie auch name@domäne oder den Namen allein.'
  if (user.includes('@'))
    return 'Der Benutzername wurde als name@domäne gesendet; probieren Sie auch DOMÄNE\\name oder den Namen allein.'
  return 'Der Benutzername wurde ohne Domäne gesendet; probieren Sie auch DOMÄNE\\name oder name@domäne.'
}

function said(message: string): string {
  return message === '' ? '' : ` Der Server sagt: „${message}“.`
}

function methods(names: readonly string[], none: string, after = ''): string {
  return names.length === 0 ? none : `${names.map((name) => METHODS[name] ?? name).join(' und ')}${after}`
}

const TOO_LONG = {
  user: 'Der Benutzername ist länger als 255 Byte, und mehr lässt sich nicht senden. Der Server hat nichts davon erhalten.',
  password:
    'Das Passwort ist länger als 255 Byte, und mehr lässt sich mit diesem Verfahren nicht senden. Der Server hat es nicht erhalten.',
} as const

const LINK_TROUBLE: Readonly<Record<LinkTrouble, string>> = {
  timeout: 'es kam rechtzeitig keine Einigung zustande (LCP)',
  rejected: 'der Server lehnt LCP ab',
  refused: 'der Server hat die Vorschläge immer wieder abgelehnt (LCP)',
  'looped-back': 'Gesendetes kam unverändert zurück, die Leitung ist also kurzgeschlossen',
  endless: 'der Server beginnt die Einigung endlos von vorn',
  'endless-sign-in': 'die Anmeldung mit EAP nimmt kein Ende',
  'sign-in-rejected': 'der Server weist die Anmeldung zurück, die er verlangt hat',
  'no-sign-in': 'der Server verlangt keine Anmeldung, und seine Identität wurde nicht geprüft',
}

const ADDRESS_TROUBLE: Readonly<Record<AddressTrouble, string>> = {
  'no-ipv4': 'der Server überträgt kein IPv4',
  'no-addresses': 'der Server vergibt keine Adressen',
  'no-host': 'der Server bietet eine Adresse an, die kein Computer haben kann',
  refused: 'der Server hat die Vorschläge immer wieder abgelehnt (IPCP)',
  closed: 'der Server hat die Einigung auf eine Adresse beendet (IPCP)',
  said: 'der Server nannte diesen Grund',
}

function addressTrouble(because: AddressTrouble, detail: string): string {
  const words = ADDRESS_TROUBLE[because] ?? 'Näheres ist nicht bekannt'
  return detail === '' ? words : `${words}: ${detail}`
}

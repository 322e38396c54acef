import type {
  EntryKind,
  ProfileMistake,
  ServerMistake,
  TomlTrouble,
  ValueMistake,
  ValueTrouble,
} from '../profile-mistake.ts'
import { unreachable } from '../unreachable.ts'
import { inWords } from './de-system-error.ts'
import { shortened } from './printable.ts'

/** What is wrong with a profile, in German: one or more whole sentences, or the rest of one behind a colon. */
export function mistakeInWords(mistake: ProfileMistake): string {
  switch (mistake.problem) {
    case 'too-large':
      return `Die Datei ist größer als ${mistake.limit / 1024} KiB; so groß ist kein Profil. Vielleicht ist es eine Datei anderer Art.`
    case 'not-utf-8':
      return 'Der Text ist an dieser Stelle kein UTF-8. Speichern Sie die Datei als UTF-8 und versuchen Sie es noch einmal.'
    case 'control-character':
      return `Hier steht ein Steuerzeichen (${mistake.character}), das in keinem Profil vorkommt. Die Datei ist vielleicht beschädigt oder nicht als UTF-8 gespeichert.`
    case 'not-toml':
      return `Das ist kein gültiges TOML: ${TOML[mistake.because]}.`
    case 'nested':
      return 'Das ist tiefer verschachtelt, als ein Profil es je ist.'
    case 'format-missing':
      return `Die Zeile „format = ${mistake.known}“ fehlt. Wenn das kein Profil von Culvert ist, ist es die falsche Datei.`
    case 'format-wrong':
      return `„format“ muss ${mistake.known} sein.`
    case 'format-too-new':
      return `Das Profil hat das Format ${mistake.format}, und diese Version von Culvert kennt nur das Format ${mistake.known}. Aktualisieren Sie Culvert.`
    case 'secret':
      return `„${mistake.key}“ sieht nach einem Passwort aus. Profile enthalten nie eines, weil sie kopiert und weitergegeben werden: Entfernen Sie die Zeile. Culvert fragt beim Verbinden nach dem Passwort.`
    case 'value':
      return `„${mistake.key}“ ${ofValue(mistake.mistake)}.`
    case 'server':
      return `Der Server ${ofServer(mistake.mistake)}.`
    case 'not-an-address':
      return 'Eine Adresse muss mit sstp:// beginnen.'
    case 'password-in-address':
      return 'In der Adresse steht ein Passwort, wo es alle lesen könnten, die diesen Computer benutzen. Lassen Sie es weg; Culvert fragt danach oder nimmt es mit --password-stdin entgegen.'
    case 'user-unreadable':
      return 'Der Benutzername vor dem @ ist nicht lesbar. Schreiben Sie Sonderzeichen als % mit zwei Hexadezimalziffern.'
    case 'variable':
      return `„${mistake.name}“ ist eine Variable, deren Wert hier nicht steht. Setzen Sie den Wert dafür ein.`
    case 'no-command':
      return mistake.of === 'sstpc'
        ? 'Darin kommt sstpc vor, aber kein Befehl mit einem Server, mit dem sich sstpc verbinden soll.'
        : 'Darin steht kein vollständiger Befehl Add-VpnConnection.'
    case 'no-certificate':
      return 'Darin ist kein lesbares Zertifikat.'
    case 'unreadable':
      return `Sie lässt sich nicht lesen: ${inWords(mistake.detail)}.`
    default:
      return unreachable(mistake)
  }
}

function ofValue(mistake: ValueMistake): string {
  switch (mistake.problem) {
    case 'too-long':
      return `darf höchstens ${mistake.max} Zeichen lang sein`
    case 'too-many':
      return `darf höchstens ${mistake.max} Einträge haben`
    case 'not-a-size':
      return `muss „auto“ oder eine ganze Zahl von ${mistake.min} bis ${mistake.max} sein`
    case 'not-a-table':
      return `muss eine Tabelle sein: eine Zeile ${mistake.header} mit den Einstellungen darunter`
    case 'not-one-of':
      return mistake.value === undefined
        ? `muss ${quoted(mistake.names, ' oder ')} sein`
        : `ist ${shown(mistake.value)}, muss aber ${quoted(mistake.names, ' oder ')} sein`
    case 'bad-entry': {
      const known = mistake.names === undefined ? '' : `; bekannt sind ${quoted(mistake.names, ', ')}`
      return `enthält ${shown(mistake.value)}, das ist ${ENTRY[mistake.wanted]}${known}`
    }
    case 'server':
      return ofServer(mistake.mistake)
    default:
      return VALUE[mistake.problem]
  }
}

function ofServer(mistake: ServerMistake): string {
  return mistake.problem === 'bare-ipv6'
    ? `ist eine IPv6-Adresse; schreiben Sie sie in eckigen Klammern: „[${mistake.address}]:443“`
    : SERVER[mistake.problem]
}

const shown = (value: string) => `„${shortened(value)}“`
const quoted = (names: readonly string[], between: string) => names.map((name) => `„${name}“`).join(between)

const TOML: Readonly<Record<TomlTrouble, string>> = {
  'text-open': 'ein Text in Anführungszeichen endet nicht in seiner Zeile',
  brackets: 'was mit einer Klammer begann, endet nicht, oder darin fehlt ein Komma',
  twice: 'dasselbe wird ein zweites Mal festgelegt',
  key: 'eine Zeile hat einen Namen, ein Gleichheitszeichen und einen Wert oder eine Überschrift in Klammern',
  escape: 'ein Backslash steht vor etwas, das nicht zu ihm gehört; schreiben Sie zwei statt einem',
  nested: 'es ist zu tief verschachtelt',
  value: 'das ist kein Wert; Texte stehen in Anführungszeichen',
  rest: 'nach dem, was in die Zeile gehört, steht noch etwas',
}

const ENTRY: Readonly<Record<EntryKind, string>> = {
  network: 'kein Netzwerk wie 10.0.0.0/8',
  'ipv4-address': 'keine IPv4-Adresse (der Tunnel überträgt IPv4)',
  domain: 'keine Domain wie corp.example',
  method: 'kein bekanntes Verfahren',
  fingerprint: 'kein SHA-256-Fingerabdruck mit 64 Hexadezimalziffern',
}

const SERVER: Readonly<Record<Exclude<ServerMistake['problem'], 'bare-ipv6'>, string>> = {
  empty: 'ist leer; nötig ist der Name oder die Adresse des Servers',
  scheme: 'muss ein Name oder eine Adresse allein sein, ohne „https://“ oder Ähnliches',
  user: 'muss ein Name oder eine Adresse allein sein; ein Benutzername gehört unter [sign-in] in „user“, ein Passwort nirgendwohin',
  path: 'muss ein Name oder eine Adresse allein sein, ohne einen Pfad dahinter',
  shape: 'muss ein Name oder eine Adresse sein, mit Doppelpunkt und Port dahinter, wenn er nicht 443 ist',
  port: 'hat einen Port, der keine Zahl von 1 bis 65535 ist',
  brackets: 'hat eckige Klammern um etwas, das keine IPv6-Adresse ist',
  name: 'hat einen Namen, den kein Server haben kann',
}

const VALUE: Readonly<Record<ValueTrouble, string>> = {
  'missing-server': 'fehlt; damit wird festgelegt, womit verbunden wird: server = "vpn.example.com"',
  'not-text': 'muss ein Text in Anführungszeichen sein',
  'not-a-list': 'muss eine Liste in eckigen Klammern sein',
  'not-yes-or-no': 'muss true (ja) oder false (nein) sein',
  empty: 'darf nicht leer sein; lassen Sie die Zeile stattdessen weg',
  'not-one-line': 'muss eine einzige Zeile ohne Steuerzeichen sein',
  'not-a-host': 'muss der Name oder die IP-Adresse eines Servers sein',
  'not-a-name-to-send': 'muss der Name eines Servers sein, oder "", um keinen zu senden',
  'not-a-query':
    'muss ein Fragezeichen sein und das, was in einer Adresse dahinter steht, zum Beispiel „?tenantid=corp“',
  'no-method': 'muss mindestens ein Verfahren nennen oder weggelassen werden',
  'method-twice': 'darf kein Verfahren zweimal nennen',
  'private-key': 'enthält einen privaten Schlüssel, der nie in ein Profil gehört; entfernen Sie ihn',
  'no-certificate':
    'muss ein Zertifikat in PEM-Form enthalten, von -----BEGIN CERTIFICATE----- bis -----END CERTIFICATE-----',
  'bad-certificate':
    'enthält ein Zertifikat, das nicht lesbar ist; kopieren Sie es noch einmal, und zwar ganz',
  'no-revocation-list':
    'muss eine Sperrliste in PEM-Form enthalten, von -----BEGIN X509 CRL----- bis -----END X509 CRL-----',
  'bad-revocation-list':
    'enthält eine Sperrliste, die nicht lesbar ist; kopieren Sie sie noch einmal, und zwar ganz',
  'client-certificate-missing': 'ist true, also muss „certificate“ unter [sign-in] das Zertifikat enthalten',
  'looks-like-a-password':
    'muss eine Adresse allein sein; ein Benutzername gehört unter [proxy] in „user“, ein Passwort nirgendwohin',
  'not-a-proxy':
    'muss die Adresse eines Proxys sein, zum Beispiel „http://proxy:3128“ oder „socks5://proxy:1080“',
  'not-a-script':
    'muss die Adresse des Skripts sein, zum Beispiel „http://wpad.corp.example/proxy.pac“, weil „mode“ auf „pac“ steht',
  'proxy-missing': 'steht auf „manual“, also muss „url“ sagen, wo der Proxy ist',
  'script-missing': 'steht auf „pac“, also muss „url“ sagen, wo das Skript ist',
  'networks-missing': 'steht auf „only“, also muss „networks“ mindestens ein Netzwerk nennen',
  'dns-servers-missing': 'steht auf „custom“, also muss „servers“ mindestens einen DNS-Server nennen',
  strange: 'hat einen Wert, der nicht verständlich ist',
}

import type { cli as english } from '../en/cli.ts'
import type { Wording } from '../wording.ts'
import { cliDoctor } from './cli-doctor.ts'
import { cliHelp } from './cli-help.ts'
import { cliImport } from './cli-import.ts'

/** What the command line prints. */
export const cli: Wording<typeof english> = {
  help: cliHelp,
  doctor: cliDoctor,
  import: cliImport,
  rung: {
    name: 'Name',
    tcp: 'TCP',
    tls: 'TLS',
    sstp: 'SSTP',
    'sign-in': 'Anmeldung',
    address: 'Adresse',
    routes: 'Routen',
  },
  warning: 'Warnung: ',
  connecting: (name, server, user) => `Verbindung mit ${name} (${server}) als ${user} wird aufgebaut`,
  attempt: (attempt) => `Versuch ${attempt}`,
  connected: 'Verbunden',
  howToDisconnect: 'Strg-C trennt die Verbindung.',
  tryingAgain: (seconds) => `Neuer Versuch in ${seconds} s.`,
  waitingForNetwork: 'Kein Netzwerk. Die Verbindung wird aufgebaut, sobald eines da ist.',
  signInFirst: (url, pid) =>
    `In diesem Netz müssen Sie sich zuerst anmelden. Öffnen Sie ${url === '' ? 'eine beliebige Seite' : url} im Browser; danach verbindet Culvert von selbst. Wenn eine Internetsperre oder die Routen des Tunnels im Weg sind, lässt „kill -USR2 ${pid}“ den Browser fünf Minuten lang durch.`,
  portalOpen:
    'Der Browser kommt fünf Minuten lang durch. Sobald Sie angemeldet sind, verbindet Culvert von selbst.',
  blocked:
    'Dieser Computer bleibt gesperrt: Nichts verlässt ihn. „culvert unblock“ öffnet ihn; eine neue Verbindung hält ihn geschlossen.',
  disconnecting: 'Verbindung wird getrennt …',
  disconnected: 'Getrennt. Das Netzwerk ist wieder wie vorher.',
  silent: (seconds) => `Seit ${seconds} s keine Antwort vom Server. Es wird weiter versucht …`,
  answersAgain: 'Der Server antwortet wieder.',
  passwordChanged: 'Das Passwort wurde in das neue geändert.',
  total: (down, up, duration) => `gesamt ${down} / ${up}, ${duration}`,
  putBack: (devices) => `Beseitigt, was ein abgebrochener Lauf zurückgelassen hatte: ${devices}`,
  nothingToRepair:
    'Nichts zu reparieren: Kein Lauf wurde abgebrochen, oder alles ist schon wiederhergestellt.',
  unblocked:
    'Die Sperre ist aufgehoben: Ohne VPN geht der Datenverkehr wieder seinen gewöhnlichen Weg. Die dauerhafte Sperre ist aus.',
  nothingToUnblock: 'Nichts aufzuheben: Culvert sperrt hier nichts.',
  facts: {
    address: 'Adresse',
    addressFacts: (address, peer, mtu, device) =>
      `${address}${peer === '' ? '' : `, Server ${peer}`}, MTU ${mtu}, Gerät ${device}`,
    ipv6: 'IPv6',
    dns: 'DNS',
    dnsUnchanged: 'unverändert',
    server: 'Server',
    identity: 'Identität',
    validUntil: (day) => `gültig bis ${day}`,
    revocation: { good: 'nicht widerrufen', unknown: 'Widerruf nicht prüfbar' },
    trust: {
      system: 'verbürgt von den Zertifizierungsstellen dieses Computers',
      'profile-ca': 'verbürgt von der eigenen Zertifizierungsstelle des Profils',
      pin: 'im Profil festgelegt',
    },
    signIn: 'Anmeldung',
    boundBy: (method, hash) => `${method}, mit ${hash} an die TLS-Verbindung gebunden`,
    boundWithoutKey: (method) => `${method}, ohne Schlüssel, der sie an die TLS-Verbindung bindet`,
  },
  profile: {
    unknownSetting: (target, setting) =>
      `${target}: „${setting}“ kennt diese Version nicht; es wurde übergangen.`,
  },
  keylog: {
    unwritable: (reason) => `Die Schlüsseldatei kann nicht geschrieben werden: ${reason}.`,
    written: (path) =>
      `Die Schlüssel dieser Verbindung werden in ${path} geschrieben. Wer diese Datei liest, kann Ihren Datenverkehr mitlesen.`,
  },
  prompt: {
    user: 'Benutzername: ',
    password: (user) => `Passwort für ${user}: `,
    expired:
      'Das Passwort ist abgelaufen. Der Server nimmt ein neues an; eine leere Zeile lässt es, wie es ist.',
    newPassword: 'Neues Passwort: ',
    newPasswordAgain: 'Neues Passwort noch einmal: ',
    passwordsDiffer: 'Die beiden stimmen nicht überein.',
    passwordTooLong: (most) => `Ein Passwort hat höchstens ${most} Zeichen.`,
    oneTimeCode: 'Einmalcode: ',
    noTerminalForCode:
      'Dieses Profil meldet sich mit einem Einmalcode an, und es gibt kein Terminal, auf dem danach gefragt werden könnte.',
    userNeeded: 'Für die Anmeldung wird ein Benutzername gebraucht.',
    passwordNeeded: 'Für die Anmeldung wird ein Passwort gebraucht.',
    noTerminalForUser:
      'Der Benutzername fehlt, und es gibt kein Terminal, auf dem danach gefragt werden könnte. Geben Sie ihn mit --user oder im Profil an.',
    noTerminalForPassword:
      'Das Passwort fehlt, und es gibt kein Terminal, auf dem danach gefragt werden könnte. Übergeben Sie es mit --password-stdin.',
    nothingOnStdin: '--password-stdin erwartet eine Zeile mit dem Passwort, aber es kam nichts.',
    tooMuchOnStdin: (limit) =>
      `--password-stdin erwartet eine Zeile mit dem Passwort, aber es kamen mehr als ${limit} Byte.`,
  },
  usage: {
    noCommand: (name) => `Es gibt keinen Befehl „${name}“.`,
    noOption: (name) => `Es gibt keine Option „${name}“.`,
    didYouMean: (name) => `Meinten Sie „${name}“?`,
    optionNotTaken: (command, option) => `„culvert ${command}“ kennt --${option} nicht.`,
    noArgument: (command) => `„culvert ${command}“ hat keine Argumente.`,
    oneArgument: (command, count) => `„culvert ${command}“ hat ein Argument, bekam aber ${count}.`,
    needsServer: '„culvert doctor“ braucht einen Server.',
    needsRoutes:
      '„culvert routes“ braucht eine .sstp-Datei, eine sstp://-Adresse oder den Namen eines Profils.',
    needsTarget:
      '„culvert connect“ braucht eine .sstp-Datei, eine sstp://-Adresse oder den Namen eines Profils.',
    needsValue: (option) => `Hinter ${option} fehlt ein Wert.`,
    noPassword:
      'Ein Passwort auf der Befehlszeile könnte jeder Benutzer dieses Computers lesen. Verwenden Sie --password-stdin, oder lassen Sie Culvert danach fragen.',
  },
}

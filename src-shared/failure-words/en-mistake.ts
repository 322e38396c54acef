import type {
  EntryKind,
  ProfileMistake,
  ServerMistake,
  TomlTrouble,
  ValueMistake,
  ValueTrouble,
} from '../profile-mistake.ts'
import { unreachable } from '../unreachable.ts'
import { inWords } from './en-system-error.ts'
import { shortened } from './printable.ts'

/** What is wrong with a profile, in English: one or more whole sentences, or the rest of one behind a colon. */
export function mistakeInWords(mistake: ProfileMistake): string {
  switch (mistake.problem) {
    case 'too-large':
      return `The file is larger than ${mistake.limit / 1024} KiB, which no profile is; it may be another kind of file.`
    case 'not-utf-8':
      return 'The text is not UTF-8 here. Save the file as UTF-8 and try again.'
    case 'control-character':
      return `There is a control character (${mistake.character}) here, which no profile has. The file may be damaged, or saved in another encoding than UTF-8.`
    case 'not-toml':
      return `This is not valid TOML: ${TOML[mistake.because]}.`
    case 'nested':
      return 'This is nested deeper than any profile is.'
    case 'format-missing':
      return `The line "format = ${mistake.known}" is missing. If this is no profile of Culvert, it is the wrong file.`
    case 'format-wrong':
      return `"format" must be ${mistake.known}.`
    case 'format-too-new':
      return `The profile is of format ${mistake.format}, and this version of Culvert knows format ${mistake.known} only. Update Culvert.`
    case 'secret':
      return `"${mistake.key}" looks like a password. Profiles never hold one, because they are copied and shared: remove the line. Culvert asks for the password when it connects.`
    case 'value':
      return `"${mistake.key}" ${ofValue(mistake.mistake)}.`
    case 'server':
      return `The server ${ofServer(mistake.mistake)}.`
    case 'not-an-address':
      return 'An address must begin with sstp://.'
    case 'password-in-address':
      return 'There is a password in the address, where every user of this computer could read it. Leave it out; Culvert asks for it, or takes it with --password-stdin.'
    case 'user-unreadable':
      return 'The user name before the @ cannot be read. Write special characters as % and two hex digits.'
    case 'variable':
      return `"${mistake.name}" is a variable, and its value is not here. Write the value in its place.`
    case 'no-command':
      return mistake.of === 'sstpc'
        ? 'It mentions sstpc, but has no command with a server that sstpc is to connect to.'
        : 'It has no complete Add-VpnConnection command.'
    case 'no-certificate':
      return 'It holds no certificate that can be read.'
    case 'unreadable':
      return `It cannot be read: ${inWords(mistake.detail)}.`
    default:
      return unreachable(mistake)
  }
}

function ofValue(mistake: ValueMistake): string {
  switch (mistake.problem) {
    case 'too-long':
      return `must not be longer than ${mistake.max} characters`
    case 'too-many':
      return `must not have more than ${mistake.max} entries`
    case 'not-a-size':
      return `must be "auto" or a whole number from ${mistake.min} to ${mistake.max}`
    case 'not-a-table':
      return `must be a table: a line ${mistake.header} with its settings below`
    case 'not-one-of':
      return mistake.value === undefined
        ? `must be ${quoted(mistake.names, ' or ')}`
        : `is ${shown(mistake.value)}, but must be ${quoted(mistake.names, ' or ')}`
    case 'bad-entry': {
      const known = mistake.names === undefined ? '' : `; known are ${quoted(mistake.names, ', ')}`
      return `has ${shown(mistake.value)}, which is not ${ENTRY[mistake.wanted]}${known}`
    }
    case 'server':
      return ofServer(mistake.mistake)
    default:
      return VALUE[mistake.problem]
  }
}

function ofServer(mistake: ServerMistake): string {
  return mistake.problem === 'bare-ipv6'
    ? `is an IPv6 address; write it in brackets: "[${mistake.address}]:443"`
    : SERVER[mistake.problem]
}

const shown = (value: string) => `"${shortened(value)}"`
const quoted = (names: readonly string[], between: string) => names.map((name) => `"${name}"`).join(between)

const TOML: Readonly<Record<TomlTrouble, string>> = {
  'text-open': 'a text in quotes does not end on its line',
  brackets: 'what began with a bracket does not end, or a comma is missing in it',
  twice: 'the same is set a second time',
  key: 'a line has a name, an equals sign and a value, or a heading in brackets',
  escape: 'a backslash stands before something that it does not go with; write two for one',
  nested: 'it is excessively nested',
  value: 'this is no value; texts stand in quotes',
  rest: 'something stands behind the end of what belongs on the line',
}

const ENTRY: Readonly<Record<EntryKind, string>> = {
  network: 'a network such as 10.0.0.0/8',
  'ipv4-address': 'an IPv4 address (the tunnel carries IPv4)',
  domain: 'a domain such as corp.example',
  method: 'a known method',
  fingerprint: 'a SHA-256 fingerprint of 64 hex digits',
}

const SERVER: Readonly<Record<Exclude<ServerMistake['problem'], 'bare-ipv6'>, string>> = {
  empty: 'is empty; it must be the name or address of the server',
  scheme: 'must be a name or an address alone, without "https://" or the like',
  user: 'must be a name or an address alone; a user name belongs into "user" under [sign-in], a password nowhere',
  path: 'must be a name or an address alone, without a path behind it',
  shape: 'must be a name or an address, with a colon and the port behind it if it is not 443',
  port: 'has a port that is not a number from 1 to 65535',
  brackets: 'has brackets around something that is not an IPv6 address',
  name: 'has a name that no server can have',
}

const VALUE: Readonly<Record<ValueTrouble, string>> = {
  'missing-server': 'is missing; it says what to connect to: server = "vpn.example.com"',
  'not-text': 'must be text in quotes',
  'not-a-list': 'must be a list in square brackets',
  'not-yes-or-no': 'must be true or false',
  empty: 'must not be empty; leave the line out instead',
  'not-one-line': 'must be a single line without control characters',
  'not-a-host': 'must be the name or the IP address of a server',
  'not-a-name-to-send': 'must be the name of a server, or "" to send none',
  'not-a-query': 'must be a question mark and what stands behind it in an address, such as "?tenantid=corp"',
  'no-method': 'must name at least one method, or be left out',
  'method-twice': 'must not name a method twice',
  'private-key': 'contains a private key, which never belongs into a profile; remove it',
  'no-certificate':
    'must contain a certificate in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
  'bad-certificate': 'contains a certificate that cannot be read; copy it again, whole',
  'no-revocation-list':
    'must contain a revocation list in PEM form, from -----BEGIN X509 CRL----- to -----END X509 CRL-----',
  'bad-revocation-list': 'contains a revocation list that cannot be read; copy it again, whole',
  'client-certificate-missing': 'is true, so "certificate" under [sign-in] must hold the certificate',
  'looks-like-a-password':
    'must be an address alone; a user name belongs into "user" under [proxy], a password nowhere',
  'not-a-proxy': 'must be the address of a proxy, such as "http://proxy:3128" or "socks5://proxy:1080"',
  'not-a-script':
    'must be the address of the script, such as "http://wpad.corp.example/proxy.pac", because "mode" is "pac"',
  'proxy-missing': 'is "manual", so "url" must say where the proxy is',
  'script-missing': 'is "pac", so "url" must say where the script is',
  'networks-missing': 'is "only", so "networks" must name at least one network',
  'dns-servers-missing': 'is "custom", so "servers" must name at least one DNS server',
  strange: 'has a value that is not understood',
}

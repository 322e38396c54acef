import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import { type Reading, refused } from './imported.ts'
import { assemble } from './ingredients.ts'
import { firstValues, iniSections } from './ini-sections.ts'
import { ignoredOfVpn } from './nm-ignored.ts'

export const NM_SIGN = /^\[(?:connection|vpn)\][ \t]*$/m

const SSTP_SERVICE = 'org.freedesktop.NetworkManager.sstp'

/** Reads a NetworkManager keyfile (`*.nmconnection`) of the SSTP plug-in. */
export function readNmKeyfile(text: string, source: string): Reading {
  const sections = iniSections(text)
  const valuesOf = (...names: string[]) => firstValues(sections.find(({ name }) => names.includes(name)))
  const [connection, vpn, ipv4] = [valuesOf('connection'), valuesOf('vpn'), valuesOf('ipv4')]
  const service = vpn.get('service-type') ?? ''
  if (service !== SSTP_SERVICE) {
    const kind = service.split('.').at(-1) || connection.get('type') || ''
    return refused({ code: 'import-no-sstp', source, kinds: kind === '' ? [] : [kind.slice(0, 40)] })
  }
  const isOn = (key: string) => /^(?:yes|true|1|on)$/i.test(vpn.get(key) ?? '')
  return assemble('networkmanager', source, {
    name: unescaped(connection.get('id')),
    server: unescaped(vpn.get('gateway')),
    user: userOf(unescaped(vpn.get('user')), unescaped(vpn.get('domain'))),
    methods: (['ms-chap-v2', 'pap'] as const).filter(
      (method) => !isOn(method === 'pap' ? 'refuse-pap' : 'refuse-mschapv2'),
    ),
    ...(vpn.get('tls-verify-method') === 'name' && { verifyName: unescaped(vpn.get('tls-remotename')) }),
    split: /^(?:true|yes|1)$/i.test(ipv4.get('never-default') ?? ''),
    networks: [...ipv4]
      .filter(([key]) => /^(?:route|routes)\d*$/.test(key))
      .flatMap(([, value]) => routes(value)),
    dnsServers: list(ipv4.get('dns')),
    dnsDomains: list(ipv4.get('dns-search')),
    mtu: vpn.get('mtu'),
    sourceDidNotVerify: isOn('ignore-cert-warn') || vpn.get('tls-verify-method') === 'none',
    ignored: [...ignoredOfVpn(vpn, isOn), ...ignoredOfIp(ipv4), ...secretsOf(valuesOf('vpn-secrets'))],
    line: sections.find(({ name }) => name === 'vpn')?.line,
  })
}

function userOf(user: string, domain: string): string {
  return user === '' || domain === '' || /[\\@]/.test(user) ? user : `${domain}\\${user}`
}

/** `10.0.0.0/8`, and behind commas the next hop and the metric, which make no sense in a tunnel. */
function routes(value: string): string[] {
  const [network = ''] = value.split(',', 1)
  return network === '' ? [] : [network]
}

function list(value = ''): string[] {
  return value.split(/[;,\s]+/, 200).filter((item) => item !== '')
}

function ignoredOfIp(ipv4: ReadonlyMap<string, string>): IgnoredSetting[] {
  const strange = ['address1', 'addresses', 'gateway'].filter((key) => ipv4.has(key))
  return strange.map((key) => ({ name: `ipv4.${key}`, reason: 'not-supported-yet' }))
}

function secretsOf(secrets: ReadonlyMap<string, string>): IgnoredSetting[] {
  return [...secrets.keys()].map((key) => ({ name: key, reason: 'secret' }))
}

/** Escapes of GLib's key files; `\;` stands for a semicolon that separates nothing. */
function unescaped(text = ''): string {
  const meanings: Readonly<Record<string, string>> = { s: ' ', n: ' ', t: ' ', r: ' ' }
  return text.replace(/\\(.)/gs, (_, letter: string) => meanings[letter] ?? letter)
}

import type { IgnoredSetting } from '../../../src-shared/import-review.ts'

/** Keys of the plug-in that are understood, or that say nothing that a profile needs. */
const SILENT = new Set([
  ...['service-type', 'gateway', 'user', 'domain', 'mtu', 'uuid', 'unit', 'tls-remotename', 'tls-ext'],
  ...['refuse-pap', 'refuse-mschapv2', 'refuse-chap', 'refuse-mschap', 'refuse-eap', 'password-flags'],
  ...['nobsdcomp', 'nodeflate', 'no-vj-comp', 'no-secret', 'tls-max-version', 'tls-verify-key-usage'],
  ...['proxy-password-flags', 'tls-user-key-secret-flags', 'lcp-echo-failure', 'lcp-echo-interval'],
])

/** Names files that stay where they are: nothing opens a path because an imported file says so. */
const NOT_YET = new Set([
  ...[
    'ca-cert',
    'tls-ca-cert',
    'crl-file',
    'tls-user-cert',
    'tls-user-key',
    'tls-identity',
    'tls-subject-name',
  ],
  ...['proxy-server', 'proxy-port', 'proxy-user'],
])

/** What the `[vpn]` section of a keyfile says and a profile does not carry. */
export function ignoredOfVpn(
  vpn: ReadonlyMap<string, string>,
  isOn: (key: string) => boolean,
): IgnoredSetting[] {
  return [...vpn].flatMap(([key, value]): IgnoredSetting[] => {
    const reason = reasonFor(key, value, isOn)
    return reason === undefined ? [] : [{ name: key, reason }]
  })
}

function reasonFor(
  key: string,
  value: string,
  isOn: (key: string) => boolean,
): IgnoredSetting['reason'] | undefined {
  if (SILENT.has(key)) return undefined
  if (/mppe/.test(key)) return isOn(key) ? 'not-for-sstp' : undefined
  if (/password$|secret$/.test(key)) return 'secret'
  switch (key) {
    case 'ignore-cert-warn':
      return isOn(key) ? 'would-weaken-security' : undefined
    case 'tls-verify-method':
      if (value === 'none') return 'would-weaken-security'
      return value === 'name' || value === '' ? undefined : 'not-supported-yet'
    case 'connection-type':
      return value === 'password' ? undefined : 'not-supported-yet'
    default:
      return NOT_YET.has(key) ? 'not-supported-yet' : 'unknown'
  }
}

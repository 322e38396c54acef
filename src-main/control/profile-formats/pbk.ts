import { isIPv4 } from 'node:net'
import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import { joined, type Reading, refused } from './imported.ts'
import { assemble } from './ingredients.ts'
import { firstValues, type IniSection, iniSections } from './ini-sections.ts'
import { eapMethodOf, methodsOf } from './pbk-auth.ts'
import { kindOfEntry } from './pbk-strategy.ts'

/** Keys of an entry that no other format has. */
export const PBK_SIGN =
  /^[ \t]*(?:VpnStrategy|PBVersion|PhoneNumber|PreferredDevice|DialParamsUID|IpPrioritizeRemote)[ \t]*=/im

/** A phone book holds a handful of entries; each one of another kind is named once. */
const MAX_ENTRIES = 1000

/** Reads a Windows phone book (`rasphone.pbk`): the entries that use SSTP, or try it among other protocols. */
export function readPbk(text: string, source: string): Reading {
  const entries = iniSections(text).filter(({ entries }) => entries.length > 0)
  const kinds = new Set<string>()
  const readings = entries.slice(0, MAX_ENTRIES).flatMap((entry) => {
    const { kind, sstp } = kindOfEntry(firstValues(entry).get('vpnstrategy'), devicesOf(entry))
    if (sstp !== 'never') return [readEntry(entry, source, sstp === 'only')]
    kinds.add(kind)
    return []
  })
  if (readings.length === 0)
    return refused({ code: 'import-no-sstp', source, kinds: [...kinds].slice(0, 10) })
  return joined(readings)
}

/** `DEVICE=vpn` is a kind and `Device=WAN Miniport (SSTP)` a name; both stand in blocks that may come several times. */
function devicesOf({ entries }: IniSection): string[] {
  return entries
    .filter(({ key }) => ['device', 'preferreddevice'].includes(key.toLowerCase()))
    .map(({ value }) => value)
    .sort((a, b) => Number(/SSTP/i.test(b)) - Number(/SSTP/i.test(a)))
}

function readEntry(entry: IniSection, source: string, onlySstp: boolean): Reading {
  const values = firstValues(entry)
  const get = (key: string) => values.get(key.toLowerCase())
  const { methods, ignored } = methodsOf(get('AuthRestrictions'), get('CustomAuthKey'))
  return assemble('windows-pbk', source, {
    name: entry.name,
    server: serverOf(entry),
    methods,
    split: get('IpPrioritizeRemote') === '0',
    // 2 says that the addresses below are used; with 1 the server tells them.
    dnsServers: get('IpNameAssign') === '2' ? addresses([get('IpDnsAddress'), get('IpDns2Address')]) : [],
    dnsDomains: domains(get('IpDnsSuffix')),
    reconnect: get('RedialOnLinkFailure') !== '0',
    ignored: [...ignored, ...(onlySstp ? [] : [otherProtocols(get('VpnStrategy'))]), ...leftOut(get)],
    line: entry.line,
  })
}

/** The number that is dialled; entries that were made by device management have it in a list of servers instead. */
function serverOf({ entries }: IniSection): string {
  const dialled = entries.filter(
    ({ key, value }) => /^(?:PhoneNumber|ServerListServerName)$/i.test(key) && value,
  )
  return dialled[0]?.value ?? ''
}

function otherProtocols(strategy = ''): IgnoredSetting {
  return { name: `VpnStrategy=${strategy}`, reason: 'not-for-sstp' }
}

/** Settings that change what the connection does and that we do not follow. */
function leftOut(get: (key: string) => string | undefined): IgnoredSetting[] {
  const on = (key: string) => !['', '0', undefined].includes(get(key))
  const note = (present: boolean, name: string, reason: IgnoredSetting['reason']): IgnoredSetting[] =>
    present ? [{ name, reason }] : []
  return [
    ...note(
      on('CustomAuthKey') && eapMethodOf(get('CustomAuthKey')) === undefined,
      'CustomAuthKey',
      'not-supported-yet',
    ),
    ...note(on('PreSharedKey'), 'PreSharedKey', 'secret'),
    ...note(on('DataEncryption'), 'DataEncryption', 'not-for-sstp'),
    ...note(get('IpAssign') === '2', 'IpAddress', 'not-supported-yet'),
    ...note(on('NumRoutes'), 'NumRoutes', 'not-supported-yet'),
    ...note(on('NumNrptRules'), 'NumNrptRules', 'not-supported-yet'),
    ...note(on('AutoLogon'), 'AutoLogon', 'not-supported-yet'),
    ...note(on('PrerequisiteEntry'), 'PrerequisiteEntry', 'not-supported-yet'),
    ...note(
      on('CustomDialDll') || on('CustomRasDialDll') || on('CustomScript'),
      'CustomDialDll',
      'not-supported-yet',
    ),
  ]
}

function addresses(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined && isIPv4(value) && value !== '0.0.0.0') as string[]
}

function domains(suffix = ''): string[] {
  return suffix.split(/[\s,;]+/, 100).filter((domain) => domain !== '')
}

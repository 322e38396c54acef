import { describe, expect, it } from 'vitest'
import { readPbk } from './pbk.ts'
import { textOfBytes } from './text-of-bytes.ts'

/** An entry as Windows writes it: a head, then blocks for media and device with keys that come again. */
function entry(
  name: string,
  settings: Readonly<Record<string, string>>,
  device = 'WAN Miniport (SSTP)',
): string {
  const { PhoneNumber = 'vpn.example.com', ...head } = settings
  const lines = Object.entries({ Encoding: '1', PBVersion: '6', Type: '2', ...head })
  return [
    `[${name}]`,
    ...lines.map(([key, value]) => `${key}=${value}`),
    'NETCOMPONENTS=',
    'ms_msclient=1',
    '',
    'MEDIA=rastapi',
    'Port=VPN3-0',
    `Device=${device}`,
    '',
    'DEVICE=vpn',
    `PhoneNumber=${PhoneNumber}`,
    'AreaCode=',
    'LastSelectedPhone=0',
    '',
    '',
  ].join('\r\n')
}

const only = (text: string) => readPbk(text, 'rasphone.pbk').profiles[0]

describe('readPbk', () => {
  it('reads an entry of Windows that uses SSTP', () => {
    const text = entry('Büro', {
      VpnStrategy: '5',
      AuthRestrictions: '512',
      IpPrioritizeRemote: '1',
      DataEncryption: '256',
      CustomAuthKey: '0',
    })
    expect(only(text)).toMatchObject({
      format: 'windows-pbk',
      profile: {
        name: 'Büro',
        server: { host: 'vpn.example.com', port: 443 },
        signIn: { methods: ['ms-chap-v2'] },
        routing: { mode: 'all' },
      },
      ignored: [{ name: 'DataEncryption', reason: 'not-for-sstp' }],
    })
  })

  it('reads the same in each encoding that Windows has used', () => {
    const text = entry('Büro', { VpnStrategy: '5' })
    const utf16 = Buffer.from(text, 'utf16le')
    const encodings = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.concat([Buffer.of(0xff, 0xfe), utf16]),
      utf16,
      Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(utf16).swap16()]),
      Buffer.from(text, 'latin1'),
    ]
    for (const bytes of encodings) expect(only(textOfBytes(bytes)).profile.name).toBe('Büro')
  })

  it('takes entries that try SSTP among others, and says so', () => {
    const { profiles } = readPbk(
      entry('A', { VpnStrategy: '5' }) +
        entry('B', { VpnStrategy: '6' }) +
        entry('C', { VpnStrategy: '1' }, 'WAN Miniport (PPTP)'),
      'rasphone.pbk',
    )
    expect(profiles.map(({ profile }) => profile.name)).toEqual(['A', 'B'])
    expect(profiles[1].ignored).toContainEqual({ name: 'VpnStrategy=6', reason: 'not-for-sstp' })
  })

  it('goes by the device when there is no strategy', () => {
    expect(only(entry('A', {})).profile.name).toBe('A')
    const { failures } = readPbk(entry('A', {}, 'WAN Miniport (L2TP)'), 'x')
    expect(failures).toEqual([{ code: 'import-no-sstp', source: 'x', kinds: ['L2TP'] }])
  })

  it('names the kinds of a phone book without SSTP', () => {
    const text =
      entry('A', { VpnStrategy: '7' }, 'WAN Miniport (IKEv2)') +
      entry('B', { VpnStrategy: '3' }, 'WAN Miniport (L2TP)')
    expect(readPbk(text, 'x').failures).toMatchObject([
      { code: 'import-no-sstp', kinds: ['IKEv2', 'L2TP/IPsec'] },
    ])
  })

  it.each([
    ['512', ['ms-chap-v2'], []],
    ['520', ['ms-chap-v2', 'pap'], []],
    ['8', ['pap'], []],
    ['552', ['ms-chap-v2', 'chap-md5', 'pap'], []],
    ['128', ['ms-chap-v2'], ['EAP']],
  ])('understands AuthRestrictions=%s', (AuthRestrictions, methods, ignored) => {
    const found = only(entry('A', { VpnStrategy: '5', AuthRestrictions }))
    expect(found.profile.signIn.methods).toEqual(methods)
    expect(found.ignored.map(({ name }) => name)).toEqual(ignored)
  })

  it('takes the private networks when Windows sends only some traffic through the tunnel', () => {
    const { profile, assumed } = only(entry('A', { VpnStrategy: '5', IpPrioritizeRemote: '0' }))
    expect(profile.routing).toMatchObject({
      mode: 'only',
      networks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
    })
    expect(assumed).toEqual(['private-networks'])
  })

  it('uses DNS servers only where the entry does', () => {
    const dns = {
      VpnStrategy: '5',
      IpDnsAddress: '10.0.0.53',
      IpDns2Address: '0.0.0.0',
      IpDnsSuffix: 'corp.example',
    }
    expect(only(entry('A', { ...dns, IpNameAssign: '2' })).profile.dns).toEqual({
      mode: 'custom',
      servers: ['10.0.0.53'],
      domains: ['corp.example'],
    })
    expect(only(entry('A', { ...dns, IpNameAssign: '1' })).profile.dns).toMatchObject({
      mode: 'server',
      servers: [],
    })
  })

  it('finds the server of an entry that device management has made', () => {
    const settings = { VpnStrategy: '6', PhoneNumber: '', ServerListServerName: 'aovpn.example.com' }
    expect(only(entry('A', settings)).profile.server.host).toBe('aovpn.example.com')
  })

  it('keeps the good entries beside a broken one, and names its line', () => {
    const text = entry('A', { VpnStrategy: '5', PhoneNumber: '' }) + entry('B', { VpnStrategy: '5' })
    const { profiles, failures } = readPbk(text, 'x')
    expect(profiles).toHaveLength(1)
    expect(failures).toMatchObject([{ code: 'import-malformed', line: 1 }])
  })

  it('keeps no key', () => {
    const found = only(entry('A', { VpnStrategy: '5', PreSharedKey: 'hunter2' }))
    expect(found.ignored).toContainEqual({ name: 'PreSharedKey', reason: 'secret' })
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })
})

import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { readNmKeyfile } from './nm-keyfile.ts'

const SSTP = 'service-type=org.freedesktop.NetworkManager.sstp'

function keyfile(vpn: readonly string[], ipv4: readonly string[] = ['method=auto'], more = ''): string {
  return [
    '[connection]',
    'id=Office',
    'type=vpn',
    '',
    '[vpn]',
    ...vpn,
    SSTP,
    '',
    '[ipv4]',
    ...ipv4,
    more,
  ].join('\n')
}

const only = (text: string) => readNmKeyfile(text, 'office.nmconnection').profiles[0]

describe('readNmKeyfile', () => {
  it('reads a connection of the SSTP plug-in', () => {
    const text = keyfile(
      [
        'gateway=vpn.example.com:8443',
        'user=anna',
        'domain=CORP',
        'password-flags=1',
        'refuse-pap=yes',
        'tls-ext=yes',
      ],
      ['dns=10.0.0.53;10.0.0.54;', 'dns-search=corp.example;', 'method=auto'],
    )
    expect(only(text)).toEqual({
      format: 'networkmanager',
      profile: {
        ...defaultProfile({ host: 'vpn.example.com', port: 8443 }),
        name: 'Office',
        signIn: { user: 'CORP\\anna', methods: ['ms-chap-v2'], oneTimeCode: 'none' },
        dns: { mode: 'custom', servers: ['10.0.0.53', '10.0.0.54'], domains: ['corp.example'] },
      },
      sourceDidNotVerify: false,
      ignored: [],
      assumed: [],
    })
  })

  it('takes the routes of a connection that is never the default', () => {
    const ipv4 = [
      'never-default=true',
      'route1=10.0.0.0/8,10.0.0.1,50',
      'route2=192.168.20.0/24',
      'route3=nonsense',
    ]
    const { profile, ignored } = only(keyfile(['gateway=vpn.example.com'], ipv4))
    expect(profile.routing).toMatchObject({ mode: 'only', networks: ['10.0.0.0/8', '192.168.20.0/24'] })
    expect(ignored).toEqual([{ name: 'nonsense', reason: 'invalid' }])
  })

  it('takes the private networks when there is no route', () =>
    expect(only(keyfile(['gateway=vpn.example.com'], ['never-default=true'])).assumed).toEqual([
      'private-networks',
    ]))

  it('switches no check off, whoever did', () => {
    const found = only(keyfile(['gateway=vpn.example.com', 'ignore-cert-warn=yes', 'require-mppe=yes']))
    expect(found.sourceDidNotVerify).toBe(true)
    expect(found.ignored).toEqual([
      { name: 'ignore-cert-warn', reason: 'would-weaken-security' },
      { name: 'require-mppe', reason: 'not-for-sstp' },
    ])
  })

  it('keeps no password and opens no file that it names', () => {
    const vpn = ['gateway=vpn.example.com', 'ca-cert=/etc/shadow', 'proxy-password=hunter2']
    const found = only(keyfile(vpn, ['method=auto'], '[vpn-secrets]\npassword=hunter2\n'))
    expect(found.ignored).toEqual([
      { name: 'ca-cert', reason: 'not-supported-yet' },
      { name: 'proxy-password', reason: 'secret' },
      { name: 'password', reason: 'secret' },
    ])
    expect(JSON.stringify(found)).not.toMatch(/hunter2|shadow/)
  })

  it('takes the name that the certificate must carry', () => {
    const vpn = ['gateway=192.0.2.1', 'tls-verify-method=name', 'tls-remotename=vpn.example.com']
    expect(only(keyfile(vpn)).profile.identity).toMatchObject({
      verifyName: 'vpn.example.com',
      sni: 'vpn.example.com',
    })
  })

  it('names the kind of another connection', () => {
    const text = '[connection]\ntype=vpn\n[vpn]\nservice-type=org.freedesktop.NetworkManager.openvpn\n'
    expect(readNmKeyfile(text, 'x').failures).toEqual([
      { code: 'import-no-sstp', source: 'x', kinds: ['openvpn'] },
    ])
    const wifi = readNmKeyfile('[connection]\ntype=wifi\n', 'x')
    expect(wifi.failures).toEqual([{ code: 'import-no-sstp', source: 'x', kinds: ['wifi'] }])
  })

  it('refuses a connection without a gateway', () =>
    expect(readNmKeyfile(keyfile(['user=anna']), 'x').failures).toMatchObject([
      { code: 'import-malformed', line: 5 },
    ]))
})

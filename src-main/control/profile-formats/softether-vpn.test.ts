import { describe, expect, it } from 'vitest'
import { readSoftEther } from './softether-vpn.ts'

type Values = Readonly<Record<string, string>>

/** An account as the client exports it: tabs, CRLF, a type before each name. */
function account(root: Values, auth: Values, option: Values): string {
  const lines = (values: Values, depth: number) =>
    Object.entries(values).map(([name, value]) => `${'\t'.repeat(depth)}string ${name} ${value}`)
  return [
    '# a comment',
    '',
    'declare root',
    '{',
    ...lines(root, 1),
    '',
    '\tdeclare ClientAuth',
    '\t{',
    ...lines(auth, 2),
    '\t}',
    '\tdeclare ClientOption',
    '\t{',
    ...lines(option, 2),
    '\t}',
    '}',
  ].join('\r\n')
}

const OPTION = { AccountName: 'Office$20VPN', Hostname: 'vpn.example.com', Port: '992', HubName: 'CORP' }
const AUTH = { AuthType: '1', HashedPassword: 'aHVudGVyMg==', Username: 'anna' }
const only = (text: string) => readSoftEther(text, 'office.vpn').profiles[0]

describe('readSoftEther', () => {
  it('reads an exported connection; the hub goes with the user', () => {
    const found = only(account({ CheckServerCert: 'false' }, AUTH, OPTION))
    expect(found).toMatchObject({
      format: 'softether-vpn',
      profile: {
        name: 'Office VPN',
        server: { host: 'vpn.example.com', port: 992 },
        signIn: { user: 'anna@CORP', methods: ['ms-chap-v2'] },
      },
      sourceDidNotVerify: true,
      ignored: [
        { name: 'CheckServerCert', reason: 'would-weaken-security' },
        { name: 'HashedPassword', reason: 'secret' },
      ],
    })
    expect(JSON.stringify(found)).not.toContain(AUTH.HashedPassword)
  })

  it.each([
    ['vpn.example.com/tcp', 'vpn.example.com'],
    ['2001:db8::1', '2001:db8::1'],
    ['192.0.2.1', '192.0.2.1'],
  ])('understands the host %s', (Hostname, host) =>
    expect(only(account({}, AUTH, { ...OPTION, Hostname })).profile.server).toEqual({ host, port: 992 }),
  )

  it('reads names in UTF-8 and empty values', () => {
    const found = only(account({}, { Username: '$' }, { ...OPTION, AccountName: 'B$C3$BCro' }))
    expect(found.profile.name).toBe('Büro')
    expect(found.profile.signIn.user).toBeUndefined()
  })

  it('reads every account of the client', () => {
    const one = account({}, AUTH, OPTION).replace('declare root', 'declare Account0')
    const text = `declare root\n{\ndeclare AccountDatabase\n{\n${one}\n${one.replace('Account0', 'Account1')}\n}\n}\n`
    expect(readSoftEther(text, 'vpn_client.config').profiles).toHaveLength(2)
  })

  it('says what it cannot do', () => {
    const option = { ...OPTION, ProxyType: '1', ProxyPassword: 'x', MaxConnection: '8' }
    expect(
      only(account({ CheckServerCert: 'true' }, { AuthType: '3', ClientKey: 'x' }, option)).ignored,
    ).toEqual([
      { name: 'ClientKey', reason: 'secret' },
      { name: 'AuthType', reason: 'not-supported-yet' },
      { name: 'ProxyType', reason: 'not-supported-yet' },
      { name: 'ProxyPassword', reason: 'secret' },
      { name: 'MaxConnection', reason: 'not-for-sstp' },
    ])
  })

  it('tells a configuration without connections from one with', () =>
    expect(readSoftEther('declare root\n{\nuint ConfigRevision 0\n}\n', 'x').failures).toEqual([
      { code: 'import-no-sstp', source: 'x', kinds: ['SoftEther'] },
    ]))

  it('stays upright however deep blocks are nested', () => {
    const deep = 'declare a\n{\n'.repeat(40_000)
    expect(readSoftEther(`declare root\n{\n${deep}`, 'x').failures).toHaveLength(1)
  })
})

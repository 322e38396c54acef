import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { readAddVpnConnection } from './add-vpn-connection.ts'

const read = (text: string) => readAddVpnConnection(text, '')
const only = (text: string) => read(text).profiles[0]

describe('readAddVpnConnection', () => {
  it('reads a command over several lines', () => {
    const text = [
      'Add-VpnConnection `',
      '    -Name "Office" `',
      '    -ServerAddress vpn.example.com:4443 `',
      '    -TunnelType SSTP `',
      '    -EncryptionLevel "Required" `',
      '    -AuthenticationMethod MSChapV2 `',
      '    -SplitTunneling $False `',
      '    -DnsSuffix corp.example `',
      '    -RememberCredential -Force',
    ].join('\r\n')
    expect(only(text)).toEqual({
      format: 'add-vpn-connection',
      profile: {
        ...defaultProfile({ host: 'vpn.example.com', port: 4443 }),
        name: 'Office',
        dns: { mode: 'server', servers: [], domains: ['corp.example'] },
      },
      sourceDidNotVerify: false,
      ignored: [{ name: 'EncryptionLevel', reason: 'not-for-sstp' }],
      assumed: [],
    })
  })

  it.each([
    "add-vpnconnection -tunnel:sstp -server 'vpn.example.com' -na Office",
    'Add-VpnConnection Office vpn.example.com Sstp',
    'Add-VpnConnection -TunnelType Sstp Office "vpn.example.com" # comment',
    '$server = "vpn.example.com"; Add-VpnConnection -Name Office -ServerAddress $server -TunnelType Sstp',
    '$h = "example.com"\nAdd-VpnConnection -Name Office -ServerAddress "vpn.$h" -TunnelType Sstp | Out-Null',
    '$p = @{\n  Name = "Office"\n  ServerAddress = "vpn.example.com"\n  TunnelType = "Sstp"\n}\nAdd-VpnConnection @p',
    'if ($true) { Add-VpnConnection –Name “Office” –ServerAddress “https://vpn.example.com/” –TunnelType “Sstp” }',
    '<# old #> powershell -Command Add-VpnConnection -Name Office -ServerAddress vpn.example.com -TunnelType Sstp',
  ])('reads %j', (text) =>
    expect(only(text).profile).toMatchObject({
      name: 'Office',
      server: { host: 'vpn.example.com', port: 443 },
    }),
  )

  it.each([
    ['MSChapv2', ['ms-chap-v2'], []],
    ['Pap, MSChapv2', ['ms-chap-v2', 'pap'], []],
    ['@("Pap","Chap")', ['pap', 'chap-md5'], []],
    ['Eap', ['eap-ms-chap-v2'], []],
  ])('understands -AuthenticationMethod %s', (methods, expected, ignored) => {
    const found = only(
      `Add-VpnConnection -Name A -TunnelType Sstp -AuthenticationMethod ${methods} -ServerAddress a.example`,
    )
    expect(found.profile.signIn.methods).toEqual(expected)
    expect(found.ignored.map(({ name }) => name)).toEqual(ignored)
  })

  it('puts together what several commands say', () => {
    const text = [
      "Add-VpnConnection -Name 'The ''Office''' -ServerAddress vpn.example.com -TunnelType Sstp",
      "Set-VpnConnection -Name 'the ''office''' -SplitTunneling $true -PassThru",
      "Add-VpnConnectionRoute -ConnectionName 'The ''Office''' -DestinationPrefix 10.0.0.0/8",
      'Add-VpnConnectionRoute "The \'Office\'" 192.168.20.0/24 -PassThru',
      'rasdial "The \'Office\'" CORP\\anna hunter2',
    ].join('\n')
    const { profiles } = read(text)
    expect(profiles).toHaveLength(1)
    expect(profiles[0]).toMatchObject({
      profile: {
        name: "The 'Office'",
        signIn: { user: 'CORP\\anna' },
        routing: { mode: 'only', networks: ['10.0.0.0/8', '192.168.20.0/24'] },
      },
      ignored: [{ name: 'rasdial', reason: 'secret' }],
    })
    expect(JSON.stringify(profiles)).not.toContain('hunter2')
  })

  it('takes the private networks where only some traffic goes through the tunnel and no route is told', () =>
    expect(only('Add-VpnConnection A a.example Sstp -SplitTunneling').assumed).toEqual(['private-networks']))

  it('takes an automatic choice of the protocol, and says so', () =>
    expect(only('Add-VpnConnection -Name A -ServerAddress a.example').ignored).toEqual([
      { name: 'TunnelType Automatic', reason: 'not-for-sstp' },
    ]))

  it.each([
    ['Add-VpnConnection -Name A -ServerAddress $Server -TunnelType Sstp', 'Server'],
    [`Add-VpnConnection -Name A -ServerAddress "vpn.$${'{domain}'}" -TunnelType Sstp`, 'domain'],
    ['$s = Read-Host "server?"\nAdd-VpnConnection -Name A -ServerAddress $s -TunnelType Sstp', 's'],
  ])('cannot know a variable: %s', (text, variable) => {
    const { profiles, failures } = read(text)
    expect(profiles).toEqual([])
    expect(failures).toMatchObject([
      {
        code: 'import-malformed',
        line: expect.any(Number),
        mistake: { problem: 'variable', name: `$${variable}` },
      },
    ])
  })

  it('names other protocols', () =>
    expect(
      read('Add-VpnConnection A a.example Ikev2; Add-VpnConnection B b.example L2tp -L2tpPsk x').failures,
    ).toEqual([{ code: 'import-no-sstp', source: '', kinds: ['Ikev2', 'L2tp'] }]))

  it('misses the server', () =>
    expect(read('Set-VpnConnection -Name A -SplitTunneling $true').failures).toMatchObject([
      { code: 'import-malformed', line: 1 },
    ]))
})

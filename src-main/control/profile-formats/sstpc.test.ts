import { describe, expect, it } from 'vitest'
import { readSstpc } from './sstpc.ts'

const only = (text: string) => readSstpc(text, '').profiles[0]

describe('readSstpc', () => {
  it('reads a command line with options for pppd behind the server', () => {
    const found = only(
      'sudo sstpc --log-stderr --log-level 4 --cert-warn --user anna --password hunter2 vpn.example.com:8443 \\\n' +
        '  usepeerdns require-mschap-v2 noauth refuse-pap nodefaultroute mtu 1400 require-mppe\n',
    )
    expect(found).toMatchObject({
      format: 'sstpc',
      profile: {
        server: { host: 'vpn.example.com', port: 8443 },
        signIn: { user: 'anna', methods: ['ms-chap-v2'] },
        routing: { mode: 'only' },
        link: { mtu: 1400 },
      },
      sourceDidNotVerify: true,
      ignored: [
        { name: '--cert-warn', reason: 'would-weaken-security' },
        { name: '--password', reason: 'secret' },
        { name: 'require-mppe', reason: 'not-for-sstp' },
      ],
      assumed: ['private-networks'],
    })
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })

  it('reads a file of pppd, with its comments, quotes and lines that go on', () => {
    const found = only(
      [
        '# the office',
        'remotename office   # not needed',
        'linkname office',
        'ipparam office',
        'pty "sstpc --ipparam office --nolaunchpppd \\',
        '  --ca-cert /etc/ssl/ours.pem vpn.example.com"',
        'name "CORP\\\\anna"',
        'password hunter2',
        'plugin sstp-pppd-plugin.so',
        'sstp-sock /var/run/sstpc/sstpc-office',
        'usepeerdns',
        'defaultroute',
        'persist',
      ].join('\r\n'),
    )
    expect(found.profile).toMatchObject({
      server: { host: 'vpn.example.com', port: 443 },
      signIn: { user: 'CORP\\anna' },
      routing: { mode: 'all' },
    })
    expect(found.ignored).toEqual([
      { name: '--ca-cert', reason: 'not-supported-yet' },
      { name: 'password', reason: 'secret' },
    ])
  })

  it('reads a command line of pppd', () =>
    expect(only("pppd pty 'sstpc --nolaunchpppd vpn.example.com' user anna nodetach").profile).toMatchObject({
      server: { host: 'vpn.example.com' },
      signIn: { user: 'anna' },
    }))

  it('takes values behind an equals sign and the name for the certificate', () =>
    expect(only('/usr/sbin/sstpc --user=anna --host=vpn.example.com 192.0.2.1').profile).toMatchObject({
      server: { host: '192.0.2.1' },
      signIn: { user: 'anna' },
      identity: { verifyName: 'vpn.example.com', sni: 'vpn.example.com' },
    }))

  it('reads several commands', () =>
    expect(readSstpc('sstpc a.example; sstpc b.example && echo up\n', '').profiles).toHaveLength(2))

  it('takes PAP only from those who ask for it', () => {
    expect(only('sstpc a.example require-pap').profile.signIn.methods).toEqual(['ms-chap-v2', 'pap'])
    expect(only('sstpc a.example require-pap refuse-mschap-v2').profile.signIn.methods).toEqual(['pap'])
  })

  it('runs nothing and opens nothing that is named', () =>
    expect(
      only('sstpc --proxy http://u:p@proxy a.example connect /bin/evil plugin x.so file /etc/shadow').ignored,
    ).toEqual(
      ['--proxy', 'connect', 'plugin', 'file'].map((name) => ({ name, reason: 'not-supported-yet' })),
    ))

  it.each(['sstpc --user anna "$SERVER"', 'sstpc --user $USER vpn.example.com', 'sstpc `cat server`'])(
    'cannot know a variable: %s',
    (text) => {
      const { profiles, failures } = readSstpc(text, '')
      expect(profiles).toEqual([])
      expect(failures).toMatchObject([{ code: 'import-malformed', mistake: { problem: 'variable' } }])
    },
  )

  it('refuses a text that only talks about it', () =>
    expect(readSstpc('apt install sstpc now', '').failures).toMatchObject([{ code: 'import-malformed' }]))
})

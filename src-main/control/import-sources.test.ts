import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import { IMPORT_LIMITS, type ImportFile } from '../../src-shared/import-review.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'
import { acceptReview, readImportFiles, reviewFiles, reviewText } from './import-sources.ts'

const OFFICE: ProfileEntry = {
  id: 'office-00000001',
  profile: {
    ...defaultProfile({ host: 'vpn.example.com', port: 443 }),
    name: 'Office',
    signIn: { user: 'anna', methods: ['ms-chap-v2'], oneTimeCode: 'none' },
  },
  passwordSource: 'keychain',
  unknown: [],
}

function file(name: string, content: string | Uint8Array): ImportFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { name, size: bytes.length, bytes }
}

const sstp = (server: string, more = '') => file('a.sstp', `format = 1\nserver = "${server}"\n${more}`)

describe('reviewFiles', () => {
  it('shows a .sstp file with what it does not know and who verifies the server', () => {
    const { candidates, refusals } = reviewFiles([sstp('vpn.example.com:8443', 'colour = "blue"\n')], [])
    expect(refusals).toEqual([])
    expect(candidates).toMatchObject([
      {
        index: 0,
        source: 'a.sstp',
        format: 'sstp',
        profile: { server: { host: 'vpn.example.com', port: 8443 } },
        verifier: 'system',
        sourceDidNotVerify: false,
        ignored: [{ name: 'colour', reason: 'unknown' }],
        preselected: true,
      },
    ])
  })

  it('reads a .sstp file that holds a link', () => {
    const { candidates } = reviewFiles([file('office.sstp', 'sstp://anna@vpn.example.com\r\n')], [])
    expect(candidates).toMatchObject([{ format: 'sstp-uri', profile: { signIn: { user: 'anna' } } }])
  })

  it('tells line and column of a mistake in a .sstp file', () => {
    const { candidates, refusals } = reviewFiles([sstp('vpn..example')], [])
    expect(candidates).toEqual([])
    expect(refusals).toMatchObject([
      { source: 'a.sstp', failure: { code: 'profile-malformed', path: 'a.sstp', line: 2 } },
    ])
  })

  it('does not tick what is saved already, whatever the case of the host', () => {
    const [candidate] = reviewFiles(
      [sstp('VPN.example.com', '[sign-in]\nuser = "anna"')],
      [OFFICE],
    ).candidates
    expect(candidate.duplicateOf).toEqual({ id: 'office-00000001', name: 'Office' })
    expect(candidate.preselected).toBe(false)
  })

  it('takes another user or port of the same server for another connection', () => {
    const { candidates } = reviewFiles(
      [sstp('vpn.example.com', '[sign-in]\nuser = "Anna"'), sstp('vpn.example.com:444')],
      [OFFICE],
    )
    expect(candidates.map(({ preselected }) => preselected)).toEqual([true, true])
  })

  it('ticks the first of several equal ones and gives each a name of its own', () => {
    const same = sstp('a.example', 'name = "office"')
    const { candidates } = reviewFiles([same, same, sstp('b.example', 'name = "Office"')], [OFFICE])
    expect(candidates.map(({ preselected }) => preselected)).toEqual([true, false, true])
    expect(candidates.map(({ profile }) => profile.name)).toEqual(['office (2)', 'office (3)', 'Office (4)'])
  })

  it('says of a wrong file what it seems to be', () => {
    const kinds = [
      file('a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)),
      file('b.conf', '[Interface]\nPrivateKey = x\n'),
      file('c.ovpn', 'client\ndev tun\nremote vpn.example.com 1194\n'),
      file('d.sstp', ' \n'),
      file('e.txt', 'nothing in particular\n'),
    ]
    expect(reviewFiles(kinds, []).refusals.map(({ failure }) => failure)).toEqual(
      [
        ['a.png', 'picture'],
        ['b.conf', 'wireguard'],
        ['c.ovpn', 'openvpn'],
        ['d.sstp', 'empty'],
        ['e.txt', ''],
      ].map(([source, looksLike]) => ({ code: 'import-not-a-connection', source, looksLike })),
    )
  })

  it('leads nowhere by the name of a file, and shows no tricks in it', () => {
    const { refusals } = reviewFiles([file('../../etc/\u202epass\u0000wd\n', 'x y')], [])
    expect(refusals[0].source).toBe('pass wd')
  })

  it('refuses what is too large, too many, or could not be read, in words', () => {
    const large = { ...sstp('a.example'), size: IMPORT_LIMITS.BYTES_PER_FILE + 1 }
    const unreadable = { ...sstp('a.example'), unreadable: 'EACCES' }
    const many = Array.from({ length: IMPORT_LIMITS.FILES }, (_, i) => sstp(`host${i}.example`))
    const { candidates, refusals } = reviewFiles([large, unreadable, ...many], [])
    expect(candidates).toHaveLength(IMPORT_LIMITS.FILES - 2)
    expect(refusals.map(({ failure }) => failure.code)).toEqual([
      'import-too-large',
      'profile-unreadable',
      'import-too-many',
    ])
  })
})

describe('reviewText', () => {
  it.each([
    ['vpn.example.com', { host: 'vpn.example.com', port: 443 }, undefined],
    [' vpn.example.com:8443 \n', { host: 'vpn.example.com', port: 8443 }, undefined],
    ['anna@vpn.example.com', { host: 'vpn.example.com', port: 443 }, 'anna'],
    ['anna@example.com@vpn.example.com:444', { host: 'vpn.example.com', port: 444 }, 'anna@example.com'],
    ['https://vpn.example.com/', { host: 'vpn.example.com', port: 443 }, undefined],
    ['sstp://anna@vpn.example.com:8443/', { host: 'vpn.example.com', port: 8443 }, 'anna'],
    ['[2001:db8::1]:444', { host: '2001:db8::1', port: 444 }, undefined],
    ['nas', { host: 'nas', port: 443 }, undefined],
  ])('understands %j', (text, server, user) => {
    const { candidates, refusals } = reviewText(text, [])
    expect(refusals).toEqual([])
    expect(candidates).toHaveLength(1)
    expect(candidates[0].profile).toMatchObject({ server, signIn: { methods: ['ms-chap-v2'] } })
    expect(candidates[0].profile.signIn.user).toBe(user)
  })

  it('takes several lines', () =>
    expect(reviewText('# ours\na.example\n\nsstp://b.example\n', []).candidates).toHaveLength(2))

  it('drops a password, says so, and repeats it nowhere', () => {
    for (const text of ['sstp://anna:hunter2@vpn.example.com', 'anna:hunter2@vpn.example.com:444']) {
      const review = reviewText(text, [])
      expect(review.candidates[0].ignored).toEqual([{ name: 'password', reason: 'secret' }])
      expect(JSON.stringify(review)).not.toContain('hunter2')
    }
  })

  it('does not take prose for servers', () => {
    const { candidates, refusals } = reviewText('Dear all,\nhello\nsee you', [])
    expect(candidates).toEqual([])
    expect(refusals).toHaveLength(1)
  })

  it('says what is wrong with an address', () =>
    expect(reviewText('vpn.example.com:99999', []).refusals).toMatchObject([
      { failure: { code: 'import-malformed', mistake: { problem: 'server', mistake: { problem: 'port' } } } },
    ]))

  it('takes the content of a .sstp file, and tells the line of a mistake in it', () => {
    expect(reviewText('format = 1\nserver = "a.example"', []).candidates).toMatchObject([{ format: 'sstp' }])
    expect(reviewText('format = 1\nserver = 7', []).refusals).toMatchObject([
      { failure: { code: 'import-malformed', source: '', line: 2 } },
    ])
  })

  it('takes commands of several programs at once', () => {
    const text = 'sstpc a.example\nAdd-VpnConnection -Name B -ServerAddress b.example -TunnelType Sstp'
    expect(reviewText(text, []).candidates.map(({ format }) => format)).toEqual([
      'sstpc',
      'add-vpn-connection',
    ])
  })

  it('gives each review an id of its own', () =>
    expect(reviewText('a.example', []).id).not.toBe(reviewText('a.example', []).id))
})

describe('acceptReview', () => {
  const review = reviewText('anna@vpn.example.com\nb.example', [OFFICE])

  it('adds under a name of its own and replaces under the old one', () => {
    const choices = [
      { index: 0, action: 'replace', replaces: OFFICE.id },
      { index: 1, action: 'add' },
    ] as const
    expect(acceptReview(review, choices, [OFFICE])).toMatchObject([
      { action: 'replace', id: OFFICE.id, profile: { name: 'Office' } },
      { action: 'add', profile: { name: 'b.example' } },
    ])
  })

  it('adds what cannot be replaced any more', () =>
    expect(acceptReview(review, [{ index: 0, action: 'replace', replaces: 'gone' }], [])).toMatchObject([
      { action: 'add' },
    ]))

  it('refuses a choice that the review does not have', () =>
    expect(() => acceptReview(review, [{ index: 7, action: 'add' }], [])).toThrow('no entry 7'))
})

describe('readImportFiles', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'culvert-import-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('reads files, and says why others cannot be read', async () => {
    writeFileSync(join(folder, 'a.sstp'), 'sstp://a.example')
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const paths = ['a.sstp', 'pipe', 'missing', '.'].map((name) => join(folder, name))
    const files = await readImportFiles([...paths, '/dev/zero', 'a\0b'])
    expect(files.map(({ name, unreadable }) => [name, unreadable])).toMatchObject([
      ['a.sstp', undefined],
      ['pipe', 'EFTYPE'],
      ['missing', 'ENOENT'],
      [expect.any(String), 'EISDIR'],
      ['zero', 'EFTYPE'],
      ['a b', 'ERR_INVALID_ARG_VALUE'],
    ])
    expect(reviewFiles(files, []).candidates).toHaveLength(1)
  })

  it('reads the beginning of a large file only, and tells its size', async () => {
    writeFileSync(join(folder, 'large'), Buffer.alloc(10_485_760, 'a'))
    const [large] = await readImportFiles([join(folder, 'large')])
    expect(large.bytes).toHaveLength(IMPORT_LIMITS.BYTES_PER_FILE)
    expect(large.size).toBe(10_485_760)
    expect(reviewFiles([large], []).refusals).toMatchObject([{ failure: { code: 'import-too-large' } }])
  })

  it('opens no more files than are looked at', async () => {
    const files = await readImportFiles(Array.from({ length: 70 }, () => join(folder, 'missing')))
    expect(files.filter(({ unreadable }) => unreadable === 'ENOENT')).toHaveLength(IMPORT_LIMITS.FILES)
  })
})

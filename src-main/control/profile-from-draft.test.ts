import tls from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDraft } from '../../src-shared/check-draft.ts'
import { draftFromProfile, emptyDraft } from '../../src-shared/drafts.ts'
import { AUTH_METHODS, ONE_TIME_CODES, PROXY_MODES, REVOCATION_MODES } from '../../src-shared/profile.ts'
import type { ProfileDraft } from '../../src-shared/profile-draft.ts'
import { MAX_PROFILE_BYTES } from './profile-formats/profile-text.ts'
import { parseSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'
import { profileFromDraft } from './profile-from-draft.ts'
import { REVOCATION_LIST } from './test-support/revocation-list.ts'

/** Saves and opens it again; undefined when the format refuses it. */
function throughFile(draft: ProfileDraft) {
  try {
    const profile = profileFromDraft(draft)
    return { profile, reread: parseSstp(serialiseSstp(profile), 'draft.sstp').profile }
  } catch {
    return undefined
  }
}

const [root = '', other = ''] = tls.rootCertificates

const words = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'Office',
    'Büro "Köln"',
    '日本',
    'a\\b',
    '  padded ',
    '🔑',
    "'''",
    '"""',
    '\u0085',
    'a\nb',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(200, 201, 256, 257).map((length) => 'x'.repeat(length)),
)

const hosts = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV6().map((address) => `[${address}]`),
  fc.constantFrom(
    ...[
      '',
      ' vpn.example.com ',
      'vpn.example.com.',
      'bücher.example',
      'faß.de',
      '日本。jp',
      'a..b',
      '-a.example',
    ],
    ...[
      '1.2.3',
      '1.2.3.04',
      'a_b.example',
      'a b',
      'user@host',
      'http://host',
      'host/path',
      'fe80::1%eth0',
      '[::1%1]',
    ],
    ...[
      `${'a'.repeat(63)}.example`,
      `${'a'.repeat(64)}.example`,
      'x.'.repeat(126),
      'ａ.example',
      'host?',
      'host#x',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

const ports = fc.constantFrom(
  '',
  '',
  '',
  ':443',
  ':8443',
  ':0',
  ':65535',
  ':65536',
  ':',
  ':x',
  ':0443',
  ': 443',
  ':-1',
)

const listOf = (entries: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.array(entries, { maxLength: 22, size: 'medium' }),
      fc.constantFrom('\n', ', ', ';', ' ', '\r\n'),
    )
    .map(([items, separator]) => items.join(separator))

const networks = fc.oneof(
  fc.tuple(fc.ipV4(), fc.nat(33)).map(([address, bits]) => `${address}/${bits}`),
  fc.tuple(fc.ipV6(), fc.nat(129)).map(([address, bits]) => `${address}/${bits}`),
  fc.ipV4(),
  fc.constantFrom('10.0.0.0/08', '10.0.0.0/', 'ten', '::/0', 'fe80::%1/64', '10.0.0/8'),
)

const fingerprints = fc.oneof(
  fc.constant('aB'.repeat(32)),
  fc.constant(Array.from({ length: 32 }, () => '0F').join(':')),
  fc.constantFrom('ab'.repeat(31), 'g'.repeat(64), ':'.repeat(64)),
)

const drafts: fc.Arbitrary<ProfileDraft> = fc.record({
  name: words,
  server: fc.tuple(hosts, ports).map(([host, port]) => host + port),
  alternatives: listOf(fc.tuple(hosts, ports).map(([host, port]) => host + port)),
  user: words,
  methods: fc.array(fc.constantFrom(...AUTH_METHODS), { maxLength: 3 }),
  outerIdentity: words,
  oneTimeCode: fc.constantFrom(...ONE_TIME_CODES),
  certificate: fc.constantFrom('', ' ', root),
  authServerName: hosts,
  authServerCa: fc.constantFrom('', '\n', other),
  passwordSource: fc.constantFrom('keychain', 'ask-every-time'),
  verifyName: hosts,
  sni: hosts,
  ca: fc.constantFrom('', '  ', root, `${root}\r\n# "Köln"\r\n${other}`, `\n\n${other}`),
  pins: listOf(fingerprints),
  keyPins: listOf(fingerprints),
  fetchIntermediates: fc.boolean(),
  crl: fc.constantFrom('', ' ', REVOCATION_LIST, `${REVOCATION_LIST}\n# "Köln"`),
  revocation: fc.constantFrom(...REVOCATION_MODES),
  legacyTls: fc.boolean(),
  clientCertificate: fc.boolean(),
  proxyMode: fc.constantFrom(...PROXY_MODES),
  proxyUrl: fc.oneof(fc.webUrl(), fc.constantFrom('', ' ', 'http://proxy:3128 ', 'socks5://[::1]', 'proxy')),
  proxyUser: words,
  routingMode: fc.constantFrom('all', 'only', 'except'),
  networks: listOf(networks),
  lan: fc.boolean(),
  ipv6: fc.constantFrom('block', 'leave'),
  serverRoutes: fc.boolean(),
  dnsMode: fc.constantFrom('server', 'custom', 'none'),
  dnsServers: listOf(fc.oneof(fc.ipV4(), fc.constantFrom('::1', '1.2.3', '01.2.3.4'))),
  dnsDomains: listOf(fc.oneof(fc.domain(), fc.constantFrom('corp', 'a..b', 'bücher.example', '1.2'))),
  mtu: fc.constantFrom('', 'auto', ' 1400 ', '576', '575', '4087', '4088', '1e3', '0x600'),
  reconnect: fc.boolean(),
  query: fc.constantFrom('', ' ?tenantid=corp ', '?', 'x', '?a b', `?${'q'.repeat(256)}`),
  killSwitch: fc.boolean(),
})

/** Drafts with one strange field are the ones that get far. */
const nearlyGood = fc
  .tuple(drafts, fc.subarray(Object.keys(emptyDraft()) as (keyof ProfileDraft)[], { maxLength: 4 }))
  .map(([strange, fields]) => ({
    ...emptyDraft(),
    name: 'Office',
    server: 'vpn.example.com',
    ...Object.fromEntries(fields.map((field) => [field, strange[field]])),
  }))

describe('a draft', () => {
  it('without problems can be saved, and is the same connection when it is opened again', () => {
    let good = 0
    fc.assert(
      fc.property(nearlyGood, (draft) => {
        if (checkDraft(draft).length > 0) return
        good += 1
        const saved = throughFile(draft)
        expect(saved).toBeDefined()
        expect(saved?.reread).toEqual(saved?.profile)
      }),
      { numRuns: 1_000 },
    )
    expect(good).toBeGreaterThan(100)
  })

  it('with a problem would be refused by the format, too', () => {
    // What stands in these fields is read before the format sees it.
    const own = new Set(['ca', 'certificate', 'authServerCa', 'crl', 'mtu', 'methods'])
    fc.assert(
      fc.property(nearlyGood, (draft) => {
        if (checkDraft(draft).some(({ field }) => !own.has(field))) expect(throughFile(draft)).toBeUndefined()
      }),
      { numRuns: 1_000 },
    )
  })

  it('of a saved connection describes that connection', () =>
    fc.assert(
      fc.property(nearlyGood, (draft) => {
        if (checkDraft(draft).length > 0) return
        const profile = profileFromDraft(draft)
        const again = draftFromProfile({ profile, passwordSource: draft.passwordSource })
        expect(checkDraft(again)).toEqual([])
        expect(profileFromDraft(again, profile)).toEqual(profile)
      }),
    ))

  it('keeps that no name is to be sent, which has no field of its own', () => {
    const profile = profileFromDraft({ ...emptyDraft(), name: 'Office', server: 'vpn.example.com' })
    const silent = { ...profile, identity: { ...profile.identity, sni: '' } }
    const draft = draftFromProfile({ profile: silent, passwordSource: 'keychain' })
    expect(profileFromDraft(draft, silent)).toEqual(silent)
    expect(profileFromDraft({ ...draft, sni: 'front.example' }, silent).identity.sni).toBe('front.example')
  })

  it('that is as large as it may be still fits into a file', () => {
    const draft: ProfileDraft = {
      ...emptyDraft(),
      name: '日'.repeat(200),
      server: 'vpn.example.com',
      alternatives: Array.from({ length: 10 }, () => `${'d.'.repeat(123)}example:65535`).join('\n'),
      user: '\\'.repeat(256),
      outerIdentity: '\\'.repeat(256),
      verifyName: `${'a.'.repeat(123)}example`,
      sni: `${'b.'.repeat(123)}example`,
      pins: Array.from({ length: 20 }, () => 'ab'.repeat(32)).join('\n'),
      keyPins: Array.from({ length: 20 }, () => 'cd'.repeat(32)).join('\n'),
      proxyMode: 'pac',
      proxyUrl: `http://proxy/${'p'.repeat(1011)}`,
      proxyUser: '日'.repeat(256),
      query: `?${'q'.repeat(255)}`,
      routingMode: 'only',
      networks: Array.from({ length: 500 }, () => 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128').join('\n'),
      dnsMode: 'custom',
      dnsServers: Array.from({ length: 20 }, () => '255.255.255.255').join('\n'),
      dnsDomains: Array.from({ length: 20 }, () => `${'c.'.repeat(123)}example`).join('\n'),
      ca: root,
    }
    const room = 24 * 1024 - JSON.stringify(root).length - 6
    for (const filler of ['\\'.repeat(room / 2), '日'.repeat(room / 3), 'x'.repeat(room)]) {
      const full = { ...draft, ca: `${filler}\n${root}` }
      expect(checkDraft(full)).toEqual([])
      expect(throughFile(full)?.reread).toBeDefined()
      expect(checkDraft({ ...full, ca: `xxxxxx${full.ca}` })).toEqual([{ field: 'ca', problem: 'too-long' }])
    }
    expect(MAX_PROFILE_BYTES).toBe(64 * 1024)
  })
})

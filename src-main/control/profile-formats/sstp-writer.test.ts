import tls from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUTH_METHODS, ONE_TIME_CODES, type Profile, REVOCATION_MODES } from '../../../src-shared/profile.ts'
import { REVOCATION_LIST } from '../test-support/revocation-list.ts'
import { parseSstp } from './sstp.ts'
import { profileFromUri } from './sstp-uri.ts'
import { serialiseSstp } from './sstp-writer.ts'

const hex = fc.stringMatching(/^[0-9a-f]{64}$/)
const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6())
const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text))
const network = fc.oneof(
  fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, length]) => `${address}/${length}`),
  fc.tuple(fc.ipV6(), fc.nat(128)).map(([address, length]) => `${address}/${length}`),
)
const place = fc.record({ host, port: fc.integer({ min: 1, max: 65535 }) })
const pem = fc.constantFrom(...tls.rootCertificates.slice(0, 3))
const few = { minLength: 1, maxLength: 4 }

const profile: fc.Arbitrary<Profile> = fc.record({
  name: line,
  server: place,
  alternatives: fc.array(place, { maxLength: 3 }),
  signIn: fc.record(
    {
      user: line,
      methods: fc.shuffledSubarray([...AUTH_METHODS], { minLength: 1 }),
      outerIdentity: line,
      oneTimeCode: fc.constantFrom(...ONE_TIME_CODES),
      certificate: pem,
      authServer: fc.oneof(
        fc.record({ name: host }),
        fc.record({ ca: pem }),
        fc.record({ name: host, ca: pem }),
      ),
    },
    { requiredKeys: ['methods', 'oneTimeCode', 'certificate'] },
  ),
  identity: fc.record(
    {
      verifyName: host,
      sni: fc.oneof(host, fc.constant('')),
      ca: pem,
      pinSha256: fc.array(hex, { maxLength: 2 }),
      pinKeySha256: fc.array(hex, { maxLength: 2 }),
      fetchIntermediates: fc.boolean(),
      crl: fc.constant(REVOCATION_LIST),
      revocation: fc.constantFrom(...REVOCATION_MODES),
      legacyTls: fc.boolean(),
      clientCertificate: fc.boolean(),
    },
    {
      requiredKeys: [
        ...(['verifyName', 'sni', 'pinSha256', 'pinKeySha256', 'fetchIntermediates'] as const),
        ...(['revocation', 'legacyTls', 'clientCertificate'] as const),
      ],
    },
  ),
  proxy: fc.oneof(
    fc.record({ mode: fc.constantFrom('system', 'none') }),
    fc.record({ mode: fc.constant('manual'), url: fc.constantFrom('http://proxy:3128', 'socks5://[::1]') }),
    fc.record({ mode: fc.constant('pac'), url: fc.constant('http://wpad/proxy.pac?"'), user: line }),
  ),
  routing: fc.record({
    mode: fc.constantFrom('all', 'only', 'except'),
    networks: fc.array(network, few),
    lan: fc.boolean(),
    ipv6: fc.constantFrom('block', 'leave'),
    serverRoutes: fc.boolean(),
  }),
  dns: fc.record({
    mode: fc.constantFrom('server', 'custom', 'none'),
    servers: fc.array(fc.ipV4(), few),
    domains: fc.array(fc.domain(), { maxLength: 3 }),
  }),
  link: fc.record(
    {
      mtu: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 576, max: 4087 })),
      reconnect: fc.boolean(),
      query: fc.constant("?tenantid=it's"),
    },
    { requiredKeys: ['mtu', 'reconnect'] },
  ),
  protection: fc.record({ killSwitch: fc.boolean() }),
})

describe('serialiseSstp', () => {
  it('leaves out what is the default', () =>
    expect(serialiseSstp(profileFromUri('sstp://vpn.example.com'))).toBe(
      'format = 1\nserver = "vpn.example.com"\n',
    ))

  it('writes what parseSstp reads back as the same profile', () => {
    fc.assert(
      fc.property(profile, (original) => {
        expect(parseSstp(serialiseSstp(original), 'x').profile).toEqual(original)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps keys that it does not know, and the kinds of their values', () => {
    const text = `format = 1
server = "vpn.example.com"
colour = "red"
ratio = 1.0
when = 2026-03-01

[link]
mtu = 1400
speed = [ 1, 2 ]

[link.more]
z = 1

[proxy]
host = "p"

[[proxy.list]]
a = 1

[sign-in.server]
name = "radius.corp.example"
realm = "x"
`
    const { profile: original, document } = parseSstp(text, 'x')
    const changed = { ...original, link: { ...original.link, mtu: 'auto' as const, reconnect: false } }
    expect(serialiseSstp(changed, document)).toMatchInlineSnapshot(`
      "format = 1
      server = "vpn.example.com"
      colour = "red"
      ratio = 1.0
      when = 2026-03-01

      [sign-in.server]
      name = "radius.corp.example"
      realm = "x"

      [proxy]
      host = "p"

      [[proxy.list]]
      a = 1

      [link]
      reconnect = false
      speed = [ 1, 2 ]

      [link.more]
      z = 1
      "
    `)
    const again = parseSstp(serialiseSstp(original, document), 'x')
    expect(again.document).toEqual(document)
    expect(again.unknown).toContain('sign-in.server.realm')
  })

  it('writes certificates over several lines', () => {
    const ca = tls.rootCertificates[0]
    const original = profileFromUri('sstp://vpn.example.com')
    const text = serialiseSstp({ ...original, identity: { ...original.identity, ca } })
    expect(text).toContain(`ca = """\n${ca}"""\n`)
  })
})

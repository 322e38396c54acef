import tls from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AUTH_METHODS, type Profile } from '../../../src-shared/profile.ts'
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
const few = { minLength: 1, maxLength: 4 }

const profile: fc.Arbitrary<Profile> = fc.record({
  name: line,
  server: fc.record({ host, port: fc.integer({ min: 1, max: 65535 }) }),
  signIn: fc.record(
    { user: line, methods: fc.shuffledSubarray([...AUTH_METHODS], { minLength: 1 }) },
    { requiredKeys: ['methods'] },
  ),
  identity: fc.record(
    {
      verifyName: host,
      sni: fc.oneof(host, fc.constant('')),
      ca: fc.constantFrom(...tls.rootCertificates.slice(0, 3)),
      pinSha256: fc.array(hex, { maxLength: 2 }),
    },
    { requiredKeys: ['verifyName', 'sni', 'pinSha256'] },
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
  link: fc.record({
    mtu: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 576, max: 4087 })),
    reconnect: fc.boolean(),
  }),
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
`
    const { profile: original, document } = parseSstp(text, 'x')
    const changed = { ...original, link: { ...original.link, mtu: 'auto' as const, reconnect: false } }
    expect(serialiseSstp(changed, document)).toMatchInlineSnapshot(`
      "format = 1
      server = "vpn.example.com"
      colour = "red"
      ratio = 1.0
      when = 2026-03-01

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
  })

  it('writes certificates over several lines', () => {
    const ca = tls.rootCertificates[0]
    const original = profileFromUri('sstp://vpn.example.com')
    const text = serialiseSstp({ ...original, identity: { ...original.identity, ca } })
    expect(text).toContain(`ca = """\n${ca}"""\n`)
  })
})

import tls from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, FailureError } from '../../../src-shared/failure.ts'
import { describeFailure } from '../../../src-shared/failure-words.ts'
import { REVOCATION_LIST } from '../test-support/revocation-list.ts'
import { MAX_PROFILE_BYTES } from './profile-text.ts'
import { parseSstp } from './sstp.ts'

const MINIMAL = 'format = 1\nserver = "vpn.example.com"\n'

function failureOf(source: string | Uint8Array): Extract<Failure, { code: 'profile-malformed' }> | undefined {
  try {
    parseSstp(source, 'office.sstp')
    return undefined
  } catch (cause) {
    if (cause instanceof FailureError && cause.failure.code === 'profile-malformed') return cause.failure
    throw cause
  }
}

function wordsFor(source: string | Uint8Array): string {
  const failure = failureOf(source)
  return failure === undefined ? '' : describeFailure(failure).cause
}

describe('parseSstp', () => {
  it('fills in every default', () =>
    expect(parseSstp(MINIMAL, 'office.sstp')).toMatchObject({
      unknown: [],
      profile: {
        name: 'vpn.example.com',
        server: { host: 'vpn.example.com', port: 443 },
        alternatives: [],
        signIn: { methods: ['ms-chap-v2'], oneTimeCode: 'none' },
        identity: {
          verifyName: 'vpn.example.com',
          sni: 'vpn.example.com',
          pinSha256: [],
          pinKeySha256: [],
          fetchIntermediates: false,
          revocation: 'soft',
          legacyTls: false,
          clientCertificate: false,
        },
        proxy: { mode: 'system' },
        routing: { mode: 'all', networks: [], lan: true, ipv6: 'block', serverRoutes: true },
        dns: { mode: 'server', servers: [], domains: [] },
        link: { mtu: 'auto', reconnect: true },
        protection: { killSwitch: false },
      },
    }))

  it('reads every setting', () => {
    const ca = tls.rootCertificates[0]
    const text = `format = 1
name = "Office"
server = "192.0.2.1:8443"
alternatives = ["vpn2.example.com", "[2001:db8::2]:444"]
[sign-in]
user = "CORP\\\\anna"
methods = ["pap", "eap-tls", "ms-chap-v2"]
outer-identity = "anonymous@example.com"
one-time-code = "append"
certificate = """
${ca}"""
[sign-in.server]
name = "radius.example.com"
ca = """
${ca}"""
[identity]
verify-name = "vpn.example.com"
sni = ""
ca = """
${ca}"""
pin-sha256 = ["${'AB:'.repeat(31)}CD"]
pin-key-sha256 = ["${'0F'.repeat(32)}"]
fetch-intermediates = true
crl = """
${REVOCATION_LIST}"""
revocation = "hard"
legacy-tls = true
client-certificate = true
[proxy]
mode = "manual"
url = "http://proxy:3128"
user = "CORP\\\\anna"
[routing]
mode = "only"
networks = ["10.0.0.0/8", "2001:db8::/32", "192.0.2.9"]
lan = false
ipv6 = "leave"
server-routes = false
[dns]
mode = "custom"
servers = ["10.0.0.53"]
domains = ["corp.example"]
[link]
mtu = 1400
reconnect = false
query = "?tenantid=corp"
[protection]
kill-switch = true
`
    expect(parseSstp(new TextEncoder().encode(text), 'x').profile).toEqual({
      name: 'Office',
      server: { host: '192.0.2.1', port: 8443 },
      alternatives: [
        { host: 'vpn2.example.com', port: 443 },
        { host: '2001:db8::2', port: 444 },
      ],
      signIn: {
        user: 'CORP\\anna',
        methods: ['pap', 'eap-tls', 'ms-chap-v2'],
        outerIdentity: 'anonymous@example.com',
        oneTimeCode: 'append',
        certificate: ca,
        authServer: { name: 'radius.example.com', ca },
      },
      identity: {
        verifyName: 'vpn.example.com',
        sni: '',
        ca,
        pinSha256: [`${'ab'.repeat(31)}cd`],
        pinKeySha256: ['0f'.repeat(32)],
        fetchIntermediates: true,
        crl: REVOCATION_LIST,
        revocation: 'hard',
        legacyTls: true,
        clientCertificate: true,
      },
      proxy: { mode: 'manual', url: 'http://proxy:3128', user: 'CORP\\anna' },
      routing: {
        mode: 'only',
        networks: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.9'],
        lan: false,
        ipv6: 'leave',
        serverRoutes: false,
      },
      dns: { mode: 'custom', servers: ['10.0.0.53'], domains: ['corp.example'] },
      link: { mtu: 1400, reconnect: false, query: '?tenantid=corp' },
      protection: { killSwitch: true },
    })
  })

  it('reports what it does not know', () =>
    expect(
      parseSstp(`${MINIMAL}colour = "red"\n"a b" = 1\n[link]\nspeed = 1\n[proxy]\nhost = "p"\n`, 'x').unknown,
    ).toEqual(['colour', '"a b"', 'link.speed', 'proxy.host']))

  it('takes a byte-order mark and the line ends of Windows', () => {
    const text = `\ufeff${MINIMAL.replaceAll('\n', '\r\n')}[link]\r\nmtu = 1\r\n`
    expect(failureOf(text)).toMatchObject({ line: 4, column: 1 })
  })

  it.each<[string, string, number, number]>([
    ['[sign-in]\nPassword = "hunter2"', '"sign-in.Password" looks like a password', 4, 1],
    ['future = [{ a = 1, passphrase = "hunter2" }]', 'looks like a password', 3, 20],
    ['[sign-in]\nmethods = []', 'must name at least one method', 4, 1],
    ['[sign-in]\nmethods = ["pap", "chap"]', 'has "chap", which is not a known method', 4, 19],
    ['[sign-in]\nmethods = ["pap", "pap"]', 'must not name a method twice', 4, 1],
    ['[sign-in]\nuser = ""', 'must not be empty', 4, 1],
    ['[sign-in]\nuser = "a\\nb"', 'single line', 4, 1],
    ['name = 5', '"name" must be text in quotes', 3, 1],
    ['[identity]\nverify-name = "*.example.com"', 'must be the name or the IP address', 4, 1],
    ['[identity]\nca = "x"', 'must contain a certificate in PEM form', 4, 1],
    ['[identity]\nca = "-----BEGIN PRIVATE KEY-----"', 'private key', 4, 1],
    [
      '[identity]\nca = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----"',
      'cannot be read',
      4,
      1,
    ],
    ['[identity]\npin-sha256 = ["ab12"]', 'has "ab12", which is not a SHA-256 fingerprint', 4, 15],
    ['[identity]\npin-sha256 = "ab12"', 'must be a list in square brackets', 4, 1],
    ['[routing]\nmode = "some"', 'is "some", but must be "all" or "only" or "except"', 4, 1],
    ['[routing]\nmode = "only"', 'must name at least one network', 4, 1],
    ['[routing]\nnetworks = ["10.0.0.0/33"]', 'has "10.0.0.0/33", which is not a network', 4, 13],
    ['[dns]\nmode = "custom"', 'must name at least one DNS server', 4, 1],
    ['[dns]\nservers = ["::1"]', 'is not an IPv4 address', 4, 12],
    ['[dns]\ndomains = ["a b"]', 'is not a domain', 4, 12],
    ['alternatives = ["a", "https://b"]', 'must be a name or an address alone', 3, 22],
    [`alternatives = [${'"a", '.repeat(11)}]`, 'must not have more than 10 entries', 3, 1],
    ['[sign-in]\nouter-identity = ""', 'must not be empty', 4, 1],
    ['[sign-in]\none-time-code = "sms"', 'must be "none" or "append" or "challenge"', 4, 1],
    ['[sign-in]\ncertificate = "-----BEGIN EC PRIVATE KEY-----"', 'private key', 4, 1],
    ['[sign-in]\nserver = "radius"', 'must be a table: a line [sign-in.server]', 4, 1],
    ['[sign-in.server]\nname = "*.x"', '"sign-in.server.name" must be the name or the IP', 4, 1],
    ['[identity]\npin-key-sha256 = ["x"]', 'is not a SHA-256 fingerprint', 4, 19],
    ['[identity]\nfetch-intermediates = 1', 'must be true or false', 4, 1],
    ['[identity]\ncrl = "x"', 'must contain a revocation list in PEM form', 4, 1],
    ['[identity]\ncrl = "-----BEGIN X509 CRL-----\\nAA\\n-----END X509 CRL-----"', 'cannot be read', 4, 1],
    ['[identity]\nrevocation = "maybe"', 'must be "soft" or "hard" or "off"', 4, 1],
    ['[identity]\nlegacy-tls = "1.0"', 'must be true or false', 4, 1],
    ['[identity]\nclient-certificate = true', '"certificate" under [sign-in] must hold', 4, 1],
    ['[proxy]\nmode = "manual"', 'is "manual", so "url" must say where the proxy is', 4, 1],
    ['[proxy]\nmode = "pac"', 'is "pac", so "url" must say where the script is', 4, 1],
    ['[proxy]\nurl = "proxy:3128"', 'must be the address of a proxy', 4, 1],
    ['[proxy]\nurl = "http://a:b@proxy"', 'a password nowhere', 4, 1],
    ['[proxy]\nmode = "pac"\nurl = "socks5://p"', 'must be the address of the script', 5, 1],
    ['[proxy]\npassword = "x"', 'looks like a password', 4, 1],
    ['[link]\nquery = "tenantid=corp"', 'must be a question mark', 4, 1],
    ['[link]\nmtu = 575', 'from 576 to 4087', 4, 1],
    ['[link]\nmtu = 4088', 'from 576 to 4087', 4, 1],
    ['[link]\nmtu = 1400.0', 'from 576 to 4087', 4, 1],
    ['[link]\nreconnect = "yes"', 'must be true or false', 4, 1],
    ['link = 5', '"link" must be a table', 3, 1],
    ['link = 2026-03-01', '"link" must be a table', 3, 1],
    ['[[link]]', '"link" must be a table', 3, 3],
    ['name = "x', 'not valid TOML: a text in quotes does not end on its line', 3, 10],
    ['server = "b"', 'not valid TOML: the same is set a second time', 3, 1],
    ['[link', 'not valid TOML: a line has a name', 3, 6],
    ['[[link]', 'not valid TOML: what began with a bracket', 3, 8],
    ['dns.servers = ["10.0.0.1"', 'not valid TOML: what began with a bracket', 4, 1],
    ['name = "a\\qb"', 'not valid TOML: a backslash', 3, 11],
    ['name = Office', 'not valid TOML: this is no value', 3, 8],
    ['name = "a" "b"', 'not valid TOML: something stands behind', 3, 12],
    ['just words', 'not valid TOML: a line has a name', 3, 6],
    ['x = "\u0000"', 'control character (U+0000)', 3, 6],
    ['__proto__ = 1', 'not valid TOML', 3, 1],
    ['dns.mode = "bad"\nlink.mtu = 1', '"dns.mode"', 3, 5],
    ['link.mtu = 1\ndns.mode = "bad"', '"link.mtu"', 3, 6],
  ])('points at the mistake in %j', (lines, words, line, column) => {
    const failure = failureOf(`${MINIMAL}${lines}\n`)
    expect(wordsFor(`${MINIMAL}${lines}\n`)).toContain(words)
    expect(failure).toMatchObject({ path: 'office.sstp', line, column })
    expect(JSON.stringify(failure)).not.toContain('hunter2')
  })

  it.each([
    ['', 'The line "format = 1" is missing'],
    ['server = "a"', 'The line "format = 1" is missing'],
    ['format = "1"', '"format" must be 1.'],
    ['format = 2\npassword = "x"', 'Update Culvert'],
    ['format = 1', '"server" is missing'],
    ['format = 1\nserver = 5', '"server" must be text in quotes'],
    ['format = 1\nserver = "a:b@c"', 'a password nowhere'],
  ])('asks for what every profile has: %j', (text, words) => expect(wordsFor(text)).toContain(words))

  it('refuses what is not UTF-8, and says where', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('format = 1\nname = "B'), 0xfc, 0x22])
    expect(failureOf(bytes)).toMatchObject({ line: 2, column: 10, mistake: { problem: 'not-utf-8' } })
  })

  it('refuses a file that is too large, nested too deep or too wide', () => {
    const depth = 20_000
    expect(wordsFor('#'.repeat(MAX_PROFILE_BYTES + 1))).toContain('64 KiB')
    expect(wordsFor(`${MINIMAL}${'a.'.repeat(depth)}a = 1`)).toContain('nested deeper')
    expect(wordsFor(`${MINIMAL}a = ${'['.repeat(depth)}`)).toContain('excessively nested')
    const wide = `${MINIMAL}routing.networks = [${'"x",'.repeat(15_000)}]`
    expect(failureOf(wide)).toMatchObject({ line: 3, column: 9 })
  })

  it('throws nothing but profile-malformed, whatever it is given', { timeout: 30_000 }, () => {
    const words = [
      'format = 1\n',
      'server = "h"\n',
      '[link]\n',
      'mtu',
      '=',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '.',
      '\n',
    ]
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }).map((rest) => MINIMAL + rest),
    )
    fc.assert(
      fc.property(hostile, (source) => {
        failureOf(source)
      }),
      { numRuns: 1_000 },
    )
  })
})

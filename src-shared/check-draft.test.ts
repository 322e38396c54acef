import { describe, expect, it } from 'vitest'
import { checkDraft, entriesOf } from './check-draft.ts'
import { emptyDraft } from './drafts.ts'
import type { DraftProblem, ProfileDraft } from './profile-draft.ts'

const GOOD: ProfileDraft = { ...emptyDraft(), name: 'Office', server: 'vpn.example.com' }

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'

const LARGE = `${'x'.repeat(13 * 1024)}${CERTIFICATE}`

const PROBLEMS: [Partial<ProfileDraft>, DraftProblem][] = [
  [{ name: ' ' }, { field: 'name', problem: 'missing' }],
  [{ name: 'x'.repeat(201) }, { field: 'name', problem: 'too-long' }],
  [{ name: 'a\nb' }, { field: 'name', problem: 'control-character' }],
  [{ server: '' }, { field: 'server', problem: 'missing' }],
  [{ server: 'anna:secret@vpn.example.com' }, { field: 'server', problem: 'looks-like-a-password' }],
  [{ server: 'https://vpn.example.com' }, { field: 'server', problem: 'not-an-address' }],
  [{ server: '2001:db8::1' }, { field: 'server', problem: 'not-an-address' }],
  [{ server: 'a.example:0' }, { field: 'server', problem: 'not-a-port', detail: '0' }],
  [{ server: 'a.example:65536' }, { field: 'server', problem: 'not-a-port', detail: '65536' }],
  [{ user: 'x'.repeat(257) }, { field: 'user', problem: 'too-long' }],
  [{ user: 'a\0b' }, { field: 'user', problem: 'control-character' }],
  [{ methods: [] }, { field: 'methods', problem: 'missing' }],
  [{ verifyName: '*.example.com' }, { field: 'verifyName', problem: 'not-an-address' }],
  [{ sni: 'bücher.example' }, { field: 'sni', problem: 'not-an-address' }],
  [{ ca: 'hello' }, { field: 'ca', problem: 'not-a-certificate' }],
  [{ ca: '-----BEGIN PRIVATE KEY-----' }, { field: 'ca', problem: 'private-key' }],
  [{ pins: 'abc' }, { field: 'pins', problem: 'not-a-fingerprint', detail: 'abc' }],
  [{ pins: `${'ab'.repeat(32)} `.repeat(21) }, { field: 'pins', problem: 'too-many', detail: '20' }],
  [{ networks: '10.0.0.0/33' }, { field: 'networks', problem: 'not-a-network', detail: '10.0.0.0/33' }],
  [{ routingMode: 'only' }, { field: 'networks', problem: 'missing' }],
  [{ dnsServers: 'x' }, { field: 'dnsServers', problem: 'not-an-ip-address', detail: 'x' }],
  [{ dnsMode: 'custom' }, { field: 'dnsServers', problem: 'missing' }],
  [{ dnsDomains: 'a..b' }, { field: 'dnsDomains', problem: 'not-a-domain', detail: 'a..b' }],
  [{ mtu: '575' }, { field: 'mtu', problem: 'out-of-range', detail: '576–4087' }],
  [{ mtu: '1e3' }, { field: 'mtu', problem: 'out-of-range', detail: '576–4087' }],
  [{ name: 'half a \ud83d' }, { field: 'name', problem: 'control-character' }],
  [{ server: 'vpn example' }, { field: 'server', problem: 'not-an-address' }],
  [{ server: '192.0.2.300' }, { field: 'server', problem: 'not-an-address' }],
  [{ server: '[2001:db8::1' }, { field: 'server', problem: 'not-an-address' }],
  [{ ca: `${CERTIFICATE}\n-----BEGIN RSA PRIVATE KEY-----` }, { field: 'ca', problem: 'private-key' }],
  [{ ca: `${CERTIFICATE}${'x'.repeat(24 * 1024)}` }, { field: 'ca', problem: 'too-long' }],
  [{ ca: `${CERTIFICATE}\0` }, { field: 'ca', problem: 'control-character' }],
  [{ alternatives: 'a.example\nb.example:0' }, { field: 'alternatives', problem: 'not-a-port', detail: '0' }],
  [{ alternatives: 'a '.repeat(11) }, { field: 'alternatives', problem: 'too-many', detail: '10' }],
  [{ outerIdentity: 'a\0' }, { field: 'outerIdentity', problem: 'control-character' }],
  [{ authServerName: '*.example' }, { field: 'authServerName', problem: 'not-an-address' }],
  [{ certificate: '-----BEGIN PRIVATE KEY-----' }, { field: 'certificate', problem: 'private-key' }],
  [{ clientCertificate: true }, { field: 'certificate', problem: 'missing' }],
  [{ authServerCa: 'x' }, { field: 'authServerCa', problem: 'not-a-certificate' }],
  [{ keyPins: 'abc' }, { field: 'keyPins', problem: 'not-a-fingerprint', detail: 'abc' }],
  [{ crl: CERTIFICATE }, { field: 'crl', problem: 'not-a-revocation-list' }],
  [
    { ca: LARGE, certificate: LARGE },
    { field: 'certificate', problem: 'too-long' },
  ],
  [{ proxyMode: 'manual' }, { field: 'proxyUrl', problem: 'missing' }],
  [
    { proxyMode: 'pac', proxyUrl: 'socks5://p' },
    { field: 'proxyUrl', problem: 'not-a-script' },
  ],
  [{ proxyUrl: 'p:1' }, { field: 'proxyUrl', problem: 'not-a-proxy' }],
  [{ proxyUrl: 'http://a@p' }, { field: 'proxyUrl', problem: 'looks-like-a-password' }],
  [{ query: 'tenantid=corp' }, { field: 'query', problem: 'not-a-query' }],
  [{ mtu: '4088' }, { field: 'mtu', problem: 'out-of-range', detail: '576–4087' }],
]

describe('a draft', () => {
  it('with a name and a server has no problems', () => {
    expect(checkDraft(GOOD)).toEqual([])
  })

  it.each(PROBLEMS)('with %j has the problem %j', (change, problem) => {
    expect(checkDraft({ ...GOOD, ...change })).toEqual([problem])
  })

  it.each([
    { server: ' vpn.example.com:8443 ' },
    { server: '[2001:db8::1]:443' },
    { server: 'bücher.example' },
    { server: 'vpn.example.com.' },
    { user: 'CORP\\anna' },
    { verifyName: '192.0.2.1' },
    { ca: `# our own\n${CERTIFICATE}` },
    { networks: '10.0.0.0/8, 192.0.2.1;2001:db8::/32' },
    { mtu: '' },
  ])('with %j has no problems', (change) => expect(checkDraft({ ...GOOD, ...change })).toEqual([]))

  it('has no more of a wrong entry quoted than fits', () =>
    expect(checkDraft({ ...GOOD, networks: `10.0.0.0/8\n${'x'.repeat(500)}` })).toEqual([
      { field: 'networks', problem: 'not-a-network', detail: 'x'.repeat(60) },
    ]))

  it('tells its problems in the order of the fields', () => {
    const fields = checkDraft({ ...GOOD, mtu: '1', name: '', server: '' }).map(({ field }) => field)
    expect(fields).toEqual(['name', 'server', 'mtu'])
  })
})

it('takes lists in every way that people write them', () =>
  expect(entriesOf(' a, b;c\r\n\td  e,,\n')).toEqual(['a', 'b', 'c', 'd', 'e']))

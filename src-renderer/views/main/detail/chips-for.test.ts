import { expect, it } from 'vitest'
import { textsFor } from '../../../../src-shared/i18n/texts.ts'
import type { Profile } from '../../../../src-shared/profile.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import { chipsFor } from './chips-for.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')
const PLAIN: Profile = {
  name: 'Office',
  server: { host: 'vpn.example.com', port: 443 },
  signIn: { methods: ['ms-chap-v2'] },
  identity: { verifyName: 'vpn.example.com', sni: 'vpn.example.com', pinSha256: [] },
  routing: { mode: 'all', networks: [], lan: true, ipv6: 'block', serverRoutes: true },
  dns: { mode: 'server', servers: [], domains: [] },
  link: { mtu: 'auto', reconnect: true },
  protection: { killSwitch: false },
}
const until = (validTo: string) => ({ certificate: { validTo } }) as ConnectionFacts

const chips = (profile: Profile, facts: ConnectionFacts | null = null) =>
  chipsFor(profile, textsFor('en').states.chip, facts, NOW).map(
    ({ section, text, tone }) => `${section}: ${text}${tone === 'neutral' ? '' : ` (${tone})`}`,
  )

it('says what an ordinary connection does', () => {
  expect(chips(PLAIN)).toEqual(['routing: All traffic', 'dns: DNS through the VPN', 'routing: IPv6 blocked'])
})

it('says what is special about one', () => {
  const special: Profile = {
    ...PLAIN,
    signIn: { methods: ['pap'] },
    identity: { ...PLAIN.identity, ca: 'PEM', pinSha256: ['00'] },
    routing: { mode: 'only', networks: ['10.0.0.0/8', '192.168.4.0/24'] },
    dns: { mode: 'custom', servers: ['10.0.0.1'], domains: [] },
    link: { mtu: 'auto', reconnect: false },
  }
  expect(chips(special)).toEqual([
    'routing: Only 2 networks',
    'dns: Own DNS server',
    'identity: Certificate pinned',
    'identity: Own certificate authority',
    'sign-in: Password sent to the server (PAP) (danger)',
    'link: No automatic reconnect',
  ])
})

it('warns two weeks before the certificate ends', () => {
  expect(chips(PLAIN, until('2026-03-13T13:00:00Z'))).toContain(
    'identity: Certificate expires in 9 days (attention)',
  )
  expect(chips(PLAIN, until('2026-03-04T11:00:00Z'))).toContain(
    'identity: Certificate has expired (attention)',
  )
  expect(chips(PLAIN, until('2026-05-01T00:00:00Z'))).toHaveLength(3)
  expect(chips(PLAIN, until('no date'))).toHaveLength(3)
})

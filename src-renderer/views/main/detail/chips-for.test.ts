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
const until = (validTo: string, address6?: string) =>
  ({ certificate: { validTo }, ...(address6 !== undefined && { address6 }) }) as ConnectionFacts
const FAR = '2026-05-01T00:00:00Z'

const chips = (profile: Profile, facts: ConnectionFacts | null = null) =>
  chipsFor(profile, textsFor('en').states.chip, facts, NOW).map(
    ({ section, text, tone }) => `${section}: ${text}${tone === 'neutral' ? '' : ` (${tone})`}`,
  )

it('says what an ordinary connection does', () => {
  expect(chips(PLAIN)).toEqual([
    'routing: All traffic',
    'dns: DNS through the VPN',
    'routing: IPv6 only through the VPN',
    'routing: Local network reachable',
  ])
})

it('says what is special about one', () => {
  const special: Profile = {
    ...PLAIN,
    signIn: { methods: ['pap'] },
    identity: { ...PLAIN.identity, ca: 'PEM', pinSha256: ['00'] },
    routing: { ...PLAIN.routing, mode: 'only', networks: ['10.0.0.0/8', '192.168.4.0/24'], lan: false },
    protection: { killSwitch: true },
    dns: { mode: 'custom', servers: ['10.0.0.1'], domains: [] },
    link: { mtu: 'auto', reconnect: false },
  }
  expect(chips(special)).toEqual([
    'routing: Only 2 networks',
    'dns: Own DNS server',
    'protection: Kill switch',
    'routing: Local network closed',
    'identity: Certificate pinned',
    'identity: Own certificate authority',
    'sign-in: Password sent to the server (PAP) (danger)',
    'link: No automatic reconnect',
  ])
})

it('says what becomes of IPv6: before it is known, with a server that has it, and with one that has none', () => {
  const open: Profile = { ...PLAIN, routing: { ...PLAIN.routing, ipv6: 'leave' } }
  expect(chips(PLAIN, until(FAR))).toContain('routing: IPv6 blocked')
  expect(chips(PLAIN, until(FAR, '2001:db8::7'))).toContain('routing: IPv6 through the VPN')
  expect(chips(open, until(FAR, '2001:db8::7'))).toContain('routing: IPv6 through the VPN')
  expect(chips(open)).toContain('routing: IPv6 past the VPN (attention)')
  expect(chips({ ...open, protection: { killSwitch: true } }, until(FAR))).toContain('routing: IPv6 blocked')
})

it('warns two weeks before the certificate ends', () => {
  expect(chips(PLAIN, until('2026-03-13T13:00:00Z'))).toContain(
    'identity: Certificate expires in 9 days (attention)',
  )
  expect(chips(PLAIN, until('2026-03-04T11:00:00Z'))).toContain(
    'identity: Certificate has expired (attention)',
  )
  expect(chips(PLAIN, until(FAR))).toHaveLength(4)
  expect(chips(PLAIN, until('no date'))).toHaveLength(4)
})

import { describe, expect, it } from 'vitest'
import { textsFor } from '../../../src-shared/i18n/texts.ts'
import type { ImportCandidate } from '../../../src-shared/import-review.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { candidateFacts } from './candidate-facts.ts'
import { choicesOf, proposedDecisions, withAll, withDecision } from './choices.ts'

const WORDS = textsFor('en').importing
const PROFILE: Profile = {
  name: 'Office',
  server: { host: 'vpn.example.com', port: 443 },
  signIn: { user: 'CORP\\anna', methods: ['ms-chap-v2'] },
  identity: { verifyName: 'vpn.example.com', sni: 'vpn.example.com', pinSha256: [] },
  routing: { mode: 'all', networks: [], lan: true, ipv6: 'block', serverRoutes: true },
  dns: { mode: 'server', servers: [], domains: [] },
  link: { mtu: 'auto', reconnect: true },
  protection: { killSwitch: false },
}
const CANDIDATE: ImportCandidate = {
  index: 0,
  source: 'office.sstp',
  format: 'sstp',
  profile: PROFILE,
  verifier: 'system',
  sourceDidNotVerify: false,
  ignored: [],
  preselected: true,
}

function factsOf(profile: Partial<Profile>, candidate: Partial<ImportCandidate> = {}): string[] {
  const facts = candidateFacts({ ...CANDIDATE, ...candidate, profile: { ...PROFILE, ...profile } }, WORDS)
  return facts.map(({ label, value, warning }) => [`${label}: ${value}`, warning].filter(Boolean).join(' — '))
}

describe('what was understood', () => {
  it('of a plain connection', () => {
    expect(factsOf({})).toEqual([
      'Server: vpn.example.com:443',
      'User name: CORP\\anna',
      'Sign-in: MS-CHAPv2',
      'Server verified by: the certificate authorities of this computer',
      'Through the VPN: everything',
      'Names (DNS): the servers that the VPN names',
      'IPv6: blocked while connected',
      'Connection lost: reconnects by itself',
    ])
  })

  it.each([
    ['no user', { signIn: { methods: ['ms-chap-v2'] } }, 'User name: asked for when connecting'],
    ['PAP', { signIn: { methods: ['ms-chap-v2', 'pap'] } }, `Sign-in: MS-CHAPv2, PAP — ${WORDS.papWarning}`],
    ['networks', { routing: { mode: 'only', networks: ['10.0.0.0/8'] } }, 'Through the VPN: only 10.0.0.0/8'],
    [
      'many networks',
      { routing: { mode: 'except', networks: Array(8).fill('10.0.0.0/8') } },
      `Through the VPN: everything but ${Array(6).fill('10.0.0.0/8').join(', ')} and 2 more`,
    ],
    ['no IPv6 to close', { routing: { mode: 'only', networks: ['10.0.0.0/8'] } }, 'IPv6: as without the VPN'],
    [
      'DNS of its own',
      { dns: { mode: 'custom', servers: ['10.0.0.53'], domains: ['corp.example'] } },
      'Names (DNS): 10.0.0.53, for corp.example',
    ],
    [
      'DNS left alone',
      { dns: { mode: 'none', servers: [], domains: [] } },
      'Names (DNS): as without the VPN',
    ],
  ] as [string, Partial<Profile>, string][])('of one with %s', (_, profile, line) => {
    expect(factsOf(profile)).toContain(line)
  })

  it('says in plain words when the source did not verify its server', () => {
    expect(factsOf({}, { sourceDidNotVerify: true, verifier: 'pin' })).toContain(
      `Server verified by: ${WORDS.verifier.pin} — ${WORDS.notVerified}`,
    )
  })
})

describe('what is kept', () => {
  const duplicate: ImportCandidate = {
    ...CANDIDATE,
    index: 1,
    duplicateOf: { id: 'office-1', name: 'Office' },
    preselected: false,
  }
  const candidates = [CANDIDATE, duplicate]
  const proposed = proposedDecisions(candidates)

  it('leaves duplicates out unless they are chosen', () => {
    expect(choicesOf(candidates, proposed)).toEqual([{ index: 0, action: 'add' }])
  })

  it('replaces or keeps both as decided', () => {
    const both = withDecision(proposed, 1, { chosen: true })
    expect(choicesOf(candidates, both)).toEqual([
      { index: 0, action: 'add' },
      { index: 1, action: 'add' },
    ])
    const replacing = withDecision(both, 1, { action: 'replace' })
    expect(choicesOf(candidates, replacing)[1]).toEqual({ index: 1, action: 'replace', replaces: 'office-1' })
  })

  it('remembers what to do with a duplicate while it is not chosen', () => {
    const decided = withDecision(proposed, 1, { action: 'replace' })
    expect(choicesOf(candidates, withAll(withAll(decided, false), true))[1]?.action).toBe('replace')
    expect(choicesOf(candidates, withAll(decided, false))).toEqual([])
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkDraft } from '../../src-shared/check-draft.ts'
import { draftFromProfile, emptyDraft } from '../../src-shared/drafts.ts'
import type { ProfileDraft } from '../../src-shared/profile-draft.ts'
import { parseSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'
import { profileFromDraft } from './profile-from-draft.ts'

const among = (...texts: string[]) => fc.constantFrom('', ...texts)
const list = (...texts: string[]) =>
  fc.array(fc.constantFrom(...texts), { maxLength: 3 }).map((all) => all.join('\n'))
const text = fc.string({ maxLength: 20, unit: 'grapheme' })

const drafts: fc.Arbitrary<ProfileDraft> = fc.record({
  name: fc.oneof(text, fc.constant('Office')),
  server: fc.constantFrom(
    'vpn.example.com',
    'vpn.example.com:8443',
    '[2001:db8::1]:444',
    '192.0.2.1',
    ' a.b ',
  ),
  user: fc.oneof(text, among('anna', 'FIRM\\anna')),
  methods: fc.constantFrom(['ms-chap-v2'] as const, ['pap', 'ms-chap-v2'] as const),
  passwordSource: fc.constantFrom('keychain', 'ask-every-time'),
  verifyName: among('other.example.com', '192.0.2.7', '2001:db8::2'),
  sni: among('front.example.com', '192.0.2.7', '2001:db8::2'),
  ca: fc.constant(''),
  pins: list('ab'.repeat(32), Array(32).fill('CD').join(':')),
  routingMode: fc.constantFrom('all', 'only', 'except'),
  networks: list('10.0.0.0/8', '192.0.2.1', '2001:db8::/32', '10.1.2.3/8'),
  dnsMode: fc.constantFrom('server', 'custom', 'none'),
  dnsServers: list('192.0.2.53', '192.0.2.54'),
  dnsDomains: list('example.com', 'Intern.Example', '_tcp.example'),
  mtu: among('auto', '576', '1400', '4087'),
  reconnect: fc.boolean(),
})

it('makes of each draft without problems a profile that its file gives back', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      fc.pre(checkDraft(draft).length === 0)
      const profile = profileFromDraft(draft)
      expect(parseSstp(serialiseSstp(profile), 'a.sstp').profile).toEqual(profile)
    }),
  )
})

it('gives the same profile back from the draft of a profile', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      fc.pre(checkDraft(draft).length === 0)
      const profile = profileFromDraft(draft)
      const again = draftFromProfile({ profile, passwordSource: draft.passwordSource })
      expect(profileFromDraft(again, profile)).toEqual(profile)
    }),
  )
})

it('keeps an empty SNI that was meant', () => {
  const profile = profileFromDraft({ ...emptyDraft(), name: 'Office', server: 'vpn.example.com' })
  const silent = { ...profile, identity: { ...profile.identity, sni: '' } }
  const draft = draftFromProfile({ profile: silent, passwordSource: 'keychain' })
  expect(profileFromDraft(draft, silent)).toEqual(silent)
})

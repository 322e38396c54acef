import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, parseCidr } from './cidr.ts'
import { defaultProfile } from './default-profile.ts'
import type { Profile } from './profile.ts'
import { clashesOf, type HostNetwork, previewRoutes } from './route-preview.ts'
import { clashWords, routeNoteWords } from './route-words.ts'
import { LANGUAGES } from './settings.ts'

const profile = defaultProfile({ host: 'vpn.example.com', port: 443 })
const home: HostNetwork = { network: '192.168.1.0/24', device: 'wlan0', kind: 'local' }
const docker: HostNetwork = { network: '172.17.0.0/16', device: 'docker0', kind: 'containers' }

const routed = (routing: Partial<Profile['routing']>, rest: Partial<Profile> = {}): Profile => ({
  ...profile,
  ...rest,
  routing: { ...profile.routing, ...routing },
})
const only = (...networks: string[]) => routed({ mode: 'only', networks })
const said = (of: Profile, host: readonly HostNetwork[] = []) =>
  previewRoutes(of, host).map((note) => routeNoteWords(note, 'en'))

describe('what goes where, in words', () => {
  it('of a full tunnel', () =>
    expect(said(profile)).toEqual([
      'Everything goes through the VPN.',
      'Printers and other devices in private networks near this computer stay reachable.',
      'IPv6 goes through the VPN if the server has it, and is blocked otherwise.',
      'The connection to vpn.example.com itself takes its ordinary way.',
      'Names are looked up by the DNS servers that the VPN names.',
    ]))

  it('of one that is closed to all sides', () =>
    expect(said(routed({ lan: false, ipv6: 'leave' }, { protection: { killSwitch: true } }))).toEqual([
      'Everything goes through the VPN.',
      'Private networks near this computer are not reachable meanwhile.',
      'IPv6 goes through the VPN if the server has it, and is blocked otherwise.',
      'The connection to vpn.example.com itself takes its ordinary way.',
      'Names are looked up by the DNS servers that the VPN names.',
      'Nothing leaves this computer past the VPN, whether that is up or down.',
    ]))

  it('of chosen networks with a kill switch: everything else is blocked, also while the VPN is up', () =>
    expect(
      said(
        routed(
          { mode: 'only', networks: ['10.0.0.0/8'], serverRoutes: false },
          { protection: { killSwitch: true } },
        ),
      )[0],
    ).toBe('Only traffic to 10.0.0.0/8 goes through the VPN; everything else is blocked.'))

  it('of some networks, with names of its own', () => {
    const dns = { mode: 'custom', servers: ['10.0.0.53'], domains: ['corp.example'] } as const
    expect(said({ ...only('10.0.0.0/8'), dns })).toEqual([
      'Only traffic to 10.0.0.0/8 goes through the VPN; everything else takes its ordinary way. Networks that the server announces go through the VPN, too.',
      'The connection to vpn.example.com itself takes its ordinary way.',
      'Names are looked up by 10.0.0.53, through the VPN. That goes for names in corp.example only.',
    ])
  })

  it('exists in every language for everything that can be said', () => {
    for (const language of LANGUAGES) {
      for (const of of [
        profile,
        routed({ mode: 'except', networks: ['10.0.0.0/8'], lan: false }),
        only('192.168.0.0/16'),
      ]) {
        for (const note of previewRoutes(of, [home, docker])) {
          expect(routeNoteWords(note, language)).toMatch(/^[A-ZÄÖÜ].*\.$/)
        }
      }
    }
  })
})

describe('a clash with a network of this computer', () => {
  it('is none in a full tunnel that leaves the local network alone', () =>
    expect(clashesOf(profile, [home, docker])).toEqual([]))

  it('is every network when the local ones are closed, for containers as well', () =>
    expect(clashesOf(routed({ lan: false }), [home, docker])).toEqual([
      { host: home, effect: 'goes-through' },
      { host: docker, effect: 'goes-through' },
    ]))

  it('is a public network of this computer in a full tunnel: whoever claims one is not believed', () => {
    const campus: HostNetwork = { network: '198.51.100.0/24', device: 'eth0', kind: 'local' }
    expect(clashesOf(profile, [campus])).toEqual([{ host: campus, effect: 'goes-through' }])
    expect(clashesOf(routed({ mode: 'except', networks: ['198.51.0.0/16'] }), [campus])).toEqual([])
  })

  it.each([
    ['192.168.0.0/16', 'stays-here', 'lies within 192.168.0.0/16'],
    ['192.168.1.0/24', 'goes-through', 'cannot be reached meanwhile: its addresses go through the VPN'],
    ['192.168.1.128/25', 'goes-through', 'Part of the local network'],
    ['192.168.1.7', 'goes-through', 'Part of the local network'],
  ])('with the chosen network %s means that it %s', (chosen, effect, words) => {
    const clashes = clashesOf(only(chosen), [home])
    expect(clashes).toEqual([{ chosen, host: home, effect }])
    expect(clashWords(clashes[0], 'en')).toContain(words)
  })

  it('is none where no address is the same', () =>
    expect(clashesOf(only('10.0.0.0/8', '2001:db8::/32', '192.168.2.0/24'), [home, docker])).toEqual([]))
})

describe('networks as numbers', () => {
  const v4 = fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, length]) => `${address}/${length}`)
  const v6 = fc.tuple(fc.ipV6(), fc.nat(128)).map(([address, length]) => `${address}/${length}`)

  it('contain themselves, and each other only when they are the same', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.oneof(v4, v6), (one, other) => {
        const [a, b] = [parseCidr(one), parseCidr(other)]
        expect(a && contains(a, a)).toBe(true)
        if (a !== undefined && b !== undefined && contains(a, b) && contains(b, a)) expect(a).toEqual(b)
      }),
    )
  })

  it.each([
    ['0.0.0.0/0', '203.0.113.7', true],
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '10.0.0.1', false],
    ['2001:db8::/32', '2001:db8:ffff::/48', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['64:ff9b::/96', '64:ff9b::192.0.2.1', true],
  ])('%s contains %s: %s', (outer, inner, does) => {
    const [a, b] = [parseCidr(outer), parseCidr(inner)]
    expect(a !== undefined && b !== undefined && contains(a, b)).toBe(does)
  })

  it.each(['', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.0/8/8', '10.0.0.0/08', 'office', 'fe80::1%eth0'])(
    '%j is none',
    (text) => expect(parseCidr(text)).toBeUndefined(),
  )
})

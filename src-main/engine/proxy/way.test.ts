import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { candidatesOf } from './way.ts'

const place = (host: string) => ({ host, port: 443 })
const profile: Profile = {
  ...defaultProfile(place('one.test')),
  alternatives: [place('two.test'), place('three.test')],
}

const hosts = (candidates: readonly Profile[]) => candidates.map(({ server }) => server.host)

describe('the servers of a profile', () => {
  it('are tried in their order', () =>
    expect(hosts(candidatesOf(profile, undefined))).toEqual(['one.test', 'two.test', 'three.test']))

  it('begin with the one that answered last', () =>
    expect(hosts(candidatesOf(profile, place('three.test')))).toEqual(['three.test', 'one.test', 'two.test']))

  it('are each the alternatives of the others, so that routes lead past all of them whichever answers', () => {
    for (const { server, alternatives } of candidatesOf(profile, undefined)) {
      const all = [server, ...alternatives].map(({ host }) => host)
      expect(all.toSorted()).toEqual(['one.test', 'three.test', 'two.test'])
    }
  })

  it('are checked by their own names, unless the profile has one for all', () => {
    expect(candidatesOf(profile, undefined).map(({ identity }) => identity.verifyName)).toEqual([
      'one.test',
      'two.test',
      'three.test',
    ])
    const named = { ...profile, identity: { ...profile.identity, verifyName: 'vpn.test' } }
    expect(new Set(candidatesOf(named, undefined).map(({ identity }) => identity.verifyName))).toEqual(
      new Set(['vpn.test']),
    )
  })
})

import { expect, it } from 'vitest'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { filterProfiles } from './list-filter.ts'

const entry = (name: string, host: string, user?: string) =>
  ({
    id: name,
    profile: { name, server: { host, port: 443 }, signIn: { user, methods: [] } },
  }) as unknown as ProfileEntry

const PROFILES = [
  entry('Büro München', 'vpn.example.com', 'EXAMPLE\\anna'),
  entry('Lab', 'lab.example.net'),
  entry('Customer A', 'sstp.customer.example', 'anna'),
]

it.each([
  ['', ['Büro München', 'Lab', 'Customer A']],
  ['  ', ['Büro München', 'Lab', 'Customer A']],
  ['lab', ['Lab']],
  ['buro', ['Büro München']],
  ['ANNA', ['Büro München', 'Customer A']],
  ['anna customer', ['Customer A']],
  ['example.net', ['Lab']],
  ['nowhere', []],
])('finds for %j', (text, names) => {
  expect(filterProfiles(PROFILES, text).map(({ profile }) => profile.name)).toEqual(names)
})

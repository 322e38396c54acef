import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { networkConfigFor, routesInWords } from './network-config.ts'

const profile: Profile = {
  ...defaultProfile({ host: 'vpn.example.com', port: 443 }),
  dns: { mode: 'server', servers: ['10.0.0.53'], domains: ['corp.example'] },
}
const granted = { address: '10.0.0.2', peer: '10.0.0.1', dns: ['10.0.0.1'], mtu: 1400 }

const configFor = (changes: Partial<Profile>, routes = true) =>
  networkConfigFor({ ...profile, ...changes }, granted, ['192.0.2.7'], routes)

describe('what the profile wants, joined with what the server granted', () => {
  it("takes the server's address, MTU and resolvers", () => {
    expect(configFor({})).toEqual({
      address: '10.0.0.2',
      peer: '10.0.0.1',
      mtu: 1400,
      serverAddresses: ['192.0.2.7'],
      routing: { mode: 'all', networks: [], lan: true, ipv6: 'block' },
      dns: { servers: ['10.0.0.1'], domains: ['corp.example'] },
      killSwitch: false,
    })
  })

  it("prefers the profile's own resolvers, or none, when it says so", () => {
    const dns = profile.dns
    expect(configFor({ dns: { ...dns, mode: 'custom' } }).dns.servers).toEqual(['10.0.0.53'])
    expect(configFor({ dns: { ...dns, mode: 'none' } }).dns.servers).toEqual([])
  })

  it('leaves routes and names alone with --no-routes', () => {
    const config = configFor({}, false)
    expect(config.routing).toMatchObject({ mode: 'none', networks: [] })
    expect(config.dns).toEqual({ servers: [], domains: [] })
  })
})

describe('what the server has beyond an IPv4 address', () => {
  const learnt = { address6: { address: '2001:db8::2', prefixLength: 64 }, announced: ['172.20.0.0/16'] }
  const config = (routing: Partial<Profile['routing']>, routes = true) =>
    networkConfigFor(
      { ...profile, routing: { ...profile.routing, ...routing } },
      { ...granted, ...learnt },
      [],
      routes,
    )

  it('is IPv6, which then is carried, whatever should have happened without', () => {
    expect(config({}).address6).toEqual(learnt.address6)
    expect(config({ ipv6: 'leave' }).routing.ipv6).toBe('tunnel')
    expect(configFor({ routing: { ...profile.routing, ipv6: 'leave' } }).routing.ipv6).toBe('leave')
  })

  it('is networks, which are taken unless the profile or --no-routes says no', () => {
    const only = { mode: 'only', networks: ['10.0.0.0/8'] } as const
    expect(config(only).routing.announced).toEqual(['172.20.0.0/16'])
    expect(config({ ...only, serverRoutes: false }).routing.announced).toBeUndefined()
    expect(config(only, false).routing.announced).toBeUndefined()
  })

  it('is said in words', () => {
    expect(routesInWords(config({ lan: false }))).toEqual([
      'all IPv4 and IPv6 traffic through the tunnel',
      'local networks not reachable',
    ])
    expect(routesInWords(config({ mode: 'only', networks: ['10.0.0.0/8'] }))).toEqual([
      'through the tunnel: 10.0.0.0/8',
      'announced by the server: 172.20.0.0/16',
      'everything else direct',
    ])
  })
})

describe('routes in words', () => {
  const words = (mode: Profile['routing']['mode'], networks: string[] = []) =>
    routesInWords(configFor({ routing: { ...profile.routing, mode, networks } }))

  it('says what goes where', () => {
    expect(words('all')).toEqual(['all IPv4 traffic through the tunnel', 'IPv6 blocked'])
    expect(words('only', ['10.0.0.0/8'])).toEqual([
      'through the tunnel: 10.0.0.0/8',
      'everything else direct',
    ])
    expect(words('except', ['192.168.0.0/16'])).toEqual([
      'direct: 192.168.0.0/16',
      'everything else through the tunnel',
      'IPv6 blocked',
    ])
    expect(routesInWords(configFor({}, false))).toEqual(['no routes were changed'])
  })
})

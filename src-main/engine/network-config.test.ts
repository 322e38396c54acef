import { describe, expect, it } from 'vitest'
import type { Profile } from '../../src-shared/profile.ts'
import { networkConfigFor, routesInWords } from './network-config.ts'

const profile: Profile = {
  name: 'Office',
  server: { host: 'vpn.example.com', port: 443 },
  signIn: { methods: ['ms-chap-v2'] },
  identity: { verifyName: 'vpn.example.com', sni: 'vpn.example.com', pinSha256: [] },
  routing: { mode: 'all', networks: [], lan: true, ipv6: 'block', serverRoutes: true },
  dns: { mode: 'server', servers: ['10.0.0.53'], domains: ['corp.example'] },
  link: { mtu: 'auto', reconnect: true },
  protection: { killSwitch: false },
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
      routing: { mode: 'all', networks: [] },
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
    expect(config.routing).toEqual({ mode: 'none', networks: [] })
    expect(config.dns).toEqual({ servers: [], domains: [] })
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

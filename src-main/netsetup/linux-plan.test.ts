import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src-shared/failure.ts'
import { planNetwork } from './linux-plan.ts'
import type { NetworkConfig } from './network-setup.ts'

const office: NetworkConfig = {
  address: '10.20.0.7',
  peer: '10.20.0.1',
  mtu: 1400,
  serverAddresses: ['203.0.113.5'],
  routing: { mode: 'all', networks: [] },
  dns: { servers: ['10.20.0.53'], domains: [] },
}

const plan = (changes: Partial<NetworkConfig> = {}) => planNetwork({ ...office, ...changes })

describe('all: everything through the tunnel', () => {
  it('is a table with a default route, put before table main by one rule', () => {
    expect(plan()).toEqual([
      'address 10.20.0.7',
      'mtu 1400',
      'up',
      'bypass 203.0.113.5',
      'through 10.20.0.53',
      'local 10.0.0.0/8 8',
      'local 172.16.0.0/12 12',
      'local 192.168.0.0/16 16',
      'local 169.254.0.0/16 16',
      'local fc00::/7 7',
      'local fe80::/10 10',
      'route 0.0.0.0/0',
      'throw 224.0.0.0/4',
      'throw 255.255.255.255/32',
      'unreachable ::/0',
      'rules everything',
      'dns 10.20.0.53',
      'domains all',
    ])
  })

  it('keeps every address of the outer connection out, and writes each one way', () => {
    const lines = plan({ serverAddresses: ['203.0.113.5', '2001:DB8:0:0::5', 'fe80::1%eth0'] })
    expect(lines.filter((line) => line.startsWith('bypass'))).toEqual([
      'bypass 203.0.113.5',
      'bypass 2001:db8::5',
    ])
  })
})

describe('only: some networks through the tunnel', () => {
  it('routes them, the inner server and the name servers; what the host has nearer by stays', () => {
    expect(plan({ routing: { mode: 'only', networks: ['10.0.0.0/8', '198.51.100.7'] } })).toEqual([
      'address 10.20.0.7',
      'mtu 1400',
      'up',
      'bypass 203.0.113.5',
      'through 10.20.0.53',
      'route 10.20.0.1/32',
      'route 10.20.0.53/32',
      'local 10.0.0.0/8 9',
      'route 10.0.0.0/8',
      'route 198.51.100.7/32',
      'rules networks',
      'dns 10.20.0.53',
      'domains all',
    ])
  })

  it('blocks IPv6 networks that were chosen: the tunnel cannot carry them, and around it they must not go', () => {
    const lines = plan({ routing: { mode: 'only', networks: ['2001:db8:5::/48'] } })
    expect(lines).toContain('unreachable 2001:db8:5::/48')
  })

  it('clears host bits and drops repetitions', () => {
    const lines = plan({ routing: { mode: 'only', networks: ['10.1.2.3/8', '10.0.0.0/8', '10.20.0.53/32'] } })
    expect(lines.filter((line) => line.startsWith('route '))).toEqual([
      'route 10.20.0.1/32',
      'route 10.20.0.53/32',
      'route 10.0.0.0/8',
    ])
  })
})

describe('except: everything but some networks', () => {
  it('throws those out of our table, so that table main decides about them', () => {
    const routing = { mode: 'except', networks: ['198.51.100.0/24', '2001:db8:9::/48'] } as const
    const [all, except] = [plan(), plan({ routing })]
    expect(except.filter((line) => !all.includes(line))).toEqual([
      'route 10.20.0.1/32',
      'route 10.20.0.53/32',
      'throw 198.51.100.0/24',
      'throw 2001:db8:9::/48',
    ])
    expect(all.filter((line) => !except.includes(line))).toEqual([])
    expect(except.indexOf('rules everything')).toBeGreaterThan(except.indexOf('throw 198.51.100.0/24'))
  })

  it('still reaches a name server that is itself excluded', () => {
    const lines = plan({ routing: { mode: 'except', networks: ['10.20.0.53/32'] } })
    expect(lines).toContain('route 10.20.0.53/32')
    expect(lines).not.toContain('throw 10.20.0.53/32')
  })
})

describe('none: routes are the user’s business', () => {
  it('only prepares the device: without a route, names must not go to a server that nobody reaches', () => {
    expect(plan({ routing: { mode: 'none', networks: [] } })).toEqual(['address 10.20.0.7', 'mtu 1400', 'up'])
  })
})

describe('names', () => {
  it('asks the tunnel’s servers for some domains only, in ASCII', () => {
    const dns = { servers: ['10.20.0.53', '10.20.0.54'], domains: ['corp.example', 'münchen.example.'] }
    expect(plan({ dns }).slice(-2)).toEqual([
      'dns 10.20.0.53 10.20.0.54',
      'domains corp.example xn--mnchen-3ya.example',
    ])
  })

  it('leaves the resolvers alone when there is no server, or none that can be one', () => {
    for (const servers of [[], ['0.0.0.0', '127.0.0.1', '224.0.0.1', '2001:db8::53', 'dns.example']]) {
      const lines = plan({ dns: { servers, domains: [] } })
      expect(lines.filter((line) => /^(dns|domains|through)/.test(line))).toEqual([])
    }
  })
})

describe('what is no network or name', () => {
  it.each([
    [{ routing: { mode: 'only', networks: ['10.0.0.0/33'] } }, '"10.0.0.0/33" is not a network'],
    [{ routing: { mode: 'except', networks: ['office'] } }, '"office" is not a network'],
    [{ dns: { servers: ['10.0.0.1'], domains: ['a b'] } }, '"a b" is not a domain'],
  ] satisfies [Partial<NetworkConfig>, string][])('%j is refused in words', (changes, detail) => {
    expect(() => plan(changes)).toThrow(FailureError)
    expect(() => plan(changes)).toThrow(detail.replaceAll('"', '\\"'))
  })
})

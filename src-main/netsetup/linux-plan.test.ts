import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src-shared/failure.ts'
import { planNetwork } from './linux-plan.ts'
import type { NetworkConfig } from './network-setup.ts'

const office: NetworkConfig = {
  address: '10.20.0.7',
  peer: '10.20.0.1',
  mtu: 1400,
  serverAddresses: ['203.0.113.5'],
  routing: { mode: 'all', networks: [], lan: true, ipv6: 'block' },
  dns: { servers: ['10.20.0.53'], domains: [] },
  killSwitch: false,
}

const plan = (changes: Partial<NetworkConfig> = {}) => planNetwork({ ...office, ...changes })

/** The same office with other routing. */
const routed = (changes: Partial<NetworkConfig['routing']>, rest: Partial<NetworkConfig> = {}) =>
  plan({ ...rest, routing: { ...office.routing, ...changes } })

/** What it takes for the tunnel to carry IPv6. */
const withIpv6 = { address6: { address: '2001:DB8:20::7', prefixLength: 64 } }

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

describe('all, without the local networks', () => {
  it('has no private range beside the tunnel, and neither multicast nor broadcast', () => {
    expect(routed({ lan: false })).toEqual([
      'address 10.20.0.7',
      'mtu 1400',
      'up',
      'bypass 203.0.113.5',
      'through 10.20.0.53',
      'route 0.0.0.0/0',
      'unreachable ::/0',
      'rules everything',
      'dns 10.20.0.53',
      'domains all',
    ])
  })

  it('still leaves the networks that were excepted by name', () => {
    const lines = routed({ mode: 'except', networks: ['192.168.7.0/24'], lan: false })
    expect(lines.filter((line) => /^(throw|local)/.test(line))).toEqual(['throw 192.168.7.0/24'])
  })
})

describe('all, with IPv6', () => {
  it('is carried when the server has it: an address, and two halves of everything in front of the wall', () => {
    const [without, carried] = [plan(), routed({ ipv6: 'tunnel' }, withIpv6)]
    expect(carried.filter((line) => !without.includes(line))).toEqual([
      'address 2001:db8:20::7',
      'route ::/1',
      'route 8000::/1',
    ])
    expect(without.filter((line) => !carried.includes(line))).toEqual([])
    expect(carried.indexOf('address 2001:db8:20::7')).toBeLessThan(carried.indexOf('up'))
  })

  it('is left where it was when the profile says so', () => {
    expect(routed({ ipv6: 'leave' }).filter((line) => line.includes('::'))).toEqual([])
  })

  it('has name servers of its own', () => {
    const dns = { servers: ['2001:db8:20::53', 'fe80::1'], domains: [] }
    const lines = routed({ ipv6: 'tunnel' }, { ...withIpv6, dns })
    expect(lines).toContain('through 2001:db8:20::53')
    expect(lines).toContain('dns 2001:db8:20::53')
    expect(plan({ dns }).filter((line) => line.startsWith('dns'))).toEqual([])
  })
})

describe('only: some networks through the tunnel', () => {
  it('routes them, the inner server and the name servers; what the host has nearer by stays', () => {
    expect(routed({ mode: 'only', networks: ['10.0.0.0/8', '198.51.100.7'] })).toEqual([
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
    const lines = routed({ mode: 'only', networks: ['2001:db8:5::/48'] })
    expect(lines).toContain('unreachable 2001:db8:5::/48')
  })

  it('carries IPv6 networks that were chosen when the server has IPv6', () => {
    const networks = ['2001:db8:5::/48', '2001:db8:6::1']
    const lines = routed({ mode: 'only', networks, ipv6: 'tunnel' }, withIpv6)
    expect(lines.filter((line) => /^(local|route|unreachable) 2001/.test(line))).toEqual([
      'local 2001:db8:5::/48 49',
      'unreachable 2001:db8:5::/48',
      'route 2001:db8:5::/49',
      'route 2001:db8:5:8000::/49',
      'route 2001:db8:6::1/128',
    ])
    expect(lines).not.toContain('unreachable ::/0')
  })

  it('adds what the server announced, but not over a network that the host itself is in', () => {
    const networks = ['10.0.0.0/8']
    const announced = ['172.20.0.0/16', '10.0.0.0/8', '198.51.100.9/32']
    const [plain, learnt] = [
      routed({ mode: 'only', networks }),
      routed({ mode: 'only', networks, announced }),
    ]
    expect(learnt.filter((line) => !plain.includes(line))).toEqual([
      'local 172.20.0.0/16 16',
      'route 172.20.0.0/16',
      'local 10.0.0.0/8 8',
      'local 198.51.100.9/32 32',
      'route 198.51.100.9/32',
    ])
    expect(learnt.at(-3)).toBe('rules networks')
  })

  it('does not widen a full tunnel by what the server announced', () =>
    expect(routed({ announced: ['172.20.0.0/16'] })).toEqual(plan()))

  it('clears host bits and drops repetitions', () => {
    const lines = routed({ mode: 'only', networks: ['10.1.2.3/8', '10.0.0.0/8', '10.20.0.53/32'] })
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
    const [all, except] = [plan(), routed(routing)]
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
    const lines = routed({ mode: 'except', networks: ['10.20.0.53/32'] })
    expect(lines).toContain('route 10.20.0.53/32')
    expect(lines).not.toContain('throw 10.20.0.53/32')
  })
})

describe('none: routes are the user’s business', () => {
  it('only prepares the device: without a route, names must not go to a server that nobody reaches', () => {
    expect(routed({ mode: 'none' })).toEqual(['address 10.20.0.7', 'mtu 1400', 'up'])
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
    [
      { routing: { ...office.routing, mode: 'only', networks: ['10.0.0.0/33'] } },
      '"10.0.0.0/33" is not a network',
    ],
    [{ routing: { ...office.routing, mode: 'except', networks: ['office'] } }, '"office" is not a network'],
    [{ dns: { servers: ['10.0.0.1'], domains: ['a b'] } }, '"a b" is not a domain'],
  ] satisfies [Partial<NetworkConfig>, string][])('%j is refused in words', (changes, detail) => {
    expect(() => plan(changes)).toThrow(FailureError)
    expect(() => plan(changes)).toThrow(detail.replaceAll('"', '\\"'))
  })
})

import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halvesOf, isHostAddress, isIpv4Host, parseNetwork } from './ip-network.ts'

describe('networks', () => {
  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/1', '128.0.0.0/1'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['2001:db8:1:2:3:4:5:6/33', '2001:db8::/33'],
    ['::/0', '::/0'],
    ['fe80::1/10', 'fe80::/10'],
    ['64:ff9b::192.0.2.33/96', '64:ff9b::/96'],
    ['::ffff:192.0.2.33/120', '::ffff:192.0.2.0/120'],
  ])('%s is %s', (text, canonical) => {
    expect(parseNetwork(text)?.text).toBe(canonical)
  })

  it.each([
    ...[
      '',
      '/',
      '10.0.0.0/',
      '10.0.0.0/33',
      '10.0.0.0/08',
      '10.0.0.0/-1',
      '10.0.0.0/8/8',
      '10.0.0/8',
      '010.0.0.0/8',
    ],
    ...['::/129', ':::/0', 'fe80::1%eth0/64', 'office', '10.0.0.0 /8', '1.2.3.4/255.0.0.0'],
  ])('%j is none', (text) => {
    expect(parseNetwork(text)).toBeUndefined()
  })

  it.each([
    ['::/0', ['::/1', '8000::/1']],
    ['2001:db8:5::/48', ['2001:db8:5::/49', '2001:db8:5:8000::/49']],
    ['10.0.0.0/31', ['10.0.0.0/32', '10.0.0.1/32']],
    ['10.0.0.1/32', []],
  ])('%s consists of %j', (text, halves) => {
    const network = parseNetwork(text)
    expect(network && halvesOf(network).map((half) => half.text)).toEqual(halves)
  })

  it('hold the address that they were made from, as an independent judge sees it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.constant('ipv4' as const)),
          fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }), fc.constant('ipv6' as const)),
        ),
        ([address, length, family]) => {
          const [base = ''] = parseNetwork(`${address}/${length}`)?.text.split('/') ?? []
          const judge = new BlockList()
          judge.addSubnet(base, length, family)
          return judge.check(address, family)
        },
      ),
    )
  })
})

describe('a host', () => {
  it('is no wildcard, loopback, multicast or name', () => {
    const all = [
      '0.0.0.0',
      '127.0.0.53',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      'host',
      '10.0.0.1',
      '198.51.100.1',
    ]
    expect(all.filter(isIpv4Host)).toEqual(['10.0.0.1', '198.51.100.1'])
  })

  it('of either family are hosts under the same rule', () => {
    const none = ['127.0.0.53', '::', '::1', '::ffff:10.0.0.1', 'fe80::1', 'fe80::1%eth0', 'ff02::1', 'host']
    expect(none.filter(isHostAddress)).toEqual([])
    const hosts = ['10.0.0.1', '2001:db8::53', 'fd00::53', '64:ff9b::1']
    expect(hosts.filter(isHostAddress)).toEqual(hosts)
  })
})

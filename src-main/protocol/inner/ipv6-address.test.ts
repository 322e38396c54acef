import { isIPv6, SocketAddress } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex } from '../bytes.ts'
import { formatIpv6, isUnicastBeyondLink, linkLocal } from './ipv6-address.ts'

describe('an IPv6 address', () => {
  it.each([
    ['20010db8 00000000 00000000 00000001', '2001:db8::1'],
    ['20010db8 00000001 00010001 00010001', '2001:db8:0:1:1:1:1:1'],
    ['20010db8 00000000 00010000 00000001', '2001:db8::1:0:0:1'],
    ['00000000 00000000 00000000 00000000', '::'],
    ['fe800000 00000000 00000000 00000000', 'fe80::'],
  ])('%s is written %s (RFC 5952)', (bytes, text) => expect(formatIpv6(fromHex(bytes))).toBe(text))

  it('is written as the system writes it', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(groups, (numbers) => {
        // Addresses that stand for IPv4 have a form of their own there.
        fc.pre(numbers.slice(0, 5).some((group) => group !== 0))
        const bytes = Uint8Array.from(numbers.flatMap((group) => [group >> 8, group & 0xff]))
        const address = numbers.map((group) => group.toString(16)).join(':')
        expect(formatIpv6(bytes)).toBe(new SocketAddress({ address, family: 'ipv6' }).address)
        expect(isIPv6(formatIpv6(bytes))).toBe(true)
      }),
    )
  })

  it('of the link is fe80:: and the interface', () =>
    expect(formatIpv6(linkLocal(fromHex('0211 22ff fe33 4455')))).toBe('fe80::211:22ff:fe33:4455'))

  it.each([
    ['20010db8 00000000 00000000 00000001', true],
    ['fd000000 00000000 00000000 00000001', true],
    ['fe800000 00000000 00000000 00000001', false],
    ['ff020000 00000000 00000000 00000001', false],
    ['00000000 00000000 00000000 00000001', false],
    ['00000000 00000000 0000ffff c0000201', false],
    ['00000000 00000005 00000000 00000001', false],
    ['fec00000 00000000 00000000 00000001', false],
  ])('%s reaches beyond the link: %s', (bytes, does) =>
    expect(isUnicastBeyondLink(fromHex(bytes))).toBe(does),
  )
})

import { isIPv4, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asciiName, isDnsName, isIpv4, isIpv6, isNetwork } from './addresses.ts'

const almostIpv6 = fc
  .array(fc.constantFrom('', '0', 'ffff', 'aB1', '12345', 'g', '192.0.2.1', '1'), {
    maxLength: 10,
  })
  .map((groups) => groups.join(':'))
const almostIpv4 = fc.array(fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '01', 'a')), {
  maxLength: 6,
})

describe('addresses', () => {
  it('are IPv4 when Node says so', () =>
    fc.assert(
      fc.property(almostIpv4, (parts) => {
        expect(isIpv4(parts.join('.'))).toBe(isIPv4(parts.join('.')))
      }),
    ))

  it('are IPv6 when Node says so', () => {
    const texts = fc.oneof(almostIpv6, fc.ipV6())
    fc.assert(
      fc.property(texts, (text) => {
        expect(isIpv6(text)).toBe(isIPv6(text))
      }),
    )
  })
})

it.each([
  ['vpn.example.com', true],
  ['a_b.example', true],
  ['bücher.example', false],
  ['localhost', true],
  ['-a.example', false],
  ['a..example', false],
  ['192.0.2.300', false],
  ['a b', false],
])('%s is a name: %s', (text, is) => expect(isDnsName(text)).toBe(is))

it.each([
  ['10.0.0.0/8', true],
  ['10.1.2.3', true],
  ['2001:db8::/32', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/08', false],
  ['ten/8', false],
])('%s is a network: %s', (text, is) => expect(isNetwork(text)).toBe(is))

it('gives names outside ASCII the form that Node gives them', () => {
  const names = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('bücher.example', 'faß.de', '日本。jp', 'ｆｕｌｌ.example', 'a\u00ad.example'),
  )
  fc.assert(
    fc.property(names, (name) => {
      if (!/^[!-~]+$/.test(name)) expect(asciiName(name)).toBe(domainToASCII(name))
    }),
  )
})

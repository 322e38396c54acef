import { describe, expect, it } from 'vitest'
import { formatServer, parseServer } from './server-address.ts'

describe('parseServer', () => {
  it.each([
    ['vpn.example.com', 'vpn.example.com', 443],
    ['vpn.example.com:8443', 'vpn.example.com', 8443],
    ['vpn.example.com.', 'vpn.example.com', 443],
    ['VPN_1', 'VPN_1', 443],
    ['192.0.2.1:1', '192.0.2.1', 1],
    ['[2001:db8::1]', '2001:db8::1', 443],
    ['[2001:db8::1]:65535', '2001:db8::1', 65535],
    ['bücher.example', 'xn--bcher-kva.example', 443],
  ])('reads %s', (text, host, port) => expect(parseServer(text)).toEqual({ host, port }))

  it.each([
    ['', 'is empty'],
    ['https://vpn.example.com', 'without "https://"'],
    ['anna:hunter2@vpn.example.com', 'a user name belongs into "user"'],
    ['2001:db8::1', 'write it in brackets: "[2001:db8::1]:443"'],
    ['vpn.example.com/path', 'without a path'],
    ['vpn.example.com:', 'a port that is not a number from 1 to 65535'],
    ['vpn.example.com:0', 'a port that is not a number from 1 to 65535'],
    ['vpn.example.com:65536', 'a port that is not a number from 1 to 65535'],
    ['vpn.example.com:443x', 'a port that is not a number from 1 to 65535'],
    ['[fe80::1%eth0]', 'not an IPv6 address'],
    ['[vpn.example.com]', 'not an IPv6 address'],
    ['192.0.2', 'a name that no server can have'],
    ['192.0.2.256', 'a name that no server can have'],
    ['-a.example', 'a name that no server can have'],
    ['a..example', 'a name that no server can have'],
    ['a b', 'a name that no server can have'],
    [`${'a'.repeat(64)}.example`, 'a name that no server can have'],
    ['a]b', 'must be a name or an address'],
  ])('refuses %j in words', (text, words) => {
    const result = parseServer(text)
    expect('problem' in result && result.problem).toContain(words)
    expect(JSON.stringify(result)).not.toContain('hunter2')
  })
})

it.each([
  ['vpn.example.com', 443, 'vpn.example.com'],
  ['192.0.2.1', 444, '192.0.2.1:444'],
  ['2001:db8::1', 443, '[2001:db8::1]'],
])('formatServer writes %s and %d as %s', (host, port, text) =>
  expect(formatServer({ host, port })).toBe(text),
)

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
    ['', 'empty'],
    ['https://vpn.example.com', 'scheme'],
    ['anna:hunter2@vpn.example.com', 'user'],
    ['2001:db8::1', 'bare-ipv6'],
    ['vpn.example.com/path', 'path'],
    ['vpn.example.com:', 'port'],
    ['vpn.example.com:0', 'port'],
    ['vpn.example.com:65536', 'port'],
    ['vpn.example.com:443x', 'port'],
    ['[fe80::1%eth0]', 'brackets'],
    ['[vpn.example.com]', 'brackets'],
    ['192.0.2', 'name'],
    ['192.0.2.256', 'name'],
    ['-a.example', 'name'],
    ['a..example', 'name'],
    ['a b', 'name'],
    [`${'a'.repeat(64)}.example`, 'name'],
    ['a]b', 'shape'],
  ])('says what is wrong with %j: %s', (text, problem) => {
    const result = parseServer(text)
    expect(result).toMatchObject({ problem })
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

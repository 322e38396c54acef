import { describe, expect, it } from 'vitest'
import { proxyAddressProblem } from './proxy-address.ts'
import { isRequestQuery } from './request-query.ts'

describe('the address of a proxy', () => {
  it.each([
    'http://proxy',
    'http://proxy:3128',
    'https://proxy.example.com:8443/',
    'SOCKS5://192.0.2.1:1080',
    'socks5://[2001:db8::1]:1080',
    'http://bücher.example',
  ])('may be %s', (text) => expect(proxyAddressProblem(text, 'manual')).toBeUndefined())

  it.each([
    'proxy:3128',
    'http://',
    'ftp://proxy',
    'socks4://proxy',
    'http://proxy:0',
    'http://proxy:65536',
    'http://proxy/path',
    'http://pro xy',
    'http://[::1',
    'http://proxy#x',
  ])('may not be %s', (text) => expect(proxyAddressProblem(text, 'manual')).toBe('not-a-proxy'))

  it('of a script has a path, and no SOCKS', () => {
    expect(proxyAddressProblem('http://wpad.corp.example/proxy.pac?x=1', 'pac')).toBeUndefined()
    expect(proxyAddressProblem('socks5://proxy', 'pac')).toBe('not-a-script')
  })

  it.each(['manual', 'pac', 'system'] as const)('holds no user and no password in mode %s', (mode) =>
    expect(proxyAddressProblem('http://anna:secret@proxy', mode)).toBe('looks-like-a-password'),
  )
})

describe('the query of a request', () => {
  it.each(['?tenantid=corp', '?secret', '?a=%20&b=/x?'])('may be %s', (text) =>
    expect(isRequestQuery(text)).toBe(true),
  )

  it.each(['', '?', 'tenantid=corp', '?a b', '?a#b', '?a\r\nHost: x', `?${'x'.repeat(256)}`])(
    'may not be %j',
    (text) => expect(isRequestQuery(text)).toBe(false),
  )
})

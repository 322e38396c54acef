import { describe, expect, it } from 'vitest'
import type { ProbeReport } from '../engine/probe.ts'
import { reportLines, summarise } from './doctor-report.ts'

const FOUND: ProbeReport = {
  address: '192.0.2.7',
  tls: { version: 'TLSv1.2', cipher: 'ECDHE-RSA-AES256-GCM-SHA384' },
  certificate: {
    subject: 'vpn.example.com',
    issuer: 'Example CA',
    names: ['vpn.example.com', 'www.example.com'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2026-03-01T12:00:00.000Z',
    sha256: 'ab'.repeat(32),
    keySha256: 'cd'.repeat(32),
    revocation: 'good',
  },
  headers: new Map([
    ['server', 'Microsoft-HTTPAPI/2.0'],
    ['date', 'Thu, 09 Nov 2006 00:51:09 GMT'],
  ]),
  clockSkewMs: 1_400,
  hashes: 3,
}

const lines = (found: ProbeReport, env: NodeJS.ProcessEnv = {}) =>
  reportLines(summarise('vpn.example.com:443', found, env)).join('\n')

describe('what doctor says', () => {
  it('shows everything that was found', () =>
    expect(lines(FOUND)).toMatchInlineSnapshot(`
    "  TLS          TLSv1.2, ECDHE-RSA-AES256-GCM-SHA384
      Certificate  vpn.example.com, issued by Example CA
                   for vpn.example.com, www.example.com
                   valid from 2026-01-01 until 2026-03-01
                   SHA-256 abababababababababababababababababababababababababababababababab
                   SHA-256 of its key cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
                   not revoked
                   would be accepted
      Clock        agrees with the server's
      Binding      SHA-1, SHA-256
      Server       probably Windows Server (RRAS)"
  `))

  it('shows it in German', () =>
    expect(
      reportLines(summarise('vpn.example.com:443', FOUND, {}, 'de'), undefined, 'de').join('\n'),
    ).toMatchInlineSnapshot(`
      "  TLS          TLSv1.2, ECDHE-RSA-AES256-GCM-SHA384
        Zertifikat   vpn.example.com, ausgestellt von Example CA
                     für vpn.example.com, www.example.com
                     gültig von 01.01.2026 bis 01.03.2026
                     SHA-256 abababababababababababababababababababababababababababababababab
                     SHA-256 des Schlüssels cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
                     nicht widerrufen
                     würde akzeptiert
        Uhr          geht wie die des Servers
        Bindung      SHA-1, SHA-256
        Server       wahrscheinlich Windows Server (RRAS)"
    `))

  it.each([
    [90_000, 'Uhr          geht 1 Min. 30 s nach gegenüber der des Servers'],
    [-90_000, 'Uhr          geht 1 Min. 30 s vor gegenüber der des Servers'],
    [0, 'Uhr          geht wie die des Servers'],
  ])('compares the clocks in German: %d ms', (clockSkewMs, words) =>
    expect(reportLines(summarise('h', { clockSkewMs }, {}), undefined, 'de').join('')).toContain(words),
  )

  it('says nothing about what it could not reach', () => expect(lines({})).toBe(''))

  it('shows a certificate that would be refused, and says so', () => {
    const refused = { code: 'certificate-expired', validTo: '', now: '' } as const
    const text = lines({ certificate: { ...(FOUND.certificate as object), refused } as never })
    expect(text).toContain('REFUSED')
    expect(text).toContain(`SHA-256 ${'ab'.repeat(32)}`)
  })

  it.each([
    [59_000, "agrees with the server's"],
    [-59_000, "agrees with the server's"],
    [90_000, "1 min 30 s behind the server's; certificates may be judged wrongly"],
    [-90_000, "1 min 30 s ahead of the server's; certificates may be judged wrongly"],
  ])('compares the clocks: %d ms', (clockSkewMs, words) => {
    expect(lines({ clockSkewMs })).toContain(words)
  })

  it.each([
    [1, 'SHA-1'],
    [2, 'SHA-256'],
    [3, 'SHA-1, SHA-256'],
    [4, 'no hash offered that is known here'],
  ])('lists the hashes of the mask %d', (hashes, words) => expect(lines({ hashes })).toContain(words))

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])(
    'mentions a proxy in %s, without its password',
    (name) => {
      const text = lines({}, { [name]: 'http://anna:secret@proxy.example.com:3128' })
      expect(text).toContain('http://proxy.example.com:3128')
      expect(text).toContain('does not use proxies yet')
      expect(text).not.toContain('secret')
    },
  )
})

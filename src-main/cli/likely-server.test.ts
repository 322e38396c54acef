import { describe, expect, it } from 'vitest'
import { likelyServer } from './likely-server.ts'

const LENGTH = ['content-length', '18446744073709551615'] as const
const DATE = ['date', 'Thu, 09 Nov 2006 00:51:09 GMT'] as const
const MICROSOFT = ['server', 'Microsoft-HTTPAPI/2.0'] as const

describe('what the server is likely to be', () => {
  it.each([
    ['Windows', [LENGTH, DATE, MICROSOFT], 3, 'probably Windows Server (RRAS)'],
    [
      'SoftEther, which imitates Windows',
      [LENGTH, DATE, MICROSOFT],
      2,
      'probably SoftEther VPN Server, or Windows Server (RRAS) restricted to SHA-256',
    ],
    ['accel-ppp', [LENGTH, DATE], 3, 'probably accel-ppp'],
    ['sorz', [LENGTH, ['server', 'SSTP-Server/0.7']], 2, 'probably sstp-server (Python)'],
    ['something else', [['server', 'nginx']], undefined, 'unknown; it calls itself "nginx"'],
    ['nothing', [], undefined, 'unknown'],
  ] as const)('%s', (_, headers, hashes, words) => {
    expect(
      likelyServer({ headers: new Map(headers as readonly (readonly [string, string])[]), hashes }),
    ).toBe(words)
  })
})

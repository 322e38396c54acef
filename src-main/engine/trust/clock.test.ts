import { describe, expect, it } from 'vitest'
import { clockFailure } from './clock.ts'

const VALID = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2027-01-01T00:00:00.000Z' }
const at = (iso: string) => Date.parse(iso)
const DAY = 86_400_000

describe('a certificate out of its time', () => {
  it('is a wrong clock when it is in its time by the server', () => {
    const now = at('2025-12-30T00:00:00Z')
    const refused = { code: 'certificate-not-yet-valid', validFrom: VALID.validFrom, now: '' } as const
    expect(clockFailure(refused, VALID, now, 5 * DAY)).toEqual({
      code: 'clock-wrong',
      now: '2025-12-30T00:00:00.000Z',
      really: '2026-01-04T00:00:00.000Z',
      by: 'server',
    })
    expect(clockFailure(refused, VALID, now, DAY)).toBeUndefined()
  })

  it('stays expired when the server thinks so, too', () => {
    const refused = { code: 'certificate-expired', validTo: VALID.validTo, now: '' } as const
    expect(clockFailure(refused, VALID, at('2027-02-01T00:00:00Z'), 0)).toBeUndefined()
    expect(clockFailure(refused, VALID, at('2027-02-01T00:00:00Z'), -60 * DAY)?.code).toBe('clock-wrong')
  })

  it('says nothing about other reasons', () => {
    const refused = { code: 'certificate-wrong-purpose', subject: '' } as const
    expect(clockFailure(refused, VALID, at('2026-06-01T00:00:00Z'), 0)).toBeUndefined()
  })
})

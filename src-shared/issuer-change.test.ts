import { describe, expect, it } from 'vitest'
import { ONE_OF_EACH } from './failure-examples.ts'
import { withIssuerChange } from './issuer-change.ts'

const trusted = [{ issuer: 'Corp CA' }, { issuer: 'Older CA' }]
const refused = { code: 'sstp-binding-refused' } as const

describe('a refused binding', () => {
  it('is an inspection when the issuer is another one than last time', () =>
    expect(withIssuerChange(refused, { issuer: 'Proxy CA' }, trusted)).toEqual({
      code: 'tls-inspected',
      issuer: 'Proxy CA',
      before: 'Corp CA',
    }))

  it('stays what it is with the same issuer, or when nothing is known of either time', () => {
    expect(withIssuerChange(refused, { issuer: 'Corp CA' }, trusted)).toBe(refused)
    expect(withIssuerChange(refused, { issuer: 'Proxy CA' })).toBe(refused)
    expect(withIssuerChange(refused, undefined, trusted)).toBe(refused)
  })

  it('by a known product says who issued the certificate before', () => {
    const inspected = {
      code: 'tls-inspected',
      issuer: 'Fortinet CA',
      inspector: 'Fortinet FortiGate',
    } as const
    expect(withIssuerChange(inspected, undefined, trusted)).toEqual({ ...inspected, before: 'Corp CA' })
  })

  it('is the only failure that is read so', () => {
    const other = ONE_OF_EACH['sign-in-refused']
    expect(withIssuerChange(other, { issuer: 'Proxy CA' }, trusted)).toBe(other)
  })
})

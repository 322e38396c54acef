import { describe, expect, it } from 'vitest'
import type { PresentedCertificate } from '../../../../src-shared/certificate.ts'
import { inspectorIn } from './inspection.ts'
import { fieldChanges, isAlarming, isEndOf, verdictOn } from './trust-change.ts'

const OLD: PresentedCertificate = {
  subject: 'vpn.example.com',
  issuer: 'Contoso Root CA',
  names: ['vpn.example.com', 'vpn2.example.com'],
  validFrom: '2025-03-01T00:00:00Z',
  validTo: '2026-03-01T00:00:00Z',
  sha256: 'a'.repeat(64),
  keySha256: 'b'.repeat(64),
}
const RENEWED: PresentedCertificate = {
  ...OLD,
  validFrom: '2026-02-20T00:00:00Z',
  validTo: '2027-02-20T00:00:00Z',
  sha256: 'c'.repeat(64),
}
const newKey = (changes: Partial<PresentedCertificate> = {}) => ({
  ...RENEWED,
  keySha256: 'd'.repeat(64),
  ...changes,
})

describe('the verdict on a changed certificate', () => {
  const selfSigned = { issuer: 'vpn', subject: 'vpn' }
  it.each([
    ['the same key', OLD, RENEWED, 'same-key'],
    ['the same key under another issuer', OLD, { ...RENEWED, issuer: 'New CA' }, 'same-key'],
    ['a new key from the same issuer', OLD, newKey(), 'same-issuer'],
    ['a new key from another issuer', OLD, newKey({ issuer: 'Contoso Issuing CA 2' }), 'other-issuer'],
    ['two that sign themselves', { ...OLD, ...selfSigned }, newKey(selfSigned), 'self-signed'],
    ['an inspecting proxy', OLD, newKey({ issuer: 'Zscaler Intermediate Root CA' }), 'inspected'],
    [
      'a proxy that was there before',
      { ...OLD, issuer: 'Zscaler Root CA' },
      newKey({ issuer: 'Zscaler Root CA' }),
      'same-issuer',
    ],
    ['an earlier one that nobody knows', undefined, RENEWED, 'unknown'],
    [
      'an unknown earlier one and a proxy',
      undefined,
      newKey({ issuer: 'DO_NOT_TRUST_FiddlerRoot' }),
      'inspected',
    ],
  ])('%s', (_, previous, now, verdict) => {
    expect(verdictOn(previous, now)).toBe(verdict)
  })

  it('calls two of them likely harmless', () => {
    const verdicts = [
      'same-key',
      'same-issuer',
      'self-signed',
      'other-issuer',
      'inspected',
      'unknown',
    ] as const
    expect(verdicts.filter((verdict) => !isAlarming(verdict))).toEqual(['same-key', 'same-issuer'])
  })
})

it('tells field by field what is different', () => {
  const names = ['vpn2.example.com', 'vpn.example.com']
  const differing = fieldChanges(OLD, newKey({ names })).filter(({ differs }) => differs)
  expect(differing.map(({ field }) => field)).toEqual(['validFrom', 'validTo', 'key'])
})

it.each([
  ['Fortinet_CA_SSL', 'Fortinet'],
  ['ESET SSL Filter CA', 'ESET'],
  ['Gateway CA - Cloudflare Managed G1', 'Cloudflare Gateway'],
  ['Resetter GmbH', undefined],
  ['Contoso Root CA', undefined],
])('takes the issuer %s for %s', (issuer, product) => {
  expect(inspectorIn(issuer)).toBe(product)
})

it('takes the last four characters in any case', () => {
  const sha256 = `${'0'.repeat(60)}9aBc`
  expect(isEndOf(sha256, ' 9ABC ')).toBe(true)
  expect(isEndOf(sha256, '9abd')).toBe(false)
  expect(isEndOf(sha256, '')).toBe(false)
  expect(isEndOf(sha256, '09abc')).toBe(false)
})

import { describe, expect, it } from 'vitest'
import type { HostFacts, TrustRequest } from '../../../../src-shared/app-state.ts'
import { textsFor } from '../../../../src-shared/i18n/texts.ts'
import { trustMessage } from './trust-message.ts'
import { certificateDay, namesText, reasonOf, titleOf } from './trust-words.ts'

const WORDS = textsFor('en').sheets.trust
const HOST: HostFacts = {
  platform: 'linux',
  version: '0.1.0',
  language: 'en',
  helper: 'installed',
  helperInstallable: false,
  keychain: { state: 'available', name: 'GNOME Keyring' },
  tray: 'available',
  softwareRendering: false,
}
const REQUEST: TrustRequest = {
  id: 'q',
  host: 'vpn.example.com',
  failure: {
    code: 'certificate-pin-mismatch',
    expected: ['ab'.repeat(32)],
    actual: 'cd'.repeat(32),
  },
  certificate: {
    subject: 'vpn.example.com',
    issuer: 'Contoso Root CA',
    names: ['vpn.example.com'],
    validFrom: '2026-02-20T12:00:00Z',
    validTo: '2027-02-20T12:00:00Z',
    sha256: 'cd'.repeat(32),
    keySha256: 'ef'.repeat(32),
  },
  choices: { once: false, pin: 'typed', ca: false },
}

it('gives the administrator everything at once', () => {
  const seen = { request: REQUEST, server: { host: 'vpn.example.com', port: 443 }, host: HOST, time: 0 }
  expect(trustMessage(seen, WORDS).split('\n')).toEqual([
    WORDS.message.ask,
    '',
    'Server: vpn.example.com:443',
    `Problem: ${WORDS.reason.changed} (certificate-pin-mismatch)`,
    'Certificate: vpn.example.com',
    'Made out for: vpn.example.com',
    'Issued by: Contoso Root CA',
    'Valid: February 20, 2026 – February 20, 2027',
    `SHA-256: ${Array(16).fill('CDCD').join(' ')}`,
    `Expected SHA-256: ${Array(16).fill('ABAB').join(' ')}`,
    'Seen at: 1970-01-01T00:00:00.000Z',
    'Program: Culvert 0.1.0 (linux)',
  ])
})

describe('words about a server that is not simply trusted', () => {
  const failing = (failure: TrustRequest['failure']): TrustRequest => ({ ...REQUEST, failure })

  it.each([
    [{ code: 'certificate-self-signed', subject: 'vpn', sha256: '' }, 'unknown', /signed by itself/],
    [{ code: 'certificate-unknown-issuer', issuer: 'Corp CA', sha256: '' }, 'unknown', /“Corp CA”/],
    [
      { code: 'certificate-wrong-name', expected: 'vpn.example.com', names: ['a.example'] },
      'wrong-name',
      /made out for a\.example/,
    ],
    [
      { code: 'certificate-expired', validTo: '2026-03-01T12:00:00Z', now: '2026-03-04T12:00:00Z' },
      'expired',
      /until March 1, 2026.*March 4, 2026/,
    ],
    [{ code: 'certificate-wrong-purpose', subject: 'anna' }, 'other', /Server Authentication/],
  ] as const)('%o', (failure, title, reason) => {
    const request = failing({ ...failure } as TrustRequest['failure'])
    expect(titleOf(request.failure, WORDS)).toBe(WORDS.title[title])
    expect(reasonOf(request, WORDS, 'en')).toMatch(reason)
  })

  it('shortens long lists of names, and says when there is none', () => {
    expect(namesText([], WORDS)).toBe('no name at all')
    expect(namesText(Array(20).fill('a'), WORDS)).toBe(`${Array(8).fill('a').join(', ')} and 12 more`)
  })

  it('leaves a date that makes no sense as it is', () => {
    expect(certificateDay('soon', 'de')).toBe('soon')
  })
})

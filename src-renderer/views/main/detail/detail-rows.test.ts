import { describe, expect, it } from 'vitest'
import { textsFor } from '../../../../src-shared/i18n/texts.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import { detailRows } from './detail-rows.ts'

const facts: ConnectionFacts = {
  device: 'sstp0',
  address: '10.0.0.7',
  dns: [],
  mtu: 1400,
  server: 'vpn.example.com:443',
  serverAddress: '192.0.2.1',
  tlsVersion: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  auth: 'ms-chap-v2',
  binding: 'sha-256',
  certificate: {
    subject: 'vpn.example.com',
    issuer: 'Example CA',
    validTo: '2027-01-01T00:00:00.000Z',
    sha256: 'ab'.repeat(32),
    trust: 'system',
  },
  routes: [],
}

function shown(certificate: Partial<ConnectionFacts['certificate']>, label: string): string | undefined {
  const { details } = textsFor('en').states
  const rows = detailRows({ ...facts, certificate: { ...facts.certificate, ...certificate } }, details, 'en')
  return rows.find((row) => row.label === label)?.value
}

describe('the details say of a certificate', () => {
  it('whether its authority has revoked it', () =>
    expect(shown({ revocation: 'good' }, 'Revocation')).toBe('checked: not revoked'))

  it('why nobody can tell', () => {
    const revocationGap = 'out-of-date'
    expect(shown({ revocation: 'unknown', revocationGap }, 'Revocation')).toBe(
      'not checked, because what is said about it is out of date',
    )
  })

  it('nothing of that when nobody was to look', () => expect(shown({}, 'Revocation')).toBeUndefined())

  it('its fingerprint, in groups that can be compared', () =>
    expect(shown({}, 'Fingerprint (SHA-256)')).toMatch(/^(ABAB ){15}ABAB$/))
})

import { describe, expect, it } from 'vitest'
import { emptyDraft } from '../../../src-shared/drafts.ts'
import { AUTH_METHODS } from '../../../src-shared/profile.ts'
import { hasInnerTls, OTHER_METHODS, wantsCertificate, withMethod } from './method-choice.ts'

describe('the methods of a connection in the editor', () => {
  it('are kept in the order of preference, in whatever order they are chosen', () => {
    expect(withMethod(['eap-tls'], 'ms-chap-v2', true)).toEqual(['ms-chap-v2', 'eap-tls'])
    expect(withMethod(['ms-chap-v2', 'eap-tls'], 'ms-chap-v2', false)).toEqual(['eap-tls'])
  })

  it('stand in front or behind, each in one place', () => {
    expect(['ms-chap-v2', 'pap', ...OTHER_METHODS]).toEqual(AUTH_METHODS)
  })

  it('bring the fields that they need', () => {
    const needs = AUTH_METHODS.map((method) => {
      const draft = { ...emptyDraft(), methods: [method] }
      const fields = [wantsCertificate(draft) && 'certificate', hasInnerTls(draft) && 'server inside']
      return `${method}: ${fields.filter(Boolean).join(', ') || 'nothing'}`
    })
    expect(needs).toEqual([
      'ms-chap-v2: nothing',
      'pap: nothing',
      'chap-md5: nothing',
      'eap-ms-chap-v2: nothing',
      'eap-tls: certificate, server inside',
      'peap-ms-chap-v2: server inside',
      'peap-eap-tls: certificate, server inside',
      'eap-ttls-pap: server inside',
      'eap-ttls-ms-chap-v2: server inside',
    ])
  })

  it('do not hide a certificate that is there', () => {
    expect(wantsCertificate({ ...emptyDraft(), certificate: 'PEM' })).toBe(true)
    expect(wantsCertificate({ ...emptyDraft(), clientCertificate: true })).toBe(true)
  })
})

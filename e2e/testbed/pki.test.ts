import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type LeafOptions, testPki } from './pki.ts'

async function make(options: Partial<LeafOptions> = {}) {
  const pki = await testPki()
  const leaf = new X509Certificate((await pki.leaf({ names: ['vpn.test', '192.0.2.1'], ...options })).cert)
  return { leaf, authority: new X509Certificate(pki.authority.cert) }
}

describe('the certificates of the testbed', () => {
  it('carry names and addresses, signed by the authority', async () => {
    const { leaf, authority } = await make()
    expect(leaf.subjectAltName).toBe('DNS:vpn.test, IP Address:192.0.2.1')
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(leaf.verify(authority.publicKey)).toBe(true)
  })

  it('have one of two kinds of key', async () => {
    expect((await make()).leaf.publicKey.asymmetricKeyType).toBe('rsa')
    expect((await make({ key: 'ecdsa' })).leaf.publicKey.asymmetricKeyType).toBe('ec')
  })

  it('are too old or too young', async () => {
    expect((await make({ validity: 'expired' })).leaf.validTo).toContain('2021')
    expect((await make({ validity: 'not-yet' })).leaf.validFrom).toContain('2047')
  })

  it('are signed by themselves, or made for another purpose', async () => {
    const { leaf, authority } = await make({ selfSigned: true })
    expect(leaf.verify(authority.publicKey)).toBe(false)
    expect(leaf.verify(leaf.publicKey)).toBe(true)
    expect((await make({ usage: 'client' })).leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
    expect((await make({ usage: 'none' })).leaf.keyUsage).toBeUndefined()
  })

  it('are made once for the same wish', async () => {
    expect((await make()).leaf.fingerprint256).toBe((await make()).leaf.fingerprint256)
  })
})

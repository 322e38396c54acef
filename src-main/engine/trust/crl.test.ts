import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { RevocationPki } from '../../../e2e/testbed/revocation-pki.ts'
import { revocationByLists } from './crl.ts'
import { joinRevocation, type Signed, signedBy } from './revocation.ts'

const DAY_MS = 24 * 60 * 60_000

let pki: RevocationPki
let good: Signed
let bad: Signed
let list: string
/** After all of it was signed. */
let now: number

const derOf = (pem: string) => new Uint8Array(new X509Certificate(pem).raw)

async function signedLeaf(name: string): Promise<Signed> {
  const { cert } = await pki.leaf(name)
  const found = signedBy(derOf(cert), derOf(pki.between))
  if (found === undefined) throw new Error(`${name} was not signed`)
  return found
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN X509 CRL-----', ...lines, '-----END X509 CRL-----', ''].join('\n')
}

const bytesOf = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')

beforeAll(async () => {
  pki = await RevocationPki.create()
  good = await signedLeaf('good')
  bad = await signedLeaf('bad')
  await pki.revoke('bad')
  list = await pki.list()
  now = Date.now()
}, 60_000)

describe('a revocation list says', () => {
  it('who is on it, since when, and that others are good', () => {
    expect(revocationByLists(list, good, now)).toEqual([{ state: 'good', by: 'crl' }])
    const [found] = revocationByLists(list, bad, now)
    if (found?.state !== 'revoked') throw new Error(found?.state)
    expect(Math.abs((found.since ?? 0) - now)).toBeLessThan(10 * 60_000)
  })

  it('for ever who is revoked, and for a while only who is not', () => {
    const later = now + 31 * DAY_MS
    expect(revocationByLists(list, bad, later)).toMatchObject([{ state: 'revoked' }])
    expect(revocationByLists(list, good, later)).toEqual([{ state: 'unknown', because: 'out-of-date' }])
    expect(revocationByLists(list, good, now - DAY_MS)).toEqual([
      { state: 'unknown', because: 'out-of-date' },
    ])
  })

  it('nothing about certificates of somebody else, also of one with the same name', async () => {
    const elsewhere = await RevocationPki.create()
    const sameName = await elsewhere.list()
    expect(revocationByLists(sameName, good, now)).toEqual([{ state: 'unknown', because: 'not-signed' }])
    const company = await RevocationPki.create(undefined, 'Company')
    const otherName = await company.list()
    expect(revocationByLists(otherName, good, now)).toEqual([{ state: 'unknown', because: 'not-for-this' }])
  })

  it('nothing good of a server when it is a list of authorities (RFC 5280 section 5.2.5)', async () => {
    const authorities = await pki.list(30, '-crlexts crl_authorities')
    expect(revocationByLists(authorities, good, now)).toEqual([{ state: 'unknown', because: 'not-for-this' }])
    expect(revocationByLists(authorities, bad, now)).toMatchObject([{ state: 'revoked' }])
  })

  it('more together with others, of which at most sixteen are read', async () => {
    const company = await (await RevocationPki.create(undefined, 'Company')).list()
    expect(joinRevocation(revocationByLists(company + list, bad, now)).state).toBe('revoked')
    expect(joinRevocation(revocationByLists(list + company, good, now)).state).toBe('good')
    expect(revocationByLists(company.repeat(16) + list, bad, now)).toHaveLength(16)
  })
})

describe('a revocation list that is none', () => {
  it('says nothing, whatever stands there', () => {
    expect(revocationByLists('', good, now)).toEqual([])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
        for (const { state } of revocationByLists(pemOf(bytes), good, now)) expect(state).toBe('unknown')
      }),
    )
  })

  it('because it was cut off, wherever, says nothing', () => {
    const bytes = bytesOf(list)
    for (let length = 0; length < bytes.length; length++)
      for (const { state } of revocationByLists(pemOf(bytes.subarray(0, length)), bad, now))
        expect(state).toBe('unknown')
  })

  it('any more, because a byte is another one, calls nobody good and nobody revoked', () => {
    const bytes = bytesOf(list)
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x55
      for (const { state } of revocationByLists(pemOf(changed), good, now)) expect(state).toBe('unknown')
    }
  })
})

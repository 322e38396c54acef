import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { RevocationPki } from '../../../e2e/testbed/revocation-pki.ts'
import { DerSequence, derElements, readDer } from './der.ts'
import { revocationByOcsp } from './ocsp.ts'
import { type Signed, signedBy } from './revocation.ts'

const DAY_MS = 24 * 60 * 60_000

let pki: RevocationPki
let signed: Signed
/** OpenSSL's own answer that the certificate is good. */
let good: Uint8Array
/** After all of it was signed. */
let now: number

async function signedLeaf(name: string): Promise<Signed> {
  const { cert } = await pki.leaf(name)
  const found = signedBy(derOf(cert), derOf(pki.between))
  if (found === undefined) throw new Error(`${name} was not signed`)
  return found
}

const derOf = (pem: string) => new Uint8Array(new X509Certificate(pem).raw)

/** Where in an answer the part is that its signature covers. */
function signedPart(answer: Uint8Array): { start: number; end: number } {
  const bytes = derElements(readDer(answer).value)[1]
  if (bytes === undefined) throw new Error('an answer without an answer')
  const envelope = new DerSequence(derElements(bytes.value)[0])
  envelope.take()
  const data = new DerSequence(readDer(envelope.take().value)).take().whole
  const start = data.byteOffset - answer.byteOffset
  return { start, end: start + data.length }
}

beforeAll(async () => {
  pki = await RevocationPki.create()
  signed = await signedLeaf('good')
  good = await pki.ocsp('good')
  now = Date.now()
}, 60_000)

describe('an OCSP answer says', () => {
  it('that a certificate is good', () =>
    expect(revocationByOcsp(good, signed, now)).toEqual({ state: 'good', by: 'ocsp' }))

  it('since when one is revoked, however old the answer is', async () => {
    const bad = await signedLeaf('bad')
    await pki.revoke('bad')
    const answer = await pki.ocsp('bad', 'between')
    for (const time of [now, now + 400 * DAY_MS]) {
      const found = revocationByOcsp(answer, bad, time)
      if (found.state !== 'revoked') throw new Error(found.state)
      expect(Math.abs((found.since ?? 0) - now)).toBeLessThan(10 * 60_000)
    }
  })

  it('nothing for ever, and nothing about the time before it', async () => {
    const answer = await pki.ocsp('good', 'between')
    for (const time of [now + 8 * DAY_MS, now - DAY_MS])
      expect(revocationByOcsp(answer, signed, time)).toEqual({ state: 'unknown', because: 'out-of-date' })
  })

  it('nothing about other certificates', async () => {
    const other = await signedLeaf('other')
    expect(revocationByOcsp(good, other, now)).toEqual({ state: 'unknown', because: 'not-for-this' })
  })

  it('nothing about one of the same number that somebody else has signed', async () => {
    const elsewhere = await RevocationPki.create()
    await elsewhere.leaf('same-number')
    const answer = await elsewhere.ocsp('same-number')
    expect(revocationByOcsp(answer, signed, now)).toEqual({ state: 'unknown', because: 'not-signed' })
  })
})

describe('an OCSP answer may be signed by', () => {
  it('the issuer itself', async () =>
    expect(revocationByOcsp(await pki.ocsp('good', 'between'), signed, now).state).toBe('good'))

  it('no other certificate of the issuer than one for answers (RFC 6960 section 4.2.2.2)', async () => {
    await pki.leaf('server', 'rsa')
    const answer = await pki.ocsp('good', 'server')
    expect(revocationByOcsp(answer, signed, now)).toEqual({ state: 'unknown', because: 'not-signed' })
  })

  it('one for answers only while it is valid itself', () => {
    // It lasts a year; the answer alone would already be out of date, which is another reason.
    expect(revocationByOcsp(good, signed, now + 400 * DAY_MS)).toEqual({
      state: 'unknown',
      because: 'not-signed',
    })
  })
})

describe('an OCSP answer that is none', () => {
  it('and whatever else a server staples, says nothing', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(revocationByOcsp(bytes, signed, now).state).toBe('unknown')
      }),
    ))

  it('because it was cut off, wherever, says nothing', () => {
    for (let length = 0; length < good.length; length++)
      expect(revocationByOcsp(good.subarray(0, length), signed, now).state).toBe('unknown')
  })

  it('any more, because a bit of what was signed is another one, says nothing', () => {
    const { start, end } = signedPart(good)
    for (let bit = start * 8; bit < end * 8; bit++) {
      const changed = Uint8Array.from(good)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(revocationByOcsp(changed, signed, now).state).toBe('unknown')
    }
  })

  it('any more, because some bytes are others, never revokes', () =>
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, bytes) => {
        const changed = Uint8Array.from(good)
        changed.set(bytes.subarray(0, good.length - at), at)
        expect(revocationByOcsp(changed, signed, now).state).not.toBe('revoked')
      }),
    ))
})

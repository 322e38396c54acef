import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateParts } from './certificate-parts.ts'
import { revocationByLists } from './crl.ts'
import { DerError, derElements, derOid, derTime, readDer, TAG } from './der.ts'
import { revocationByOcsp } from './ocsp.ts'
import { signedBy } from './revocation.ts'

const raw = (pem: string) => new Uint8Array(new X509Certificate(pem).raw)
const ROOT = raw(tls.rootCertificates[0] ?? '')
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  // Bytes that look like elements get further.
  fc
    .array(fc.constantFrom(0x30, 0x02, 0x03, 0x06, 0x80, 0x81, 0x82, 0xa0, 0x00, 0x01, 0x05, 0xff))
    .map((a) => Uint8Array.from(a)),
  // A real certificate with one byte changed gets furthest.
  fc.tuple(fc.nat(ROOT.length - 1), fc.nat(255)).map(([at, byte]) => ROOT.with(at, byte)),
)

/** Whatever it does with these bytes, it says so with `DerError` or not at all. */
function survives(read: () => unknown): void {
  try {
    read()
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause
  }
}

describe('DER', () => {
  it('is read without any other error, whatever the bytes are', () =>
    fc.assert(
      fc.property(bytes, (hostile) => {
        survives(() => derElements(hostile))
        survives(() => derOid(readDer(hostile)))
        survives(() => derTime(readDer(hostile)))
        survives(() => certificateParts(hostile))
      }),
      { numRuns: 2_000 },
    ))

  it('is taken apart and put together again', () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (contents) => {
        const encoded = Buffer.concat(contents.map((content) => element(TAG.OCTET_STRING, content)))
        expect(derElements(encoded).map(({ value }) => Buffer.from(value))).toEqual(
          contents.map((content) => Buffer.from(content)),
        )
      }),
    ))

  it.each([
    ['cut off', [0x30, 0x05, 0x00]],
    ['with an endless length', [0x30, 0x80, 0x00, 0x00]],
    ['with a length that is not the shortest', [0x04, 0x81, 0x01, 0x00]],
    ['with a tag of several bytes', [0x1f, 0x81, 0x00]],
  ])('is refused %s', (_, wrong) => expect(() => readDer(Uint8Array.from(wrong))).toThrow(DerError))

  it('has times of two kinds', () => {
    const time = (tag: number, text: string) => derTime(readDer(element(tag, Buffer.from(text))))
    expect(time(TAG.UTC_TIME, '491231235959Z')).toBe(Date.parse('2049-12-31T23:59:59Z'))
    expect(time(TAG.UTC_TIME, '500101000000Z')).toBe(Date.parse('1950-01-01T00:00:00Z'))
    expect(time(TAG.GENERALIZED_TIME, '20500101000000Z')).toBe(Date.parse('2050-01-01T00:00:00Z'))
    expect(() => time(TAG.UTC_TIME, '991301000000Z')).toThrow(DerError)
    expect(() => time(TAG.UTC_TIME, '2612312359Z')).toThrow(DerError)
  })

  it('has object identifiers as RFCs write them', () => {
    const oid = (hex: string) => derOid(readDer(element(TAG.OID, Buffer.from(hex, 'hex'))))
    expect(oid('2b06010505073001')).toBe('1.3.6.1.5.5.7.48.1')
    expect(oid('608648016503040201')).toBe('2.16.840.1.101.3.4.2.1')
  })
})

describe('the parts of a certificate', () => {
  it('are those that OpenSSL finds, for every authority that the runtime knows', () => {
    for (const pem of tls.rootCertificates) {
      const certificate = new X509Certificate(pem)
      const parts = certificateParts(new Uint8Array(certificate.raw))
      expect(Buffer.from(parts.serial).toString('hex').replace(/^00/, '')).toContain(
        certificate.serialNumber.toLowerCase().replace(/^0+/, ''),
      )
      expect(Buffer.from(parts.subject)).toEqual(Buffer.from(parts.issuer))
      const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
      expect(spki.includes(Buffer.from(parts.keyBits))).toBe(true)
    }
  })
})

it('hostile revocation lists and OCSP answers tell nothing, and break nothing', () => {
  const signed = signedBy(ROOT, ROOT)
  if (signed === undefined) throw new Error('the root did not sign itself')
  fc.assert(
    fc.property(bytes, (hostile) => {
      expect(revocationByOcsp(hostile, signed, Date.now()).state).toBe('unknown')
      const pem = `-----BEGIN X509 CRL-----\n${Buffer.from(hostile).toString('base64')}\n-----END X509 CRL-----`
      for (const { state } of revocationByLists(pem, signed, Date.now())) expect(state).toBe('unknown')
    }),
    { numRuns: 1_000 },
  )
})

function element(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  const head =
    length < 0x80
      ? [tag, length]
      : length < 256
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from(head), content])
}

import { type Der, DerError, DerSequence, derBits, derElements, derOid, readDer, TAG } from './der.ts'

/** The parts of a certificate (RFC 5280 section 4.1) that Node does not tell as they are. */
export interface CertificateParts {
  serial: Uint8Array
  /** Names in DER, which can be compared and hashed. */
  issuer: Uint8Array
  subject: Uint8Array
  /** The bits of the public key, without its algorithm. */
  keyBits: Uint8Array
  signatureAlgorithm: string
  /** Where the certificate of the issuer is, by HTTP. */
  issuerUrls: readonly string[]
}

const OID = { AUTHORITY_INFO: '1.3.6.1.5.5.7.1.1', CA_ISSUERS: '1.3.6.1.5.5.7.48.2' } as const
const CONTEXT = { VERSION: 0xa0, EXTENSIONS: 0xa3, URI: 0x86 } as const

/** More addresses than this help nobody. */
const MAX_URLS = 4

/** Throws `DerError` for what is no certificate. */
export function certificateParts(raw: Uint8Array): CertificateParts {
  const certificate = new DerSequence(readDer(raw))
  const tbs = new DerSequence(certificate.take(TAG.SEQUENCE))
  tbs.optional(CONTEXT.VERSION)
  const serial = tbs.take(TAG.INTEGER).value
  tbs.take(TAG.SEQUENCE)
  const issuer = tbs.take(TAG.SEQUENCE).whole
  tbs.take(TAG.SEQUENCE)
  const subject = tbs.take(TAG.SEQUENCE).whole
  const key = new DerSequence(tbs.take(TAG.SEQUENCE))
  key.take(TAG.SEQUENCE)
  const extensions = tbs.rest.find(({ tag }) => tag === CONTEXT.EXTENSIONS)
  return {
    serial,
    issuer,
    subject,
    keyBits: derBits(key.take()),
    signatureAlgorithm: derOid(new DerSequence(certificate.take(TAG.SEQUENCE)).take()),
    issuerUrls: extensions === undefined ? [] : issuerUrls(extensions),
  }
}

function issuerUrls(extensions: Der): string[] {
  const value = extensionValue(extensions, OID.AUTHORITY_INFO)
  if (value === undefined) return []
  const descriptions = new DerSequence(readDer(value)).rest
  return descriptions
    .flatMap((description) => {
      const [method, location] = derElements(description.value)
      if (method === undefined || location === undefined) throw new DerError('an address is missing')
      const isIssuer = derOid(method) === OID.CA_ISSUERS && location.tag === CONTEXT.URI
      return isIssuer ? [String.fromCharCode(...location.value.subarray(0, 1024))] : []
    })
    .filter((url) => /^http:\/\/[!-~]+$/i.test(url))
    .slice(0, MAX_URLS)
}

function extensionValue(extensions: Der, oid: string): Uint8Array | undefined {
  for (const extension of new DerSequence(derElements(extensions.value)[0]).rest) {
    const parts = new DerSequence(extension)
    if (derOid(parts.take()) !== oid) continue
    return parts.rest.find(({ tag }) => tag === TAG.OCTET_STRING)?.value
  }
  return undefined
}

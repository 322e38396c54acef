import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import type { RevocationGap } from '../../../src-shared/failure.ts'
import {
  type Der,
  DerError,
  DerSequence,
  derBits,
  derElements,
  derOid,
  derTime,
  readDer,
  TAG,
} from './der.ts'
import { isCurrent, type Revocation, type Signed, sameBytes } from './revocation.ts'
import { isSignedBy } from './signature.ts'

const OID = { BASIC: '1.3.6.1.5.5.7.48.1.1', SIGNING: '1.3.6.1.5.5.7.3.9' } as const

/** The hashes that name a certificate's issuer (RFC 6960 section 4.1.1). SHA-1 is no signature here. */
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

const CONTEXT = { FIRST: 0xa0, STATUS: { GOOD: 0x80, REVOKED: 0xa1 } } as const

/** What an OCSP answer (RFC 6960 section 4.2.1), stapled to the handshake, says about a certificate. */
export function revocationByOcsp(der: Uint8Array, signed: Signed, now: number): Revocation {
  try {
    const [status, bytes] = derElements(readDer(der).value)
    if (status?.tag !== TAG.ENUMERATED || status.value[0] !== 0 || bytes === undefined)
      return unknown('nothing-said')
    const envelope = new DerSequence(derElements(bytes.value)[0])
    if (derOid(envelope.take()) !== OID.BASIC) return unknown('unreadable')
    return byBasicAnswer(readDer(envelope.take(TAG.OCTET_STRING).value), signed, now)
  } catch (cause) {
    if (cause instanceof DerError) return unknown('unreadable')
    throw cause
  }
}

function byBasicAnswer(answer: Der, signed: Signed, now: number): Revocation {
  const basic = new DerSequence(answer)
  const data = basic.take(TAG.SEQUENCE)
  const algorithm = basic.take(TAG.SEQUENCE)
  const signature = derBits(basic.take())
  const certificates = basic.optional(CONTEXT.FIRST)
  const keys = [signed.issuer.publicKey, ...delegates(certificates, signed.issuer, now)]
  if (!keys.some((key) => isSignedBy(key, algorithm, data.whole, signature))) return unknown('not-signed')

  const fields = new DerSequence(data)
  fields.optional(CONTEXT.FIRST)
  fields.take()
  fields.take(TAG.GENERALIZED_TIME)
  for (const single of new DerSequence(fields.take(TAG.SEQUENCE)).rest) {
    const response = new DerSequence(single)
    if (isAbout(response.take(TAG.SEQUENCE), signed)) return byStatus(response, now)
  }
  return unknown('not-for-this')
}

function byStatus(response: DerSequence, now: number): Revocation {
  const status = response.take()
  if (status.tag === CONTEXT.STATUS.REVOKED) {
    const since = derElements(status.value)[0]
    return { state: 'revoked', by: 'ocsp', since: since === undefined ? undefined : derTime(since) }
  }
  if (status.tag !== CONTEXT.STATUS.GOOD) return unknown('nothing-said')
  const thisUpdate = derTime(response.take(TAG.GENERALIZED_TIME))
  const next = response.optional(CONTEXT.FIRST)
  const nextUpdate = next === undefined ? undefined : derTime(readDer(next.value))
  return isCurrent(thisUpdate, nextUpdate, now) ? { state: 'good', by: 'ocsp' } : unknown('out-of-date')
}

function isAbout(id: Der, { parts, issuerParts }: Signed): boolean {
  const fields = new DerSequence(id)
  const algorithm = HASHES[derOid(new DerSequence(fields.take(TAG.SEQUENCE)).take())]
  if (algorithm === undefined) return false
  const hash = (bytes: Uint8Array) => createHash(algorithm).update(bytes).digest()
  return (
    sameBytes(fields.take(TAG.OCTET_STRING).value, hash(parts.issuer)) &&
    sameBytes(fields.take(TAG.OCTET_STRING).value, hash(issuerParts.keyBits)) &&
    sameBytes(fields.take(TAG.INTEGER).value, parts.serial)
  )
}

/** Keys that the issuer lets answer in its place (RFC 6960 section 4.2.2.2). */
function delegates(certificates: Der | undefined, issuer: X509Certificate, now: number): KeyObject[] {
  if (certificates === undefined) return []
  return new DerSequence(derElements(certificates.value)[0]).rest.slice(0, 4).flatMap(({ whole }) => {
    try {
      const delegate = new X509Certificate(whole)
      const isNow = Date.parse(delegate.validFrom) <= now && now <= Date.parse(delegate.validTo)
      const may = delegate.keyUsage?.includes(OID.SIGNING) === true && isNow
      return may && delegate.verify(issuer.publicKey) ? [delegate.publicKey] : []
    } catch {
      // A certificate that cannot be read signs for nobody.
      return []
    }
  })
}

function unknown(because: RevocationGap): Revocation {
  return { state: 'unknown', because }
}

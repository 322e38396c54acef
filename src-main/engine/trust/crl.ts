import type { RevocationGap } from '../../../src-shared/failure.ts'
import { type Der, DerError, DerSequence, derBits, derElements, readDer, TAG } from './der.ts'
import { isCurrent, type Revocation, type Signed, sameBytes } from './revocation.ts'
import { isSignedBy } from './signature.ts'

const MAX_LISTS = 16

const CONTEXT_EXTENSIONS = 0xa0
const TRUE = 0xff

/** What revocation lists in PEM form (RFC 5280 section 5.1) say about a certificate. */
export function revocationByLists(pem: string, signed: Signed, now: number): Revocation[] {
  const lists = pem.match(/-----BEGIN X509 CRL-----[\s\S]+?-----END X509 CRL-----/g) ?? []
  return lists.slice(0, MAX_LISTS).map((list) => {
    const base64 = list.replace(/-----[^-]+-----/g, '')
    return byList(Buffer.from(base64, 'base64'), signed, now)
  })
}

function byList(der: Uint8Array, { parts, issuer }: Signed, now: number): Revocation {
  try {
    const list = new DerSequence(readDer(der))
    const tbs = list.take(TAG.SEQUENCE)
    const algorithm = list.take(TAG.SEQUENCE)
    const signature = derBits(list.take())
    const fields = new DerSequence(tbs)
    fields.optional(TAG.INTEGER)
    // RFC 5280 section 5.1.1.2: what stands outside of the signature must be what stands within.
    if (!sameBytes(fields.take(TAG.SEQUENCE).whole, algorithm.whole)) return unknown('unreadable')
    if (!sameBytes(fields.take(TAG.SEQUENCE).whole, parts.issuer)) return unknown('not-for-this')
    if (!isSignedBy(issuer.publicKey, algorithm, tbs.whole, signature)) return unknown('not-signed')
    const thisUpdate = fields.optionalTime()
    const nextUpdate = fields.optionalTime()
    if (thisUpdate === undefined) return unknown('unreadable')
    const entries = fields.optional(TAG.SEQUENCE)
    // Who is on an old list is still revoked; who is not may have been since.
    for (const entry of entries === undefined ? [] : new DerSequence(entries).rest) {
      const revoked = new DerSequence(entry)
      if (!sameBytes(revoked.take(TAG.INTEGER).value, parts.serial)) continue
      return { state: 'revoked', by: 'crl', since: revoked.optionalTime() }
    }
    // A part of a list, as deltas and lists for authorities alone are, says nothing about who is not on it.
    if (hasCriticalExtension(fields.optional(CONTEXT_EXTENSIONS))) return unknown('not-for-this')
    return isCurrent(thisUpdate, nextUpdate, now) ? { state: 'good', by: 'crl' } : unknown('out-of-date')
  } catch (cause) {
    if (cause instanceof DerError) return unknown('unreadable')
    throw cause
  }
}

/** RFC 5280 section 5.2: a list with such an extension, of which none is known here, must not be used to call anybody good. */
function hasCriticalExtension(extensions: Der | undefined): boolean {
  if (extensions === undefined) return false
  return new DerSequence(derElements(extensions.value)[0]).rest.some((extension) => {
    const parts = new DerSequence(extension)
    parts.take(TAG.OID)
    return parts.optional(TAG.BOOLEAN)?.value[0] === TRUE
  })
}

function unknown(because: RevocationGap): Revocation {
  return { state: 'unknown', because }
}

import { type KeyObject, verify } from 'node:crypto'
import { type Der, DerSequence, derOid } from './der.ts'

/** Algorithms of signatures that are safe enough to believe, with the name of their hash for Node; null has none. */
const HASHES: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
}

/** MD2, MD5 and SHA-1, with RSA, DSA and ECDSA: such signatures have been forged. */
const WEAK: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
  '1.3.14.3.2.29',
])

export function isWeakSignature(algorithm: string): boolean {
  return WEAK.has(algorithm)
}

/** True when the key made this signature in a way that is safe enough. RSA-PSS, which nobody uses here, is not known. */
export function isSignedBy(key: KeyObject, algorithm: Der, data: Uint8Array, signature: Uint8Array): boolean {
  const oid = derOid(new DerSequence(algorithm).take())
  const hash = HASHES[oid]
  if (hash === undefined) return false
  try {
    return verify(hash, data, key, signature)
  } catch {
    // A key of another kind than the algorithm wants.
    return false
  }
}

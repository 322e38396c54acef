import { createHmac, timingSafeEqual } from 'node:crypto'
import { DER, DerError, type DerValue, derContent, derInside, derNumber, derOid, derValues } from './der.ts'
import { decryptWith } from './pkcs12-cipher.ts'
import { KDF_FOR, MAX_KDF_ROUNDS, pkcs12Kdf } from './pkcs12-kdf.ts'
import { IdentityRefused } from './refused.ts'

const OID = {
  DATA: '2a864886f70d010701',
  ENCRYPTED_DATA: '2a864886f70d010706',
  KEY_BAG: '2a864886f70d010c0a0101',
  SHROUDED_KEY_BAG: '2a864886f70d010c0a0102',
  CERTIFICATE_BAG: '2a864886f70d010c0a0103',
} as const

const HASHES: Readonly<Record<string, string>> = {
  '2b0e03021a': 'sha1',
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}

/** What a PKCS#12 file holds: private keys as PKCS#8, certificates as DER. */
export interface Pkcs12Content {
  keys: Buffer[]
  certificates: Buffer[]
}

/** Reads a PKCS#12 file (RFC 7292), as Windows, browsers and OpenSSL export it. Throws `IdentityRefused`. */
export async function readPkcs12(bytes: Uint8Array, password: string): Promise<Pkcs12Content> {
  try {
    const [version, authenticated, mac] = derInside(derValues(bytes)[0])
    if (derNumber(version) !== 3) throw new IdentityRefused('unreadable')
    const safe = dataOf(authenticated)
    checkMac(mac, safe, password)
    const content: Pkcs12Content = { keys: [], certificates: [] }
    for (const info of derInside(derValues(safe)[0])) {
      const bags = await safeContents(info, password)
      for (const bag of derInside(derValues(bags)[0])) await takeBag(bag, password, content)
    }
    return content
  } catch (cause) {
    throw cause instanceof DerError ? new IdentityRefused('unreadable', { cause }) : cause
  }
}

/** The octets of a ContentInfo that is not encrypted. */
function dataOf(info: DerValue | undefined): Uint8Array {
  const [type, explicit] = derInside(info)
  // What is signed with a public key instead is not exported by anybody.
  if (derOid(type) !== OID.DATA) throw new IdentityRefused('unreadable')
  return derContent(derInside(explicit, DER.CONTEXT_0)[0], DER.OCTETS)
}

/** A wrong password is seen here; files without a code of a kind that we know are told by what they decrypt to. */
function checkMac(mac: DerValue | undefined, safe: Uint8Array, password: string): void {
  if (mac === undefined) return
  const [info, salt, rounds] = derInside(mac)
  const [algorithm, digest] = derInside(info)
  const hash = HASHES[derOid(derInside(algorithm)[0])]
  if (hash === undefined) return
  const count = rounds === undefined ? 1 : derNumber(rounds)
  if (count < 1 || count > MAX_KDF_ROUNDS) throw new IdentityRefused('unreadable')
  const expected = derContent(digest, DER.OCTETS)
  const from = { salt: derContent(salt, DER.OCTETS), rounds: count }
  const key = pkcs12Kdf(hash, password, from, KDF_FOR.MAC, expected.length)
  const actual = createHmac(hash, key).update(safe).digest()
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new IdentityRefused('wrong-password')
}

async function safeContents(info: DerValue, password: string): Promise<Uint8Array> {
  const [type, explicit] = derInside(info)
  if (derOid(type) !== OID.ENCRYPTED_DATA) return dataOf(info)
  const [, encrypted] = derInside(derInside(explicit, DER.CONTEXT_0)[0])
  const [, algorithm, ciphertext] = derInside(encrypted)
  // [0] IMPLICIT OCTET STRING
  return await decryptWith(algorithm, derContent(ciphertext, 0x80), password)
}

async function takeBag(bag: DerValue, password: string, content: Pkcs12Content): Promise<void> {
  const [type, explicit] = derInside(bag)
  const value = () => derValues(derContent(explicit, DER.CONTEXT_0))[0]
  switch (derOid(type)) {
    case OID.KEY_BAG:
      content.keys.push(Buffer.from(derContent(explicit, DER.CONTEXT_0)))
      return
    case OID.SHROUDED_KEY_BAG: {
      const [algorithm, ciphertext] = derInside(value())
      content.keys.push(await decryptWith(algorithm, derContent(ciphertext, DER.OCTETS), password))
      return
    }
    case OID.CERTIFICATE_BAG: {
      const [, certificate] = derInside(value())
      content.certificates.push(Buffer.from(derContent(derInside(certificate, DER.CONTEXT_0)[0], DER.OCTETS)))
      return
    }
    default:
    // Revocation lists and secrets of other programs.
  }
}

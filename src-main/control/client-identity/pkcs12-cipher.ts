import { createDecipheriv, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { DER, type DerValue, derContent, derInside, derNumber, derOid } from './der.ts'
import { KDF_FOR, MAX_KDF_ROUNDS, pkcs12Kdf } from './pkcs12-kdf.ts'
import { IdentityRefused } from './refused.ts'

const derive = promisify(pbkdf2)

/** Rounds of PBKDF2, which has a thread of its own: ten times what the most careful programs write. */
const MAX_PBKDF2_ROUNDS = 10_000_000

const OID = {
  PBES2: '2a864886f70d01050d',
  PBKDF2: '2a864886f70d01050c',
  SHA1_AND_3DES: '2a864886f70d010c0103',
} as const

/** HMACs of PBKDF2 (RFC 8018, appendix B.1). */
const PRF: Readonly<Record<string, string>> = {
  '2a864886f70d0207': 'sha1',
  '2a864886f70d0209': 'sha256',
  '2a864886f70d020a': 'sha384',
  '2a864886f70d020b': 'sha512',
}

/** Ciphers of PBES2 with the lengths of their keys (RFC 8018, appendix B.2). */
const CIPHERS: Readonly<Record<string, readonly [name: string, keyLength: number]>> = {
  '608648016503040102': ['aes-128-cbc', 16],
  '608648016503040116': ['aes-192-cbc', 24],
  '60864801650304012a': ['aes-256-cbc', 32],
  '2a864886f70d0307': ['des-ede3-cbc', 24],
}

/** What was encrypted with a password, as its AlgorithmIdentifier says. Throws `IdentityRefused`. */
export async function decryptWith(
  algorithm: DerValue | undefined,
  ciphertext: Uint8Array,
  password: string,
): Promise<Buffer> {
  const [oid, parameters] = derInside(algorithm)
  switch (derOid(oid)) {
    case OID.PBES2:
      return await decryptPbes2(parameters, ciphertext, password)
    case OID.SHA1_AND_3DES: {
      const [salt, rounds] = derInside(parameters)
      const from = { salt: derContent(salt, DER.OCTETS), rounds: limited(derNumber(rounds), MAX_KDF_ROUNDS) }
      const key = pkcs12Kdf('sha1', password, from, KDF_FOR.KEY, 24)
      const iv = pkcs12Kdf('sha1', password, from, KDF_FOR.IV, 8)
      return decipher('des-ede3-cbc', key, iv, ciphertext)
    }
    default:
      // RC2 and RC4 with keys of 40 bits, mostly.
      throw new IdentityRefused('old-encryption')
  }
}

async function decryptPbes2(
  parameters: DerValue | undefined,
  ciphertext: Uint8Array,
  password: string,
): Promise<Buffer> {
  const [kdf, scheme] = derInside(parameters)
  const [kdfOid, kdfParameters] = derInside(kdf)
  const [cipherOid, iv] = derInside(scheme)
  const [name, keyLength] = CIPHERS[derOid(cipherOid)] ?? []
  if (derOid(kdfOid) !== OID.PBKDF2 || name === undefined || keyLength === undefined)
    throw new IdentityRefused('unreadable')
  const [salt, rounds, ...rest] = derInside(kdfParameters)
  // Behind the rounds may stand the length of the key, and the function if it is not SHA-1.
  const prf = rest.find(({ tag }) => tag === DER.SEQUENCE)
  const hash = prf === undefined ? 'sha1' : PRF[derOid(derInside(prf)[0])]
  if (hash === undefined) throw new IdentityRefused('unreadable')
  const count = limited(derNumber(rounds), MAX_PBKDF2_ROUNDS)
  const key = await derive(password, derContent(salt, DER.OCTETS), count, keyLength, hash)
  return decipher(name, key, derContent(iv, DER.OCTETS), ciphertext)
}

function decipher(name: string, key: Buffer, iv: Uint8Array, ciphertext: Uint8Array): Buffer {
  try {
    const cipher = createDecipheriv(name, key, iv)
    return Buffer.concat([cipher.update(ciphertext), cipher.final()])
  } catch (cause) {
    // The padding of what a wrong key gives is wrong in nearly all cases.
    throw new IdentityRefused('wrong-password', { cause })
  }
}

function limited(rounds: number, most: number): number {
  if (rounds < 1 || rounds > most) throw new IdentityRefused('unreadable')
  return rounds
}

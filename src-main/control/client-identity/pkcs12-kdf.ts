import { createHash } from 'node:crypto'

/** What a derived value is for (RFC 7292, appendix B.3). */
export const KDF_FOR = { KEY: 1, IV: 2, MAC: 3 } as const

/** More rounds than programs write; each costs about a microsecond of the main process. */
export const MAX_KDF_ROUNDS = 1_000_000

/** Bytes of a block of the hash function. */
const BLOCK: Readonly<Record<string, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 }

/** The key derivation of PKCS#12 (RFC 7292, appendix B.2). The password is UTF-16 in it, with a zero at the end. */
export function pkcs12Kdf(
  hash: string,
  password: string,
  { salt, rounds }: { salt: Uint8Array; rounds: number },
  purpose: number,
  length: number,
): Buffer {
  const block = BLOCK[hash] ?? 64
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const input = Buffer.concat([filled(salt, block), filled(secret, block)])
  const parts: Buffer[] = []
  for (let have = 0; have < length; ) {
    let digest = createHash(hash).update(Buffer.alloc(block, purpose)).update(input).digest()
    for (let round = 1; round < rounds; round++) digest = createHash(hash).update(digest).digest()
    parts.push(digest)
    have += digest.length
    const addend = Buffer.alloc(block)
    for (let at = 0; at < block; at++) addend[at] = digest[at % digest.length] ?? 0
    for (let at = 0; at < input.length; at += block) addOne(input.subarray(at, at + block), addend)
  }
  return Buffer.concat(parts).subarray(0, length)
}

/** Repeated up to a whole number of blocks. */
function filled(bytes: Uint8Array, block: number): Buffer {
  const length = Math.ceil(bytes.length / block) * block
  return Buffer.from(Array.from({ length }, (_, at) => bytes[at % bytes.length] ?? 0))
}

/** `number + addend + 1` as big-endian numbers, in place; what does not fit is dropped. */
function addOne(number: Buffer, addend: Buffer): void {
  let carry = 1
  for (let at = number.length - 1; at >= 0; at--) {
    const sum = (number[at] ?? 0) + (addend[at] ?? 0) + carry
    number[at] = sum & 0xff
    carry = sum >> 8
  }
}

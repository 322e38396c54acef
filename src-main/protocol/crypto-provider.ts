/**
 * The cryptography that the protocol needs and does not implement itself. The engine backs it with the runtime's
 * OpenSSL or BoringSSL. MD4 and single DES are not here: neither library can be relied on to offer them, so they are
 * in `crypto/`.
 */
export interface CryptoProvider {
  /** For CHAP alone (RFC 1994 section 4.1). */
  md5(data: Uint8Array): Uint8Array
  sha1(data: Uint8Array): Uint8Array
  sha256(data: Uint8Array): Uint8Array
  hmacSha1(key: Uint8Array, data: Uint8Array): Uint8Array
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array
  /** Cryptographically strong random bytes. */
  randomBytes(length: number): Uint8Array
}

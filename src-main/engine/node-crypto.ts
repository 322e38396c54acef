import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { CryptoProvider } from '../protocol/crypto-provider.ts'

/** The protocol core's cryptography on the runtime's own library (OpenSSL in Node, BoringSSL in Electron). */
export const nodeCrypto: CryptoProvider = {
  md5: (data) => createHash('md5').update(data).digest(),
  sha1: (data) => createHash('sha1').update(data).digest(),
  sha256: (data) => createHash('sha256').update(data).digest(),
  hmacSha1: (key, data) => createHmac('sha1', key).update(data).digest(),
  hmacSha256: (key, data) => createHmac('sha256', key).update(data).digest(),
  randomBytes: (length) => randomBytes(length),
}

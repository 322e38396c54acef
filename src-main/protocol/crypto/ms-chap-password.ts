import { concat, utf16le, writeU32 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { desEncrypt } from './des.ts'
import { ntPasswordHash } from './ms-chap-keys.ts'
import { rc4 } from './rc4.ts'

/** Room for 256 characters of UTF-16, which is as long as a new password can be (RFC 2759 section 8.9). */
const PASSWORD_FIELD = 512
export const NEW_PASSWORD_MAX = PASSWORD_FIELD / 2

/** RFC 2759 section 8.9: the new password under the hash of the old one, 516 bytes, padded in front with chance. */
export function encryptNewPassword(
  crypto: CryptoProvider,
  { oldPassword, newPassword }: { oldPassword: string; newPassword: string },
): Uint8Array {
  const text = utf16le(newPassword)
  const length = new Uint8Array(4)
  // Little-endian, as Windows lays the structure out.
  writeU32(length, 0, text.length)
  const block = concat(crypto.randomBytes(PASSWORD_FIELD - text.length), text, length.reverse())
  return rc4(ntPasswordHash(oldPassword), block)
}

/** RFC 2759 sections 8.12 and 8.13: the hash of the old password under that of the new one, 16 bytes. */
export function encryptOldHash({
  oldPassword,
  newPassword,
}: {
  oldPassword: string
  newPassword: string
}): Uint8Array {
  const old = ntPasswordHash(oldPassword)
  const key = ntPasswordHash(newPassword)
  return concat(
    desEncrypt(key.subarray(0, 7), old.subarray(0, 8)),
    desEncrypt(key.subarray(7, 14), old.subarray(8, 16)),
  )
}

import { readFileSync } from 'node:fs'
import tls from 'node:tls'

/** Of TLS 1.3 (RFC 8446 appendix B.4) and, by OpenSSL's names, of TLS 1.2 (RFC 7905). */
const CHACHA20 = [
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
]

/**
 * The ciphers to offer, best first. With AES instructions AES-GCM is several times faster than ChaCha20, without them it is
 * the other way round. The runtime's list has AES first. Most servers decide for themselves; those that leave it to the
 * client get what suits the client.
 */
export function cipherOrder(aesIsFast: boolean, runtimes: string = tls.DEFAULT_CIPHERS): string {
  if (aesIsFast) return runtimes
  const others = runtimes.split(':').filter((name) => !CHACHA20.includes(name))
  return [...CHACHA20, ...others].join(':')
}

/** Whether this processor has instructions for AES. */
export function hasAesInstructions(): boolean {
  if (process.platform === 'linux') return listsAes(readFileSync('/proc/cpuinfo', 'utf8'))
  // Macs and PCs have had them for so long that only other architectures are in doubt.
  return process.arch === 'x64' || process.arch === 'arm64'
}

/** What the kernel calls "flags" on x86 and "Features" on ARM. */
export function listsAes(cpuinfo: string): boolean {
  return /^(?:flags|Features)\s*:.*\baes\b/m.test(cpuinfo)
}

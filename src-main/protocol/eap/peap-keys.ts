import { concat, utf8 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { EAP_TYPE } from './constants.ts'

/** Names and lengths of MS-PEAP section 3.1.5.5.2. */
const TUNNEL_KEY_PART = 40
const INNER_KEY_LENGTH = 32
const IPMK_LENGTH = 40
const CMK_LENGTH = 20
const COMPOUND_SESSION_KEY_LENGTH = 128

/** Only the second label has a zero at its end; Windows does so (MS-PEAP section 3.1.5.7). */
const BINDING_LABEL = utf8('Inner Methods Compound Keys')
const SESSION_LABEL = utf8('Session Key Generating Function\0')

export interface PeapKeys {
  /** Intermediate PEAP MAC Key, from which the session's keys come. */
  ipmk: Uint8Array
  /** Compound MAC Key, which signs the binding. */
  cmk: Uint8Array
}

/**
 * Ties the keys of the tunnel to those of the method inside it (MS-PEAP section 3.1.5.5.2.2).
 *
 * @param tunnelKey what the tunnel exports; the first 40 bytes count
 * @param innerKey what the inner method yields: its first 32 bytes, or as much as there is
 */
export function bindKeys(crypto: CryptoProvider, tunnelKey: Uint8Array, innerKey: Uint8Array): PeapKeys {
  const inner = new Uint8Array(INNER_KEY_LENGTH)
  inner.set(innerKey.subarray(0, INNER_KEY_LENGTH))
  const seed = concat(BINDING_LABEL, inner)
  const keys = prfPlus(crypto, tunnelKey.subarray(0, TUNNEL_KEY_PART), seed, IPMK_LENGTH + CMK_LENGTH)
  return { ipmk: keys.subarray(0, IPMK_LENGTH), cmk: keys.subarray(IPMK_LENGTH) }
}

/** The compound session key, whose first 64 bytes are the MSK (MS-PEAP section 3.1.5.7). */
export function compoundSessionKey(crypto: CryptoProvider, ipmk: Uint8Array): Uint8Array {
  return prfPlus(crypto, ipmk, SESSION_LABEL, COMPOUND_SESSION_KEY_LENGTH)
}

/** The MAC of a cryptobinding TLV whose MAC field is zero (MS-PEAP section 3.1.5.5.1). */
export function bindingMac(crypto: CryptoProvider, cmk: Uint8Array, tlv: Uint8Array): Uint8Array {
  return crypto.hmacSha1(cmk, concat(tlv, Uint8Array.of(EAP_TYPE.peap)))
}

/** PRF+ as MS-PEAP has it: a counter and two zero bytes behind the seed, each round fed with the one before. */
function prfPlus(crypto: CryptoProvider, key: Uint8Array, seed: Uint8Array, length: number): Uint8Array {
  let output: Uint8Array = new Uint8Array(0)
  let round: Uint8Array = new Uint8Array(0)
  for (let counter = 1; output.length < length; counter++) {
    round = crypto.hmacSha1(key, concat(round, seed, Uint8Array.of(counter, 0, 0)))
    output = concat(output, round)
  }
  return output.subarray(0, length)
}

import { concat, equal, utf8 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { HASH_FIELD_LENGTH } from './constants.ts'
import { decodeControl } from './decode.ts'
import { encodeControl } from './encode.ts'

/**
 * The crypto binding proves to the server that the one who authenticated inside the tunnel is the one who holds the
 * TLS connection, and that both saw the same server certificate (MS-SSTP sections 2.2.7 and 3.2.5.2).
 */
export type BindingHash = 'sha-1' | 'sha-256'

/** Bits of the Hash Protocol Bitmask (MS-SSTP section 2.2.6); CALL_CONNECTED carries exactly one of them. */
const HASH_BIT = { 'sha-1': 1, 'sha-256': 2 } as const satisfies Record<BindingHash, number>

/** Bytes of each hash's output. */
const HASH_LENGTH = { 'sha-1': 20, 'sha-256': 32 } as const satisfies Record<BindingHash, number>

/** Both Higher-Layer Authentication Key and compound MAC key are made from 32 bytes (MS-SSTP section 3.2.5.2). */
export const HLAK_LENGTH = 32

/** Where the compound MAC lies in CALL_CONNECTED; it is computed with zeros there. */
const COMPOUND_MAC_OFFSET = 80

/** MS-SSTP section 3.2.5.2.2, without a terminating zero. */
const CMK_SEED = utf8('SSTP inner method derived CMK')

/** The strongest hash of the mask, or undefined when we know none of them. SHA-256 is preferred as section 2.2.10 demands. */
export function chooseHash(hashes: number): BindingHash | undefined {
  if ((hashes & HASH_BIT['sha-256']) !== 0) return 'sha-256'
  if ((hashes & HASH_BIT['sha-1']) !== 0) return 'sha-1'
  return undefined
}

/** The hash of a certificate's DER, at the length of the hash. */
export function certificateHash(crypto: CryptoProvider, hash: BindingHash, der: Uint8Array): Uint8Array {
  return hash === 'sha-1' ? crypto.sha1(der) : crypto.sha256(der)
}

/**
 * The compound MAC key: one round of the PRF of MS-SSTP section 3.2.5.2.2, which is enough for either hash. The length
 * of the output takes part in little-endian order, unlike everything else in the protocol.
 */
export function compoundMacKey(crypto: CryptoProvider, hash: BindingHash, hlak: Uint8Array): Uint8Array {
  if (hlak.length !== HLAK_LENGTH) throw new RangeError(`a HLAK has ${HLAK_LENGTH} bytes, not ${hlak.length}`)
  return hmac(crypto, hash, hlak, concat(CMK_SEED, Uint8Array.of(HASH_LENGTH[hash], 0, 1)))
}

export interface BindingFacts {
  hash: BindingHash
  /** From CALL_CONNECT_ACK, 32 bytes. */
  nonce: Uint8Array
  /** Hash of the leaf certificate, at the length of the hash. */
  certificateHash: Uint8Array
  /** Higher-Layer Authentication Key, 32 bytes; zeros after PAP or no authentication. */
  hlak: Uint8Array
}

/** CALL_CONNECTED with its proof, header included: 112 bytes (MS-SSTP section 2.2.11). */
export function encodeCallConnected(crypto: CryptoProvider, facts: BindingFacts): Uint8Array {
  const { hash, nonce, hlak } = facts
  const packet = encodeControl({
    type: 'call-connected',
    hash: HASH_BIT[hash],
    nonce,
    certificateHash: padded(facts.certificateHash),
    compoundMac: new Uint8Array(HASH_FIELD_LENGTH),
  })
  packet.set(compoundMac(crypto, hash, hlak, packet), COMPOUND_MAC_OFFSET)
  return packet
}

/** What a server knows when CALL_CONNECTED arrives. */
export interface BindingExpectation {
  /** The mask that the server offered. */
  hashes: number
  nonce: Uint8Array
  certificateHashes: Readonly<Record<BindingHash, Uint8Array>>
  hlak: Uint8Array
}

export type BindingVerdict =
  | { accepted: true; hash: BindingHash }
  | { accepted: false; wrong: 'message' | 'hash' | 'nonce' | 'certificate' | 'mac' }

/**
 * Judges a whole CALL_CONNECTED packet as MS-SSTP section 3.3.5.2.3 demands of servers. Nothing in it is forgiven,
 * padding included: leniency here would let a man in the middle choose what is bound.
 */
export function verifyCallConnected(
  crypto: CryptoProvider,
  bytes: Uint8Array,
  expected: BindingExpectation,
): BindingVerdict {
  const packet = decodeControl(bytes)
  if (packet.type !== 'call-connected') return { accepted: false, wrong: 'message' }
  const hash = hashOfBit(packet.hash & expected.hashes, packet.hash)
  if (hash === undefined) return { accepted: false, wrong: 'hash' }
  if (!equal(packet.nonce, expected.nonce)) return { accepted: false, wrong: 'nonce' }
  if (!equal(packet.certificateHash, padded(expected.certificateHashes[hash]))) {
    return { accepted: false, wrong: 'certificate' }
  }
  const proof = encodeCallConnected(crypto, {
    hash,
    nonce: packet.nonce,
    certificateHash: expected.certificateHashes[hash],
    hlak: expected.hlak,
  })
  if (!equal(proof, bytes)) return { accepted: false, wrong: 'mac' }
  return { accepted: true, hash }
}

/** The hash whose bit is set, provided that it is the only one and the server offered it. */
function hashOfBit(offered: number, sent: number): BindingHash | undefined {
  if (offered !== sent) return undefined
  if (sent === HASH_BIT['sha-256']) return 'sha-256'
  if (sent === HASH_BIT['sha-1']) return 'sha-1'
  return undefined
}

function compoundMac(
  crypto: CryptoProvider,
  hash: BindingHash,
  hlak: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  return hmac(crypto, hash, compoundMacKey(crypto, hash, hlak), message)
}

function hmac(crypto: CryptoProvider, hash: BindingHash, key: Uint8Array, data: Uint8Array): Uint8Array {
  return hash === 'sha-1' ? crypto.hmacSha1(key, data) : crypto.hmacSha256(key, data)
}

/** Fills up to the room that MS-SSTP section 2.2.7 reserves for either hash. */
function padded(hash: Uint8Array): Uint8Array {
  return concat(hash, new Uint8Array(HASH_FIELD_LENGTH - hash.length))
}

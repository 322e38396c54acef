import { concat, toHex, utf8, utf16le } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { desEncrypt } from './des.ts'
import { md4 } from './md4.ts'

/** Both challenges of one MS-CHAPv2 round (16 bytes each) and the credentials, as the user typed them. */
export interface MsChapRound {
  authenticatorChallenge: Uint8Array
  peerChallenge: Uint8Array
  user: string
  password: string
}

/** The 128-bit MPPE start keys, named from the client's point of view, 16 bytes each. */
export interface MasterKeys {
  send: Uint8Array
  receive: Uint8Array
}

/** RFC 2759 section 8.7. */
const SERVER_SIGNING = utf8('Magic server to client signing constant')
const SERVER_SIGNING_AGAIN = utf8('Pad to make it do more than one iteration')

/** RFC 3079 section 3.4. The texts name the keys from the client's side. */
const MASTER_KEY = utf8('This is the MPPE Master Key')
const CLIENT_SENDS = utf8(
  'On the client side, this is the send key; on the server side, it is the receive key.',
)
const CLIENT_RECEIVES = utf8(
  'On the client side, this is the receive key; on the server side, it is the send key.',
)
const SHA_PAD_1 = new Uint8Array(40)
const SHA_PAD_2 = new Uint8Array(40).fill(0xf2)

/** RFC 2759 section 8.2, 8 bytes. A `DOMAIN\` in front of the user name does not take part in it. */
export function challengeHash(
  crypto: CryptoProvider,
  peerChallenge: Uint8Array,
  authenticatorChallenge: Uint8Array,
  user: string,
): Uint8Array {
  const name = user.slice(user.lastIndexOf('\\') + 1)
  return crypto.sha1(concat(peerChallenge, authenticatorChallenge, utf8(name))).subarray(0, 8)
}

/** RFC 2759 section 8.3, 16 bytes. */
export function ntPasswordHash(password: string): Uint8Array {
  return md4(utf16le(password))
}

/** RFC 2759 section 8.1: the client's 24-byte proof that it knows the password. */
export function ntResponse(crypto: CryptoProvider, round: MsChapRound): Uint8Array {
  const { peerChallenge, authenticatorChallenge, user, password } = round
  const challenge = challengeHash(crypto, peerChallenge, authenticatorChallenge, user)
  // RFC 2759 section 8.5: the hash is filled up with zeros to three DES keys.
  const keys = concat(ntPasswordHash(password), new Uint8Array(5))
  return concat(...[0, 7, 14].map((start) => desEncrypt(keys.subarray(start, start + 7), challenge)))
}

/**
 * RFC 2759 section 8.7: the server's proof that it knows the password, "S=" and 40 upper-case hex digits, as it must
 * stand at the beginning of the Success message.
 */
export function authenticatorResponse(
  crypto: CryptoProvider,
  round: MsChapRound & { ntResponse: Uint8Array },
): string {
  const { peerChallenge, authenticatorChallenge, user, password } = round
  const hashHash = md4(ntPasswordHash(password))
  const digest = crypto.sha1(concat(hashHash, round.ntResponse, SERVER_SIGNING))
  const challenge = challengeHash(crypto, peerChallenge, authenticatorChallenge, user)
  return `S=${toHex(crypto.sha1(concat(digest, challenge, SERVER_SIGNING_AGAIN))).toUpperCase()}`
}

/** RFC 3079 section 3.4, at full strength: SSTP never cuts these keys to 40 or 56 bits. */
export function masterKeys(
  crypto: CryptoProvider,
  { password, ntResponse }: { password: string; ntResponse: Uint8Array },
): MasterKeys {
  const hashHash = md4(ntPasswordHash(password))
  const master = crypto.sha1(concat(hashHash, ntResponse, MASTER_KEY)).subarray(0, 16)
  const startKey = (direction: Uint8Array) =>
    crypto.sha1(concat(master, SHA_PAD_1, direction, SHA_PAD_2)).subarray(0, 16)
  return { send: startKey(CLIENT_SENDS), receive: startKey(CLIENT_RECEIVES) }
}

/** The Higher-Layer Authentication Key that MS-CHAPv2 gives to the crypto binding, 32 bytes (MS-SSTP section 3.2.5.2). */
export function hlakFromMasterKeys({ send, receive }: MasterKeys): Uint8Array {
  return concat(send, receive)
}

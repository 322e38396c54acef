import { concat, equal, printable, utf8 } from '../../bytes.ts'
import {
  authenticatorResponse,
  hlakFromMasterKeys,
  type MsChapRound,
  masterKeys,
  ntResponse,
} from '../../crypto/ms-chap-keys.ts'
import { encryptNewPassword, encryptOldHash, NEW_PASSWORD_MAX } from '../../crypto/ms-chap-password.ts'
import type { CryptoProvider } from '../../crypto-provider.ts'
import { CHALLENGE_LENGTH, type Credentials } from './authenticator.ts'
import { challengeForChange } from './ms-chap-failure.ts'

/** `S=` and 40 hex digits, at the beginning of the Success message (RFC 2759 section 5). */
const AUTHENTICATOR_RESPONSE_LENGTH = 42

/** The Response's value: peer challenge, 8 reserved bytes, NT-Response, flags (RFC 2759 section 4). */
const RESERVED = new Uint8Array(8)

interface Round extends MsChapRound {
  ntResponse: Uint8Array
  /** Of the Challenge, so that a repeated one is told from a new one that happens to be alike. */
  identifier: number
  /** This round proves a new password, not the one that was typed. */
  changes: boolean
}

/**
 * What MS-CHAPv2 computes, whatever carries it: CHAP, EAP or a tunnel of TLS. The round that was answered last is the
 * one that the server's proof is held against.
 */
export class MsChapExchange {
  readonly #crypto: CryptoProvider
  readonly #credentials: Credentials
  #round: Round | undefined

  constructor(crypto: CryptoProvider, credentials: Credentials) {
    this.#crypto = crypto
    this.#credentials = credentials
  }

  get hasAnswered(): boolean {
    return this.#round !== undefined
  }

  /** The last proof was one of the new password. */
  get changedPassword(): boolean {
    return this.#round?.changes ?? false
  }

  /** The value of a Response, 49 bytes. A repeated challenge gets the same, so that a Success on its way still fits. */
  answer(authenticatorChallenge: Uint8Array, identifier: number): Uint8Array {
    const last = this.#round
    const isRepeated =
      last?.identifier === identifier && equal(last.authenticatorChallenge, authenticatorChallenge)
    const { password } = this.#credentials
    const { peerChallenge, ntResponse } = isRepeated
      ? last
      : this.#begin(authenticatorChallenge, { identifier, password, changes: false })
    return concat(peerChallenge, RESERVED, ntResponse, Uint8Array.of(0))
  }

  /** The HLAK, when this message proves that the server knows the password as well; undefined when it does not. */
  keyOfSuccess(message: Uint8Array): Uint8Array | undefined {
    const round = this.#round
    if (round === undefined) return undefined
    const proof = printable(message, AUTHENTICATOR_RESPONSE_LENGTH).toUpperCase()
    if (!equal(utf8(proof), utf8(authenticatorResponse(this.#crypto, round)))) return undefined
    return hlakFromMasterKeys(masterKeys(this.#crypto, round))
  }

  /**
   * What a Change-Password packet says behind its header (RFC 2759 section 7), when this Failure asks for one and the
   * user has chosen a new password that fits.
   */
  changePassword(failure: Uint8Array): Uint8Array | undefined {
    const { password: oldPassword, newPassword } = this.#credentials
    const challenge = challengeForChange(failure)
    if (challenge === undefined || newPassword === undefined || this.changedPassword) return undefined
    if (newPassword.length > NEW_PASSWORD_MAX) return undefined
    const { peerChallenge, ntResponse } = this.#begin(challenge, {
      identifier: -1,
      password: newPassword,
      changes: true,
    })
    const passwords = { oldPassword, newPassword }
    return concat(
      encryptNewPassword(this.#crypto, passwords),
      encryptOldHash(passwords),
      peerChallenge,
      RESERVED,
      ntResponse,
      Uint8Array.of(0, 0),
    )
  }

  #begin(authenticatorChallenge: Uint8Array, as: Pick<Round, 'identifier' | 'password' | 'changes'>): Round {
    const peerChallenge = this.#crypto.randomBytes(CHALLENGE_LENGTH)
    const round = { ...as, authenticatorChallenge, peerChallenge, user: this.#credentials.user }
    this.#round = { ...round, ntResponse: ntResponse(this.#crypto, round) }
    return this.#round
  }
}

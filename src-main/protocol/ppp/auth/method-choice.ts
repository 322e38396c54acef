import type { ProtocolFailure } from '../../errors.ts'
import { CAP } from '../constants.ts'
import type { Option } from '../option.ts'
import { type AuthMethod, nameMethod } from './method.ts'

/** What to do with the method that the server asks for. */
export type Verdict =
  | { type: 'accept'; method: AuthMethod | 'none' }
  | { type: 'suggest'; method: AuthMethod }
  | { type: 'fail'; failure: ProtocolFailure }

/**
 * Finds the authentication method that the server asks for and the profile allows. What the server asks for is accepted
 * when it is on the list; otherwise our methods are suggested in the list's order, the next one whenever the server
 * repeats a demand that was refused before. PAP hands the password over and leaves the crypto binding without a key, so
 * it needs a server whose identity was verified.
 */
export class MethodChoice {
  readonly #methods: readonly AuthMethod[]
  readonly #serverVerified: boolean
  readonly #acceptable: readonly AuthMethod[]
  /** What the server asked for in vain, and how often. */
  readonly #refused = new Map<string, number>()

  constructor(methods: readonly AuthMethod[], serverVerified: boolean) {
    this.#methods = methods
    this.#serverVerified = serverVerified
    this.#acceptable = methods.filter((method) => method !== 'pap' || serverVerified)
  }

  reset(): void {
    this.#refused.clear()
  }

  /** Judges the server's Authentication-Protocol option; call it only when a suggestion would really be sent. */
  judge(option: Option): Verdict {
    const offered = nameMethod(option)
    const accepted = this.#acceptable.find((method) => method === offered)
    if (accepted !== undefined) return { type: 'accept', method: accepted }
    const before = this.#refused.get(offered) ?? 0
    if (before > 0 || this.#refused.size < CAP.offeredMethods) this.#refused.set(offered, before + 1)
    if (before < this.#acceptable.length) return { type: 'suggest', method: this.#acceptable[before] }
    return { type: 'fail', failure: this.#nothingInCommon() }
  }

  /**
   * Judges a request without the option: the server wants no sign-in. That gives a zero HLAK, as PAP does, so nothing
   * but the certificate ties the server to its name.
   */
  judgeNone(): Verdict {
    if (this.#serverVerified) return { type: 'accept', method: 'none' }
    const detail = 'the server asks for no sign-in, and its identity was not verified'
    return { type: 'fail', failure: { code: 'link-not-agreed', detail } }
  }

  /** Why the server ended LCP, if it did so because none of its methods found approval (SoftEther does). */
  failureOfRefusals(): ProtocolFailure | undefined {
    return this.#refused.size > 0 ? this.#nothingInCommon() : undefined
  }

  #nothingInCommon(): ProtocolFailure {
    const papIsLeft = this.#refused.has('pap') || this.#acceptable.length === 0
    if (papIsLeft && this.#methods.includes('pap') && !this.#serverVerified) {
      return { code: 'pap-needs-verified-server' }
    }
    return { code: 'no-common-method', offered: [...this.#refused.keys()], accepted: [...this.#methods] }
  }
}

import type { ProtocolFailure } from '../../errors.ts'
import { CAP } from '../constants.ts'
import type { Option } from '../option.ts'
import { type AuthMethod, type LinkMethod, linkMethodOf, nameMethod } from './method.ts'

/** What to do with the method that the server asks for. */
export type Verdict =
  | { type: 'accept'; method: LinkMethod | 'none' }
  | { type: 'suggest'; method: LinkMethod }
  | { type: 'fail'; failure: ProtocolFailure }

/** Methods in which the server proves nothing, and which give no key. */
const NEEDS_VERIFIED: ReadonlySet<LinkMethod> = new Set(['pap', 'chap-md5'])

/**
 * Finds the authentication method that the server asks for and the profile allows. What the server asks for is accepted
 * when it is on the list; otherwise our methods are suggested in the list's order, the next one whenever the server
 * repeats a demand that was refused before. PAP hands the password over, CHAP with MD5 something to guess it from, and both
 * leave the crypto binding without a key, so they need a server whose identity was verified.
 */
export class MethodChoice {
  readonly #methods: readonly AuthMethod[]
  readonly #serverVerified: boolean
  readonly #acceptable: readonly LinkMethod[]
  /** What the server asked for in vain, and how often. */
  readonly #refused = new Map<string, number>()

  constructor(methods: readonly AuthMethod[], serverVerified: boolean) {
    this.#methods = methods
    this.#serverVerified = serverVerified
    const linkMethods = new Set(methods.map(linkMethodOf))
    this.#acceptable = [...linkMethods].filter((method) => serverVerified || !NEEDS_VERIFIED.has(method))
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
    return { type: 'fail', failure: { code: 'link-not-agreed', because: 'no-sign-in' } }
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

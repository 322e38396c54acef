import type { Credentials } from '../../src-shared/credentials.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { isSupportedMethod, linkMethodOf } from '../protocol/ppp/auth/method.ts'
import type { EngineEvent } from './messages.ts'

export interface SignInMemoryOptions {
  profile: Pick<Profile, 'signIn'>
  credentials: Credentials
  /** This server took a binding with a key of zeros when it was met before; a hint, which may be out of date. */
  zeroKey?: boolean
  onEvent: (event: EngineEvent) => void
  /** Asks the user for a new password in place of one that has expired; undefined when he does not want one. */
  askNewPassword?: (() => Promise<NewPassword | undefined>) | undefined
}

/** A new password, and another code where the first was used up to learn that it is needed. */
export type NewPassword = Required<Pick<Credentials, 'newPassword'>> & Pick<Credentials, 'oneTimeCode'>

/**
 * What the sessions of one tunnel have found out about signing in, from the first to the last. Whoever owns the tunnel
 * tells what an earlier run has learnt, and is told by `zero-key` what the next one should know.
 */
export class SignInMemory {
  readonly credentials: Credentials
  readonly #options: SignInMemoryOptions
  #oneTimeCode: string | undefined
  #newPassword: string | undefined
  #passwordChanged = false
  #method = ''
  #withoutEap = false
  #zeroKey: boolean
  /** What the owner knows. */
  #toldZeroKey: boolean

  constructor(options: SignInMemoryOptions) {
    const { credentials, zeroKey = false } = options
    this.credentials = credentials
    this.#options = options
    this.#oneTimeCode = credentials.oneTimeCode
    this.#newPassword = credentials.newPassword
    this.#zeroKey = zeroKey
    this.#toldZeroKey = zeroKey
  }

  /** EAP was of no use with this server, and the profile has something else. */
  get withoutEap(): boolean {
    return this.#withoutEap
  }

  /** For the next sign-in: a one-time code is in there once, and a password that was changed is the new one. */
  take(): Credentials & { zeroKey: boolean } {
    const { oneTimeCode: _code, newPassword: _password, ...rest } = this.credentials
    const [oneTimeCode, newPassword] = [this.#oneTimeCode, this.#newPassword]
    this.#oneTimeCode = undefined
    const changed = this.#passwordChanged && newPassword !== undefined
    return {
      ...rest,
      ...(changed && { password: newPassword }),
      ...(!changed && newPassword !== undefined && { newPassword }),
      ...(oneTimeCode !== undefined && { oneTimeCode }),
      zeroKey: this.#zeroKey,
    }
  }

  /**
   * The server has let us in by this method; whether it likes the binding is still to be seen. True when the binding is
   * made with zeros.
   */
  noteMethod(method: string): boolean {
    this.#method = method
    if (method !== METHOD_OF_ZEROS || !this.#zeroKey) return WITHOUT_KEY.has(method)
    const text = 'the binding of EAP-MSCHAPv2 uses a key of zeros, because this server refused the real one'
    this.#options.onEvent({ type: 'log', level: 'info', text })
    return true
  }

  notePasswordChanged(): void {
    this.#passwordChanged = true
  }

  /** IP is up, so the binding was accepted. */
  noteUp(): void {
    if (this.#method === METHOD_OF_ZEROS) this.#tellZeroKey()
  }

  /**
   * Runs a session, and once more when only that can tell: with the other key for the binding, because some Windows
   * servers expect zeros with EAP-MSCHAPv2 and may be mended one day, with the new password that the server demands, or
   * without EAP, because SoftEther offers what else it knows only to those who decline EAP before it begins. All belong to a server whose identity was verified, as every session's is before it signs in.
   */
  async withRetry(run: () => Promise<Failure | undefined>): Promise<Failure | undefined> {
    this.#method = ''
    const oneTimeCode = this.#oneTimeCode
    const failure = await run()
    if (failure?.code === 'no-common-method' && this.#isWorthLeavingEapOut(failure)) {
      this.#oneTimeCode = oneTimeCode
      return this.#runWithoutEap(run, failure)
    }
    if (failure?.code === 'sstp-binding-refused' && this.#method === METHOD_OF_ZEROS)
      return this.#withOtherKey(run)
    if (failure?.code !== 'password-expired' || failure.changeable !== true) return failure
    const answer = await this.#options.askNewPassword?.()
    if (answer === undefined) return failure
    this.#newPassword = answer.newPassword
    this.#oneTimeCode = answer.oneTimeCode
    return run()
  }

  async #withOtherKey(run: () => Promise<Failure | undefined>): Promise<Failure | undefined> {
    this.#zeroKey = !this.#zeroKey
    const text = this.#zeroKey
      ? 'the server refused the binding of EAP-MSCHAPv2; trying again with a key of zeros'
      : 'the server refused the binding with a key of zeros, which it took before; trying again with the real key'
    this.#options.onEvent({ type: 'log', level: 'warn', text })
    const failure = await run()
    if (failure?.code === 'sstp-binding-refused') {
      this.#zeroKey = false
      this.#tellZeroKey()
    }
    return failure
  }

  /** What was offered was offered inside EAP, where nobody asks for what the profile has besides. */
  #isWorthLeavingEapOut({ offered }: NoCommonMethod): boolean {
    const { methods } = this.#options.profile.signIn
    const hasOthers = methods.some((method) => isSupportedMethod(method) && linkMethodOf(method) !== 'eap')
    return (
      !this.#withoutEap && hasOthers && offered.length > 0 && offered.every((name) => INSIDE_EAP.test(name))
    )
  }

  async #runWithoutEap(
    run: () => Promise<Failure | undefined>,
    before: NoCommonMethod,
  ): Promise<Failure | undefined> {
    this.#withoutEap = true
    const text = `inside EAP the server offers ${before.offered.join(', ')} alone; trying again without EAP`
    this.#options.onEvent({ type: 'log', level: 'info', text })
    const failure = await run()
    if (failure?.code !== 'no-common-method') return failure
    this.#withoutEap = false
    return before
  }

  #tellZeroKey(): void {
    if (this.#zeroKey === this.#toldZeroKey) return
    this.#toldZeroKey = this.#zeroKey
    this.#options.onEvent({ type: 'zero-key', works: this.#zeroKey })
  }
}

type NoCommonMethod = Failure & { code: 'no-common-method' }

/** Names of methods that EAP carries, in contrast to EAP itself. */
const INSIDE_EAP = /^(eap-|peap)/

/** The one method whose key some servers do not know. */
const METHOD_OF_ZEROS = 'eap-ms-chap-v2'

/** Those that have none to begin with (MS-SSTP section 3.2.5.2.2). */
const WITHOUT_KEY: ReadonlySet<string> = new Set(['pap', 'chap-md5', 'none'])

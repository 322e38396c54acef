import type { ProtocolFailure } from '../errors.ts'

/** How a method reaches its surroundings. */
export interface EapMethodHooks {
  /** Answers the Request that is under way; `data` stands behind the type. At most once for each Request. */
  respond(data: Uint8Array): void
  failed(failure: ProtocolFailure): void
  passwordChanged(): void
  log(text: string): void
}

/** One EAP method on the side that signs in. It is asked and answers, now or when TLS has come so far. */
export interface EapMethod {
  readonly type: number
  /** How the profile calls what has happened here. */
  readonly name: string
  /** What a Request carries behind its type: a view, to be copied if it must outlive the call. */
  handleRequest(data: Uint8Array, identifier: number, now: number): void
  /** TLS has come further. */
  handleProgress(now: number): void
  /**
   * The Master Session Key, once the method has let both sides in as far as it is concerned; empty where it makes none.
   * An EAP Success means nothing before.
   */
  readonly key: Uint8Array | undefined
  /** What a wordless Failure of the server means in this method, where that is more than a refused sign-in. */
  readonly refusal?: ProtocolFailure | undefined
  close(): void
}

/** How to make a method that the profile allows. */
export interface EapMethodPlan {
  type: number
  create(hooks: EapMethodHooks): EapMethod
}

import type { LookupAddress } from 'node:dns'
import type { Failure } from '../../src-shared/failure.ts'

type Lookup = (host: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>

/** So long is waited for a name whose addresses are known already. */
const AGAIN_MS = 5_000

/** A name may have any number of addresses, and both the old and the new ones are tried. */
const MAX_ADDRESSES = 16

/**
 * Where a tunnel's server is. What was found once is dialled again without asking, because names may lead through the very tunnel
 * that is down; but when none of it answers, the server may have moved, and its name is asked for again before each attempt.
 */
export class ServerPlace {
  readonly #ask: Lookup
  readonly #againMs: number
  #known: readonly LookupAddress[] | undefined
  #isReached = false
  #isDoubted = false

  constructor(ask: Lookup, { againMs = AGAIN_MS } = {}) {
    this.#ask = ask
    this.#againMs = againMs
  }

  /** An attempt begins: what to dial without asking; undefined when `lookup` has to be asked. */
  begin(): readonly LookupAddress[] | undefined {
    this.#isReached = false
    return this.#isDoubted ? undefined : this.#known
  }

  get isKnown(): boolean {
    return this.#known !== undefined
  }

  /** The server answered at one of these. */
  found(addresses: readonly LookupAddress[]): void {
    this.#known = addresses
    this.#isReached = true
    this.#isDoubted = false
  }

  /** The attempt is over, and there is a way to the server. What we broke off ourselves says nothing about it. */
  ended(failure: Failure): void {
    if (!this.#isReached && failure.code !== 'connection-lost') this.#isDoubted = true
  }

  /** The addresses of its name, and those that were known before: a name server that is silent, or lies, takes nothing away. */
  readonly lookup: Lookup = async (host, signal) => {
    const known = this.#known
    if (known === undefined) return await this.#ask(host, signal)
    const within = AbortSignal.any([signal, AbortSignal.timeout(this.#againMs)])
    const fresh = await this.#ask(host, within).catch((cause: unknown) => {
      if (signal.aborted) throw cause
      return []
    })
    const old = known.filter(({ address }) => fresh.every((entry) => entry.address !== address))
    return [...fresh, ...old].slice(0, MAX_ADDRESSES)
  }
}

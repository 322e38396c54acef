import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { TunnelState } from '../../src-shared/tunnel-state.ts'
import { askPort80, judgeAnswer, type PortalFinding, suspicionOf } from './captive-portal.ts'
import { now } from './clock.ts'
import { PORTAL_SECONDS, type WayOut } from './way-out.ts'

const HTTP_PORT = 80

/** The sign-in page that stands between one tunnel and its server, if there is one. */
export class Portal {
  readonly #profile: Profile
  readonly #wayOut: WayOut
  readonly #warn: (text: string) => void
  #finding: PortalFinding | undefined
  #openUntil = 0

  constructor(profile: Profile, wayOut: WayOut, warn: (text: string) => void) {
    this.#profile = profile
    this.#wayOut = wayOut
    this.#warn = warn
  }

  get isFound(): boolean {
    return this.#finding !== undefined
  }

  get state(): TunnelState & { state: 'captive-portal' } {
    const openFor = Math.ceil((this.#openUntil - now()) / 1000)
    const url = this.#finding?.url
    return { state: 'captive-portal', ...(url !== undefined && { url }), ...(openFor > 0 && { openFor }) }
  }

  /** Looks for one after a failure that may come from it. */
  async look(failure: Failure, addresses: readonly string[], signal: AbortSignal): Promise<boolean> {
    const suspicion = suspicionOf(failure)
    const [address] = addresses
    this.#finding = undefined
    if (suspicion === 'none' || address === undefined) return false
    const localPort = await this.#wayOut.beforeConnect(address, HTTP_PORT)
    const answer = await askPort80(address, { localPort, signal })
    const { server, identity } = this.#profile
    const own = [server.host, identity.sni, identity.verifyName, ...addresses]
    this.#finding = judgeAnswer(answer, own.filter(Boolean), suspicion)
    return this.isFound
  }

  /** Lets the user, who asked for it, reach the page for five minutes. */
  async open(): Promise<boolean> {
    try {
      await this.#wayOut.openForPortal()
    } catch (cause) {
      this.#warn(`the way to the sign-in page stays shut: ${detailOf(cause)}`)
      return false
    }
    this.#openUntil = now() + PORTAL_SECONDS * 1000
    return true
  }

  /** The way is free for us, and is shut for everybody else. */
  async forget(): Promise<void> {
    const isOpen = this.#openUntil > now()
    this.#finding = undefined
    this.#openUntil = 0
    try {
      if (isOpen) await this.#wayOut.closeForPortal()
    } catch (cause) {
      this.#warn(`the way to the sign-in page stays open for some minutes: ${detailOf(cause)}`)
    }
  }
}

function detailOf(cause: unknown): string {
  return cause instanceof FailureError ? JSON.stringify(cause.failure) : String(cause)
}

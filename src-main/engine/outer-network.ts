import type { NetworkWatch } from '../netwatch/network-watch.ts'
import { type OuterRoute, sameRoute } from '../netwatch/route-answer.ts'

/** One end of the outer connection is ours, the other the server's. */
interface Outer {
  localAddress: string
  address: string
  route: OuterRoute | undefined
}

/** The network around the computer, as one tunnel sees it: whether there is a way to its server, and still the same one. */
export class OuterNetwork {
  readonly #watch: NetworkWatch | undefined
  #addresses: readonly string[] = []
  #outer: Outer | undefined

  /** Without a watch there is always a way, and nothing ever changes. */
  constructor(watch: NetworkWatch | undefined) {
    this.#watch = watch
  }

  /** Calls `onChange` after each change of the network, until `close`. */
  start(onChange: () => void): void {
    this.#watch?.start(onChange)
  }

  /** Where the server is, once that is known. */
  setServer(addresses: readonly string[]): void {
    this.#addresses = addresses
  }

  get server(): readonly string[] {
    return this.#addresses
  }

  /**
   * Whether there is a way to the server. For as long as nobody knows where it is, a default route is one; `hopeful` takes any
   * network, because the server may be in it, and a look-up tells.
   */
  async hasRoute({ hopeful = false } = {}): Promise<boolean> {
    if (this.#watch === undefined) return true
    if (this.#addresses.length > 0) return (await this.#watch.routeTo(this.#addresses)) !== undefined
    return (hopeful && this.#watch.hasNetwork()) || (await this.#watch.hasDefaultRoute())
  }

  /** An outer connection stands between these two addresses. */
  async connected(localAddress: string, address: string): Promise<void> {
    const outer: Outer = { localAddress, address, route: undefined }
    this.#outer = outer
    outer.route = await this.#watch?.routeTo([address])
  }

  disconnected(): void {
    this.#outer = undefined
  }

  /** Whether the outer connection cannot work any more: its own address is gone, or its packets leave another way now. */
  async isCutOff(): Promise<boolean> {
    const outer = this.#outer
    if (outer === undefined || this.#watch === undefined) return false
    if (!this.#watch.hasAddress(outer.localAddress)) return true
    const route = await this.#watch.routeTo([outer.address])
    return route !== undefined && outer.route !== undefined && !sameRoute(route, outer.route)
  }

  close(): void {
    this.#watch?.close()
  }
}

import type { NetworkWatch } from '../netwatch/network-watch.ts'
import { type OuterRoute, sameRoute } from '../netwatch/route-answer.ts'

/** One end of the outer connection is ours, the other the server's. */
interface Outer {
  localAddress: string
  address: string
  /** Unknown until the tunnel is up. */
  route: OuterRoute | undefined
}

/** The network around the computer, as one tunnel sees it: whether there is a way to its server, and still the same one. */
export class OuterNetwork {
  readonly #watch: NetworkWatch | undefined
  #addresses: readonly string[] = []
  /** Where a server answered last. The routes of a tunnel lead past it, and perhaps not past others that are tried after it. */
  #answered: string | undefined
  #outer: Outer | undefined
  /** Still being looked up, perhaps: a change that comes meanwhile waits for what it is to be compared with. */
  #dialRoute: Promise<OuterRoute | undefined> | undefined

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
    const servers = this.#answered === undefined ? this.#addresses : [this.#answered, ...this.#addresses]
    if (servers.length > 0) return (await this.#watch.routeTo(servers)) !== undefined
    return (hopeful && this.#watch.hasNetwork()) || (await this.#watch.hasDefaultRoute())
  }

  /** A connection to a server that was reached before is under way. */
  async dialling(): Promise<void> {
    this.#outer = undefined
    this.#dialRoute = this.#watch?.routeTo(this.#addresses)
    await this.#dialRoute
  }

  /** An outer connection stands between these two addresses. */
  connected(localAddress: string, address: string): void {
    this.#outer = { localAddress, address, route: undefined }
    this.#answered = address
  }

  /** The tunnel is up: nobody waits any more for the moment that it takes to ask which way its packets leave. */
  async settled(): Promise<void> {
    const outer = this.#outer
    if (outer !== undefined) outer.route = await this.#watch?.routeTo([outer.address])
  }

  disconnected(): void {
    this.#outer = undefined
    this.#dialRoute = undefined
  }

  /** Whether the outer connection cannot work any more: its own address is gone, or its packets leave another way now. */
  async isCutOff(): Promise<boolean> {
    const [watch, outer] = [this.#watch, this.#outer]
    if (watch === undefined) return false
    if (outer !== undefined && !watch.hasAddress(outer.localAddress)) return true
    const before = outer?.route ?? (await this.#dialRoute)
    if (before === undefined) return false
    const route = await watch.routeTo(outer === undefined ? this.#addresses : [outer.address])
    return route !== undefined && !sameRoute(route, before)
  }

  close(): void {
    this.#watch?.close()
  }
}

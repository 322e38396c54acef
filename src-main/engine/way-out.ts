import { randomInt } from 'node:crypto'
import type { LookupAddress } from 'node:dns'
import type { NetworkConfig, NetworkSetup } from '../netsetup/network-setup.ts'
import { nameServers, nameServersOutside } from './name-servers.ts'
import { ownLookup } from './own-lookup.ts'
import { resolve } from './resolve.ts'

/** Above the ports that Linux gives to other programs by itself, so that these are seldom taken. */
const PORTS = { FIRST: 61_000, LAST: 65_535 } as const

/** How long the web is let through for a sign-in page, in seconds. */
export const PORTAL_SECONDS = 300

export interface WayOutOptions {
  networkSetup: NetworkSetup
  /** The tunnel's kill switch: with it, and the local networks kept or not. */
  killSwitch: boolean
  lan: boolean
  /** Whether something else blocks this computer. */
  isBlocked: () => boolean
}

/** How a tunnel's own packets leave this computer while nothing else may. */
export class WayOut {
  readonly #options: WayOutOptions
  #raised = false
  /** What the host's network was made to look like last. */
  #config: NetworkConfig | undefined
  /** Whom this computer asked for names when nothing led into the tunnel. */
  #nameServers: string[] = []

  constructor(options: WayOutOptions) {
    this.#options = options
  }

  /** Whether our own block stands. */
  get raised(): boolean {
    return this.#raised
  }

  /** The same set-up; what it makes the host look like is remembered here. */
  noting(networkSetup: NetworkSetup): Pick<NetworkSetup, 'apply'> {
    return {
      apply: async (config) => {
        await networkSetup.apply(config)
        this.#config = config
      },
    }
  }

  /** Before the first packet of all: raises the block if the profile wants one. Rejects with `FailureError`. */
  async raise(): Promise<void> {
    const { networkSetup, killSwitch, lan } = this.#options
    if (!killSwitch) return
    await networkSetup.block({ lan })
    this.#raised = true
  }

  /**
   * The operating system's resolver is another program: its questions do not pass a block, and go into a tunnel that is down.
   * Ours do neither.
   */
  readonly lookup = async (host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> => {
    const allow = (address: string, port: number) => this.#allow('udp', address, port)
    if (this.#leadsInside) {
      const inside = this.#config?.dns.servers ?? []
      const servers = nameServersOutside({ inside, before: this.#nameServers })
      return await ownLookup(host, signal, allow, { servers })
    }
    this.#nameServers = nameServers()
    return this.#raised || this.#options.isBlocked()
      ? await ownLookup(host, signal, allow, { servers: this.#nameServers })
      : await resolve(host, signal)
  }

  /** Chooses the port that a connection to the server comes from, and lets exactly that connection pass. */
  readonly beforeConnect = (address: string, port: number): Promise<number> =>
    this.#allow('tcp', address, port)

  /**
   * Lets the user reach a sign-in page for five minutes, in a computer that is blocked or has the routes of a tunnel that is down.
   * Rejects with `FailureError`.
   */
  async openForPortal(): Promise<void> {
    const { networkSetup } = this.#options
    const config = this.#config
    if (config !== undefined && this.#leadsInside) {
      const opened = {
        ...config,
        routing: { ...config.routing, mode: 'none' as const },
        dns: { servers: [], domains: [] },
      }
      await networkSetup.apply(opened)
      this.#config = opened
    }
    if (this.#raised) await networkSetup.openForPortal(PORTAL_SECONDS)
  }

  /** The user has what he wanted to reach: what is left of the five minutes is not waited for. */
  async closeForPortal(): Promise<void> {
    if (this.#raised) await this.#options.networkSetup.openForPortal(1)
  }

  /** Whether routes, and with them questions for names, lead into the tunnel, be it up or down. */
  get #leadsInside(): boolean {
    return this.#config !== undefined && this.#config.routing.mode !== 'none'
  }

  async #allow(protocol: 'tcp' | 'udp', address: string, port: number): Promise<number> {
    const localPort = randomInt(PORTS.FIRST, PORTS.LAST + 1)
    await this.#options.networkSetup.allowDial({ protocol, address, port, localPort })
    return localPort
  }
}

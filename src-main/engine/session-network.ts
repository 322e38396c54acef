import type { Profile } from '../../src-shared/profile.ts'
import type { NetworkConfig, NetworkSetup } from '../netsetup/network-setup.ts'
import { InnerNetwork, type InnerNetworkOptions, type Learnt } from './inner-network.ts'
import { checkNames, type NameCheck } from './name-check.ts'
import { type AppliedNetwork, type GrantedNetwork, networkConfigFor, withLearnt } from './network-config.ts'
import { isRealDevice } from './real-device.ts'

export interface SessionNetworkOptions extends Pick<InnerNetworkOptions, 'learnt' | 'send' | 'log'> {
  profile: Profile
  tun: { name: string }
  networkSetup: Pick<NetworkSetup, 'apply'>
  /** False leaves routes and DNS alone. */
  routes: boolean
  serverAddresses: readonly string[]
  onLearnt: (learnt: Learnt) => void
  /** The host matches what the server granted; packets may flow. */
  onUp: (config: NetworkConfig) => void
  /** More is known, and the host matches that, too. */
  onChanged: (network: AppliedNetwork) => void
  onFailed: (cause: unknown) => void
}

/** Keeps the host's network as one session's server wants it: what PPP granted, then what is learnt inside the tunnel. */
export class SessionNetwork {
  readonly #options: SessionNetworkOptions
  readonly #inner: InnerNetwork
  #granted: GrantedNetwork | undefined
  #isUp = false
  #applied: Promise<void> = Promise.resolve()
  /** The latest configuration that names are looked into for. */
  #checked: NetworkConfig | undefined

  constructor(options: SessionNetworkOptions) {
    this.#options = options
    this.#inner = new InnerNetwork({
      ...options,
      onLearnt: (learnt) => {
        options.onLearnt(learnt)
        if (!this.#isUp) return
        void this.#apply((config) => {
          options.onChanged(config)
          void this.#checkNames(config)
        })
      },
    })
  }

  get isUp(): boolean {
    return this.#granted !== undefined
  }

  /** True when IPV6CP is open, so that packets of IPv6 may be sent. */
  get carriesIpv6(): boolean {
    return this.#inner.carriesIpv6
  }

  /** PPP has agreed on addresses. */
  up(granted: GrantedNetwork): void {
    this.#granted = granted
    void this.#apply((config) => {
      this.#isUp = true
      this.#options.onUp(config)
      this.#inner.start(granted)
      void this.#checkNames(config)
    })
  }

  setIpv6(interfaceId: Uint8Array | undefined): void {
    this.#inner.setIpv6(interfaceId)
  }

  /** True when a packet from the server was an answer to a question of ours. */
  take(buffer: Uint8Array, start: number, end: number): boolean {
    return this.#inner.take(buffer, start, end)
  }

  /** The link is negotiated anew, or over. The host's network stays as it is; who closes the set-up restores it. */
  down(): void {
    this.#granted = undefined
    this.#isUp = false
    this.#inner.stop()
  }

  /** Whether names really go through the tunnel is found out when everything stands, and told as a new fact. */
  async #checkNames(config: NetworkConfig): Promise<void> {
    const { profile, tun, log, onChanged } = this.#options
    const granted = this.#granted
    if (!isRealDevice(tun.name) || config.routing.mode === 'none') return
    this.#checked = config
    const { address, address6 } = config
    const { throughTunnel, level, text } = await checkNames({
      device: tun.name,
      addresses: [address, ...(address6 === undefined ? [] : [address6.address])],
      domains: config.dns.domains,
    }).catch(
      // Whatever it is that cannot be found out, the connection itself has nothing to do with it.
      (cause: unknown): NameCheck => ({
        level: 'warn',
        text: `names could not be checked: ${String(cause)}`,
      }),
    )
    if (granted === undefined || this.#granted !== granted || this.#checked !== config) return
    // A profile that leaves names alone means it.
    log(profile.dns.mode === 'none' ? 'info' : level, text)
    if (throughTunnel !== undefined) onChanged({ ...config, dnsThroughTunnel: throughTunnel })
  }

  /** One change after the other. Whatever became outdated while the helper worked is not told. */
  async #apply(done: (config: NetworkConfig) => void): Promise<void> {
    const { profile, networkSetup, routes, serverAddresses, onFailed } = this.#options
    const granted = this.#granted
    if (granted === undefined) return
    const wanted = withLearnt(granted, this.#inner.learnt)
    const config = networkConfigFor(profile, wanted, serverAddresses, routes)
    const applied = this.#applied.then(() => networkSetup.apply(config))
    this.#applied = applied.catch(() => undefined)
    try {
      await applied
    } catch (cause) {
      onFailed(cause)
      return
    }
    if (this.#granted === granted) done(config)
  }
}

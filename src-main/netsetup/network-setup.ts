/** What the host's network must look like while the tunnel is up: plain data, decided by `linux-plan` and its kin. */
export interface NetworkConfig {
  /** Our IPv4 address in the tunnel. */
  address: string
  /** The server's address in the tunnel, for a point-to-point link; absent when the server told none. */
  peer?: string
  /** Our IPv6 address in the tunnel, when the server has IPv6. */
  address6?: { address: string; prefixLength: number }
  mtu: number
  /** Addresses (v4 or v6) that the outer TCP connection uses and that must never be routed into the tunnel. */
  serverAddresses: readonly string[]
  routing: {
    mode: 'all' | 'only' | 'except' | 'none'
    networks: readonly string[]
    /** In mode `only`: networks that the server announced. The host's own networks come before them. */
    announced?: readonly string[]
    /** Private networks around the host stay reachable beside a full tunnel. */
    lan: boolean
    /** What a full tunnel does with IPv6: carry it, block it, or leave it where it was. */
    ipv6: 'tunnel' | 'block' | 'leave'
  }
  /** Empty `servers` leaves the host's resolvers alone. `domains` empty means: all names. */
  dns: { servers: readonly string[]; domains: readonly string[] }
  /** Nothing leaves beside the tunnel, also while it is down: the block goes up before everything else and down last. */
  killSwitch: boolean
}

/** One outer connection, so exactly described that nothing else fits: to one port of one address, from one port of ours. */
export interface Dial {
  protocol: 'tcp' | 'udp'
  address: string
  port: number
  /** The port that the socket is bound to before it connects. */
  localPort: number
}

export interface BlockOptions {
  /** Private networks and multicast stay reachable; never their name servers. */
  lan: boolean
  /** The block also stays when the user disconnects, and comes back after a restart of the computer. */
  lockdown?: boolean
}

export interface CloseOptions {
  /** Leaves this client's block standing, because the connection was lost for good and nobody has agreed to go on without. */
  keepBlock?: boolean
}

/**
 * The only way to change the host's network. One executor stands behind it on each system; it outlives single
 * attempts, so that routes stay while the tunnel reconnects.
 */
export interface NetworkSetup {
  /**
   * Starts the privileged helper (which may ask the user for permission), heals what a crashed run left, and creates
   * the TUN device for `owner` (a uid). Resolves to the device's name. Rejects with `FailureError`.
   */
  open(owner: number): Promise<string>

  /** Makes the host match `config`. May be called again with another one. Rejects with `FailureError`. */
  apply(config: NetworkConfig): Promise<void>

  /**
   * Raises the block, after `open` and before the first packet to the server: from then on nothing leaves but through the
   * tunnel, and by `allowDial`. It stays when this process, the helper or `apply` fails. May be repeated to change the options.
   */
  block(options: BlockOptions): Promise<void>

  /** Takes back this client's wish for a block; lockdown is over with it. */
  unblock(): Promise<void>

  /**
   * Lets one outer connection of our own user pass the block: this client's, and any that another client raises later. Harmless
   * without one.
   */
  allowDial(dial: Dial): Promise<void>

  /**
   * Lets our user reach the web, and everybody name servers, for so long (1 to 600 s), for a sign-in page; the kernel itself ends
   * it. Routes are another matter: while those of a full tunnel stand, `apply` one with the mode `none` before.
   */
  openForPortal(seconds: number): Promise<void>

  /**
   * Undoes everything and ends the helper; the block, too, except in lockdown or when it shall be kept. Idempotent; never
   * rejects for something that is already gone.
   */
  close(options?: CloseOptions): Promise<void>

  /** Called when the helper dies although nobody closed it. */
  onLost(callback: () => void): void
}

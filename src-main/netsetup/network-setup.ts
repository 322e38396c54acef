/** What the host's network must look like while the tunnel is up: plain data, decided by `linux-plan` and its kin. */
export interface NetworkConfig {
  /** Our IPv4 address in the tunnel. */
  address: string
  /** The server's address in the tunnel, for a point-to-point link; absent when the server told none. */
  peer?: string
  mtu: number
  /** Addresses (v4 or v6) that the outer TCP connection uses and that must never be routed into the tunnel. */
  serverAddresses: readonly string[]
  routing: { mode: 'all' | 'only' | 'except' | 'none'; networks: readonly string[] }
  /** Empty `servers` leaves the host's resolvers alone. `domains` empty means: all names. */
  dns: { servers: readonly string[]; domains: readonly string[] }
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

  /** Undoes everything and ends the helper. Idempotent; never rejects for something that is already gone. */
  close(): Promise<void>

  /** Called when the helper dies although nobody closed it. */
  onLost(callback: () => void): void
}

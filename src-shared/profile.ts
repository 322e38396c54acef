/** Ways to prove who the user is, by their names in a `.sstp` file. */
export const AUTH_METHODS = ['ms-chap-v2', 'pap'] as const
export type AuthMethod = (typeof AUTH_METHODS)[number]

/** PAP is left out: it hands the password itself to the server and makes the crypto binding worthless. */
export const DEFAULT_AUTH_METHODS: readonly AuthMethod[] = ['ms-chap-v2']

/**
 * One connection as the user described it, complete: the reader of the file format has filled in every default.
 * It never holds a password.
 */
export interface Profile {
  name: string
  server: { host: string; port: number }
  signIn: { user?: string; methods: readonly AuthMethod[] }
  identity: {
    /** The name that the certificate must carry. */
    verifyName: string
    /** The name sent in TLS; empty sends none. */
    sni: string
    /** PEM certificates that are trusted in addition to the system's. */
    ca?: string
    /** SHA-256 of acceptable leaf certificates, 64 lower-case hex digits each. */
    pinSha256: readonly string[]
  }
  routing: {
    mode: 'all' | 'only' | 'except'
    networks: readonly string[]
    /** Private networks around the computer stay reachable beside a full tunnel. */
    lan: boolean
    /** What becomes of IPv6 while everything goes through the tunnel and the server has none. */
    ipv6: 'block' | 'leave'
    /** In mode `only`: networks that the server announces go through the tunnel as well. */
    serverRoutes: boolean
  }
  dns: { mode: 'server' | 'custom' | 'none'; servers: readonly string[]; domains: readonly string[] }
  link: { mtu: number | 'auto'; reconnect: boolean }
  /** The kill switch: nothing leaves the computer beside the tunnel, also while it is down. */
  protection: { killSwitch: boolean }
}

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
  routing: { mode: 'all' | 'only' | 'except'; networks: readonly string[] }
  dns: { mode: 'server' | 'custom' | 'none'; servers: readonly string[]; domains: readonly string[] }
  link: { mtu: number | 'auto'; reconnect: boolean }
}

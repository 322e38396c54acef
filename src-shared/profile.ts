/**
 * Ways to prove who the user is, by their names in a `.sstp` file; best known and safest first. Which of them this version
 * can do is said in `protocol/ppp/auth/method.ts` alone.
 */
export const AUTH_METHODS = [
  'ms-chap-v2',
  'pap',
  'chap-md5',
  'eap-ms-chap-v2',
  'eap-tls',
  'peap-ms-chap-v2',
  'peap-eap-tls',
  'eap-ttls-pap',
  'eap-ttls-ms-chap-v2',
] as const
export type AuthMethod = (typeof AUTH_METHODS)[number]

/** PAP is left out: it hands the password itself to the server and makes the crypto binding worthless. */
export const DEFAULT_AUTH_METHODS: readonly AuthMethod[] = ['ms-chap-v2']

/** What becomes of a code that is asked for beside the password, and never kept. */
export const ONE_TIME_CODES = ['none', 'append', 'challenge'] as const

/** What happens when nobody can tell whether a certificate was revoked: go on and say so, refuse, or do not even look. */
export const REVOCATION_MODES = ['soft', 'hard', 'off'] as const

export const PROXY_MODES = ['system', 'none', 'manual', 'pac'] as const
export type ProxyMode = (typeof PROXY_MODES)[number]

export interface ServerPlace {
  host: string
  port: number
}

/**
 * One connection as the user described it, complete: the reader of the file format has filled in every default.
 * It never holds a password or a private key.
 */
export interface Profile {
  name: string
  server: ServerPlace
  /** Tried in this order when `server` does not answer. */
  alternatives: readonly ServerPlace[]
  signIn: {
    user?: string
    methods: readonly AuthMethod[]
    /** The name that is said before a TLS tunnel hides the real one. */
    outerIdentity?: string
    oneTimeCode: (typeof ONE_TIME_CODES)[number]
    /** The user's certificate and those that lead to its authority, PEM. Its key is a secret of its own. */
    certificate?: string
    /** Who the server inside EAP must be; what holds for the VPN server if left out. */
    authServer?: { ca?: string; name?: string }
  }
  identity: {
    /** The name that the certificate must carry. */
    verifyName: string
    /** The name sent in TLS; empty sends none. */
    sni: string
    /** PEM certificates that are trusted in addition to the system's. */
    ca?: string
    /** SHA-256 of acceptable leaf certificates, 64 lower-case hex digits each. */
    pinSha256: readonly string[]
    /** SHA-256 of acceptable public keys (SubjectPublicKeyInfo), which a renewed certificate may keep. */
    pinKeySha256: readonly string[]
    /** Certificates that the server should have sent may be fetched from where the last one says that they are. */
    fetchIntermediates: boolean
    /** PEM lists of revoked certificates. */
    crl?: string
    revocation: (typeof REVOCATION_MODES)[number]
    /** TLS 1.0 and 1.1, for servers that have nothing newer. */
    legacyTls: boolean
    /** Show `signIn.certificate` to the VPN server itself as well. */
    clientCertificate: boolean
  }
  /** How the server is reached from this network. The password of a proxy is a secret of its own. */
  proxy: {
    mode: ProxyMode
    /** The proxy in mode `manual`, the address of the script in mode `pac`. */
    url?: string
    user?: string
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
  link: {
    mtu: number | 'auto'
    reconnect: boolean
    /** Appended to the path of the SSTP request, question mark included: a tenant, or a secret of a camouflaged server. */
    query?: string
  }
  /** The kill switch: nothing leaves the computer beside the tunnel, also while it is down. */
  protection: { killSwitch: boolean }
}

import type { AuthMethod, Profile, ProxyMode } from './profile.ts'
import type { PasswordSource } from './profile-entry.ts'

/** A profile while it is edited: what stands in the fields, right or wrong. Lists are one entry a line or comma. */
export interface ProfileDraft {
  name: string
  /** `host`, `host:port`, `[v6]:port`. */
  server: string
  alternatives: string
  user: string
  methods: readonly AuthMethod[]
  outerIdentity: string
  oneTimeCode: Profile['signIn']['oneTimeCode']
  certificate: string
  authServerName: string
  authServerCa: string
  passwordSource: PasswordSource
  verifyName: string
  sni: string
  ca: string
  pins: string
  keyPins: string
  fetchIntermediates: boolean
  crl: string
  revocation: Profile['identity']['revocation']
  legacyTls: boolean
  clientCertificate: boolean
  proxyMode: ProxyMode
  proxyUrl: string
  proxyUser: string
  routingMode: 'all' | 'only' | 'except'
  networks: string
  lan: boolean
  ipv6: 'block' | 'leave'
  serverRoutes: boolean
  dnsMode: 'server' | 'custom' | 'none'
  dnsServers: string
  dnsDomains: string
  /** `auto` or a number. */
  mtu: string
  reconnect: boolean
  query: string
  killSwitch: boolean
}

/** A draft that is neither saved nor given up. A password that was typed is not in it. */
export interface UnsavedEdit {
  /** Null for a new connection. */
  profileId: string | null
  draft: ProfileDraft
}

export type DraftField = keyof ProfileDraft

/** What is wrong with a field, as data; the words are in the catalogue. `detail` quotes the part that is wrong. */
export interface DraftProblem {
  field: DraftField
  problem:
    | 'missing'
    | 'too-long'
    | 'control-character'
    | 'not-an-address'
    | 'not-a-port'
    | 'not-a-network'
    | 'not-an-ip-address'
    | 'not-a-domain'
    | 'not-a-fingerprint'
    | 'not-a-certificate'
    | 'not-a-revocation-list'
    | 'not-a-proxy'
    | 'not-a-script'
    | 'not-a-query'
    | 'private-key'
    | 'too-many'
    | 'out-of-range'
    | 'looks-like-a-password'
  detail?: string
}

import type { Rung } from './ladder.ts'
import type { ProfileMistake } from './profile-mistake.ts'

/**
 * Everything that can go wrong, as data. Each variant carries the facts that its words need; the words themselves are
 * in `failure-words`. The codes are stable: scripts and searches depend on them.
 */
export type Failure =
  | NameFailure
  | TcpFailure
  | ProxyFailure
  | TlsFailure
  | IdentityFailure
  | HttpFailure
  | SstpFailure
  | SignInFailure
  | EapFailure
  | AddressFailure
  | HostFailure
  | ConnectionFailure
  | ProfileFailure
  | StoreFailure
  | ImportFailure
  | KeychainFailure
  | { code: 'engine-crashed'; detail: string }
  | { code: 'cancelled' }
  | { code: 'usage'; detail: string }
  | { code: 'internal'; detail: string }

export type FailureCode = Failure['code']

export type NameFailure =
  | { code: 'name-not-found'; host: string }
  | { code: 'name-lookup-failed'; host: string; detail: string }

export type TcpFailure =
  | { code: 'tcp-refused'; host: string; port: number }
  | { code: 'tcp-unreachable'; host: string; port: number; detail: string }
  | { code: 'tcp-failed'; host: string; port: number; detail: string }

/** On the way through a proxy. `proxy` is `scheme://host:port`, never with a password; `target` is `host:port`. */
export type ProxyFailure =
  | { code: 'proxy-unreachable'; proxy: string; because: 'name' | 'connection'; detail: string }
  | { code: 'proxy-tls-failed'; proxy: string; detail: string }
  | { code: 'proxy-sign-in-needed'; proxy: string; methods: string[] }
  | { code: 'proxy-sign-in-refused'; proxy: string; method: string; user: string }
  /** `methods` is empty when the proxy does not tell what it wants. */
  | {
      code: 'proxy-method-not-supported'
      proxy: string
      methods: string[]
      /** Why Kerberos was of no use, in its own words, when the proxy takes it. */
      kerberos?: string
    }
  /** `status` is HTTP's, or the reply of SOCKS5. */
  | { code: 'proxy-forbids'; proxy: string; target: string; status: number }
  | { code: 'proxy-cannot-reach'; proxy: string; target: string; detail: string }
  | { code: 'proxy-nonsense'; proxy: string; detail: string }
  | {
      code: 'proxy-script-failed'
      script: string
      because: 'unreachable' | 'too-large' | 'too-slow' | 'faulty' | 'no-proxy'
      detail: string
    }
  | { code: 'proxy-settings-unusable'; detail: string }

export type TlsFailure =
  /** The port answered, but not with TLS (plain HTTP, SSH, ...). */
  | { code: 'tls-not-tls'; host: string; port: number }
  | { code: 'tls-no-common-version'; detail: string }
  | { code: 'tls-failed'; detail: string }

/** Why nobody can tell whether a certificate was revoked. */
export const REVOCATION_GAPS = [
  'nothing-said',
  'out-of-date',
  'not-for-this',
  'not-signed',
  'unreadable',
] as const
export type RevocationGap = (typeof REVOCATION_GAPS)[number]

export type IdentityFailure =
  | { code: 'certificate-self-signed'; subject: string; sha256: string }
  | { code: 'certificate-unknown-issuer'; issuer: string; sha256: string }
  | { code: 'certificate-expired'; validTo: string; now: string }
  | { code: 'certificate-not-yet-valid'; validFrom: string; now: string }
  | { code: 'certificate-wrong-name'; expected: string; names: string[] }
  | { code: 'certificate-wrong-purpose'; subject: string }
  /** `keys` are pinned, too; `inspector` is a product that re-encrypts, when the new certificate is one of its. */
  | {
      code: 'certificate-pin-mismatch'
      expected: string[]
      actual: string
      keys?: { expected: string[]; actual: string }
      inspector?: string
    }
  /** A product that re-encrypts connections made this certificate, and nobody here trusts it. */
  | { code: 'certificate-inspected'; inspector: string; issuer: string; sha256: string }
  | { code: 'certificate-revoked'; by: 'ocsp' | 'crl'; since?: string }
  | { code: 'certificate-revocation-unknown'; because: RevocationGap }
  /** `really`: what the time must be at least, or what the server's clock says. */
  | { code: 'clock-wrong'; now: string; really: string; by: 'authority' | 'server' }
  | { code: 'certificate-rejected'; detail: string }

export type HttpFailure =
  | { code: 'http-not-http'; beginning: string }
  | { code: 'http-head-too-long'; limit: number }
  /** A web server that does not know SSTP answered. */
  | { code: 'http-web-server'; status: number; server?: string }
  | { code: 'http-wrong-path'; status: number; server?: string }
  | { code: 'http-redirect'; status: number; location: string }
  | { code: 'http-forbidden'; status: number }
  | { code: 'http-proxy-sign-in'; status: number }
  | { code: 'http-server-full'; status: number }
  | { code: 'http-status'; status: number; reason: string }

export type SstpFailure =
  /** The stream stopped being SSTP: wrong version byte or impossible length. */
  | { code: 'sstp-framing-lost' }
  | { code: 'sstp-call-refused'; status?: number }
  | { code: 'sstp-aborted'; status?: number; attribute?: number }
  /** `issuer` of the certificate that was seen here. */
  | { code: 'sstp-binding-refused'; status?: number; issuer?: string }
  /** The binding was refused, and the certificate is not the server's own: something re-encrypts the connection. */
  | { code: 'tls-inspected'; issuer: string; inspector?: string; before?: string }
  | { code: 'sstp-no-common-hash'; offered: number }
  | { code: 'sstp-unexpected-message'; message: string; state: string }

export type SignInFailure =
  | { code: 'link-not-agreed'; because: LinkTrouble }
  | { code: 'link-terminated'; reason: string }
  /** `user` is the name as it was sent; whoever holds the credentials adds it. */
  | {
      code: 'sign-in-refused'
      error?: number
      message: string
      attemptsAllowed: boolean
      user?: string
      /** Nothing was sent: this does not fit into a packet. */
      tooLong?: 'user' | 'password'
    }
  | { code: 'account-disabled'; message: string }
  | { code: 'account-hours'; message: string }
  | { code: 'account-no-dial-in'; message: string }
  /** `changeable`: a sign-in with `Credentials.newPassword` changes it. */
  | { code: 'password-expired'; message: string; changeable?: true }
  /** The server did not take the new password. */
  | { code: 'password-change-refused'; message: string }
  /** The server asks for a one-time code, and there is none, or it has been used. */
  | { code: 'one-time-code-needed' }
  | { code: 'no-common-method'; offered: string[]; accepted: string[] }
  /** The profile wants methods that this version cannot do. */
  | { code: 'method-not-supported'; methods: string[] }
  | { code: 'pap-needs-verified-server' }
  /** The server could not prove that it knows the password (RFC 2759 S= string). */
  | { code: 'server-not-authentic' }

/** TLS inside EAP: the server that signs users in is not always the one that was dialled. */
export type EapFailure =
  | {
      code: 'auth-server-not-trusted'
      because: Exclude<IdentityFailure, { code: 'certificate-pin-mismatch' }>
    }
  | { code: 'auth-server-tls-failed'; detail: string }
  /** `detail` is the alert of TLS by which the server turned the user's certificate down; empty where it sent none. */
  | { code: 'client-certificate-refused'; detail: string }
  /** `detail` is what OpenSSL calls the trouble with the key. */
  | { code: 'client-certificate-unusable'; because: CertificateTrouble; detail: string }

/** Of certificate and key, what is missing, or why they are of no use. */
export type CertificateTrouble = 'no-certificate' | 'no-key' | 'other-key' | 'bad-key'

export type AddressFailure =
  /** `detail` is the address that was offered, or the server's own words. */
  { code: 'address-refused'; because: AddressTrouble; detail: string } | { code: 'address-none' }

/** Why there is no agreement on a link of PPP. */
export type LinkTrouble =
  | 'timeout'
  | 'rejected'
  | 'refused'
  | 'looped-back'
  | 'endless'
  | 'endless-sign-in'
  | 'sign-in-rejected'
  | 'no-sign-in'

/** Why there is none on an address. */
export type AddressTrouble = 'no-ipv4' | 'no-addresses' | 'no-host' | 'refused' | 'closed' | 'said'

/** This computer: helper, TUN device, routes, names. */
export type HostFailure =
  | { code: 'helper-missing'; path: string }
  /** `detail` is what pkexec said, for the reason `denied`. */
  | { code: 'helper-refused'; because: 'dismissed' | 'no-agent' | 'denied'; detail: string }
  | { code: 'helper-failed'; step: string; detail: string }
  | { code: 'helper-lost' }
  /** Putting it in place was wished for in the window. `detail` is what the script said, for the reason `failed`. */
  | { code: 'helper-not-installed'; because: 'dismissed' | 'no-agent' | 'denied' | 'failed'; detail: string }
  /** Nothing may leave this computer, and no tunnel is up. */
  | { code: 'blocked'; because: 'connection-lost' | 'crash' | 'lockdown' }
  | { code: 'block-failed'; detail: string }
  | { code: 'unblock-failed'; detail: string }
  | { code: 'tun-unavailable'; detail: string }
  | { code: 'tun-busy'; device: string }
  | { code: 'tun-failed'; device: string; detail: string }

export type ConnectionFailure =
  | { code: 'timeout'; rung: Rung; seconds: number }
  | { code: 'connection-lost'; detail: string }
  | { code: 'connection-silent'; seconds: number }
  /** The server ended the call in an orderly way. */
  | { code: 'server-ended'; reason: string }

export type ProfileFailure =
  | { code: 'profile-not-found'; name: string }
  /** Several profiles have this name; `places` are paths or names of files. */
  | { code: 'profile-ambiguous'; name: string; places: string[] }
  | { code: 'profile-unreadable'; path: string; detail: string }
  /** Without a place in a text when it was filled in elsewhere. */
  | { code: 'profile-malformed'; path: string; line?: number; column?: number; mistake: ProfileMistake }

/** The program's own files: settings, the order of profiles. */
export type StoreFailure =
  | { code: 'store-unreadable'; path: string; detail: string }
  | { code: 'store-unwritable'; path: string; detail: string }
  /** Written by a newer version of Culvert; using it could lose what that version knows. */
  | { code: 'store-too-new'; path: string; version: number; known: number }

/** What was given to be imported. `source` is a file's name, or what was pasted. */
export type ImportFailure =
  /** `looksLike` says what it seems to be instead, by its name in `FOREIGN_FILES`; empty when nobody can tell. */
  | { code: 'import-not-a-connection'; source: string; looksLike: string }
  | { code: 'import-too-large'; source: string; size: number; limit: number }
  | { code: 'import-too-many'; count: number; limit: number }
  /** The format is known, but this file breaks its rules. */
  | { code: 'import-malformed'; source: string; line?: number; mistake: ProfileMistake }
  /** A good file of a known format, with connections of other kinds only. */
  | { code: 'import-no-sstp'; source: string; kinds: string[] }

export type KeychainFailure =
  /** There is no keychain service to talk to. */
  | { code: 'keychain-unavailable'; detail: string }
  /** It is there and locked, and nobody unlocked it. */
  | { code: 'keychain-locked'; detail: string }
  | { code: 'keychain-failed'; detail: string }

/** Carries a `Failure` through code that throws. The message is for developers; users get `describeFailure`. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`${failure.code}: ${JSON.stringify(failure)}`, options)
    this.name = 'FailureError'
    this.failure = failure
  }
}

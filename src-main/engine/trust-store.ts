import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { cipherOrder, hasAesInstructions } from './cipher-order.ts'
import type { SeenServer } from './trust/binding-retry.ts'

export interface TrustOptions {
  /** Authorities of the profile, PEM. */
  ca?: string | undefined
  /** TLS 1.0 and 1.1 as well. */
  legacyTls?: boolean
  /** What is shown to a server that asks who calls. */
  client?: { certificate: string; key: string; passphrase?: string | undefined } | undefined
}

/** Signatures that only a server with an RSA certificate can make (RFC 8446 section 4.2.3 and their names of TLS 1.2). */
const RSA_SIGNATURES =
  'rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:RSA+SHA256:RSA+SHA384:RSA+SHA512'

/**
 * Which certification authorities vouch for a server, which of them came with the profile, and how TLS is spoken with it.
 * It lives as long as a tunnel and learns: what was fetched for one connection need not be fetched for the next.
 */
export class TrustStore {
  /** SHA-256 fingerprints (as Node prints them) of the profile's own authorities. */
  readonly profileAuthorities: ReadonlySet<string>
  readonly #options: TrustOptions
  readonly #authorities: readonly string[]
  #intermediates: readonly string[] = []
  #isRsaOnly = false
  #context: tls.SecureContext
  #roots: ReadonlySet<string> | undefined
  /** The server of the last session. */
  seen: SeenServer | undefined

  /** Throws what OpenSSL says about certificates and keys that it cannot use. */
  constructor(options: TrustOptions) {
    const system = new Set(tls.getCACertificates('system'))
    const own = options.ca === undefined ? [] : splitPem(options.ca)
    this.#options = options
    this.#authorities = [...(system.size > 0 ? system : tls.getCACertificates('bundled')), ...own]
    this.profileAuthorities = new Set(own.map((pem) => new X509Certificate(pem).fingerprint256))
    this.#context = this.#createContext()
  }

  get context(): tls.SecureContext {
    return this.#context
  }

  /** Whether a chain that ends in this certificate ends in one that is trusted. */
  isRoot(raw: Uint8Array): boolean {
    this.#roots ??= new Set(this.#authorities.map(bodyOf))
    return this.#roots.has(Buffer.from(raw).toString('base64'))
  }

  /** Certificates that servers forget to send. They make no chain end here, they only help to build it. */
  addIntermediates(certificates: readonly Uint8Array[]): void {
    this.#intermediates = [...this.#intermediates, ...certificates.map((raw) => pemOf(raw))]
    this.#context = this.#createContext()
  }

  get isRsaOnly(): boolean {
    return this.#isRsaOnly
  }

  /** From now on servers are only offered signatures of RSA keys, so that one with two certificates shows the RSA one. */
  offerRsaOnly(): void {
    this.#isRsaOnly = true
    this.#context = this.#createContext()
  }

  #createContext(): tls.SecureContext {
    const { legacyTls = false, client } = this.#options
    const ciphers = cipherOrder(hasAesInstructions())
    return tls.createSecureContext({
      ca: [...this.#authorities, ...this.#intermediates].join('\n'),
      // TLS 1.0 and 1.1 are broken by known attacks; a server that has nothing newer is named as such.
      minVersion: legacyTls ? 'TLSv1' : 'TLSv1.2',
      // They sign with MD5 and SHA-1, which OpenSSL forbids above level 0. Chains are looked at by our own rules then.
      ciphers: legacyTls ? `${ciphers}:AES128-SHA:AES256-SHA:@SECLEVEL=0` : ciphers,
      ...(this.#isRsaOnly && { sigalgs: RSA_SIGNATURES }),
      ...(client !== undefined && {
        cert: client.certificate,
        key: client.key,
        ...(client.passphrase !== undefined && { passphrase: client.passphrase }),
      }),
    })
  }
}

/**
 * Reads the system's authorities, falling back to Mozilla's list that the runtime carries where the system has none,
 * and adds the profile's. Takes about 50 ms (measured, 144 authorities), so callers do it before they dial.
 * Throws when `ca` is not PEM.
 */
export function createTrustStore(ca: string | undefined, options: Omit<TrustOptions, 'ca'> = {}): TrustStore {
  return new TrustStore({ ...options, ca })
}

function splitPem(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
}

const bodyOf = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')

const pemOf = (raw: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(raw).toString('base64')}\n-----END CERTIFICATE-----`

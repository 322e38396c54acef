import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Credentials } from '../../src-shared/credentials.ts'
import { FailureError, type IdentityFailure } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { AuthServerRefusal, TlsStream, TlsStreams } from '../protocol/eap/tls-stream.ts'
import { EapTlsStream } from './eap-tls-stream.ts'
import { decideIdentity } from './trust/decide-identity.ts'
import { createTrustStore, type TrustStore } from './trust-store.ts'

export interface EapTlsStreamsOptions {
  profile: Profile
  credentials: Credentials
  onProgress: () => void
}

type ClientCertificate = { certificate: string; key: string; passphrase?: string | undefined }

/**
 * TLS for the sign-in of one session. The server in there is judged as the VPN server is, by the authority and the name
 * that the profile has for it; pins belong to the VPN server alone.
 */
export class EapTlsStreams implements TlsStreams {
  readonly #options: EapTlsStreamsOptions
  readonly #client: ClientCertificate | undefined
  readonly #stores = new Map<boolean, TrustStore>()

  /** Throws `client-certificate-unusable` when certificate and key do not belong together. */
  constructor(options: EapTlsStreamsOptions) {
    this.#options = options
    this.#client = clientCertificate(options)
  }

  get hasClientCertificate(): boolean {
    return this.#client !== undefined
  }

  open({ clientCertificate }: { clientCertificate: boolean }): TlsStream {
    const trust = this.#storeFor(clientCertificate)
    return new EapTlsStream({
      context: trust.context,
      judge: (certificate, chainError) => {
        const decision = decideIdentity({ certificate, chainError }, this.#identity, trust, new Date())
        return decision.accepted ? undefined : refusalOf(decision.failure)
      },
      onProgress: this.#options.onProgress,
    })
  }

  get #identity(): Profile['identity'] {
    const { identity, signIn } = this.#options.profile
    const verifyName = signIn.authServer?.name ?? identity.verifyName
    return { ...identity, verifyName, pinSha256: [], pinKeySha256: [] }
  }

  #storeFor(showsCertificate: boolean): TrustStore {
    const { identity, signIn } = this.#options.profile
    const known = this.#stores.get(showsCertificate)
    if (known !== undefined) return known
    const client = showsCertificate && this.#client !== undefined ? { client: this.#client } : {}
    const store = createTrustStore(signIn.authServer?.ca ?? identity.ca, client)
    this.#stores.set(showsCertificate, store)
    return store
  }
}

function clientCertificate({ profile, credentials }: EapTlsStreamsOptions): ClientCertificate | undefined {
  const { certificate } = profile.signIn
  const { privateKey: key, privateKeyPassphrase: passphrase } = credentials
  if (certificate === undefined || key === undefined) return undefined
  try {
    const parsed = createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) })
    if (new X509Certificate(certificate).checkPrivateKey(parsed)) return { certificate, key, passphrase }
  } catch (cause) {
    // OpenSSL's text names what is wrong with the key and never quotes it.
    const detail = (cause as NodeJS.ErrnoException).code ?? ''
    throw new FailureError({ code: 'client-certificate-unusable', because: 'bad-key', detail }, { cause })
  }
  throw new FailureError({
    code: 'client-certificate-unusable',
    because: 'other-key',
    detail: '',
  })
}

/** The cases that there are words for inside EAP; a pin cannot be among them. */
function refusalOf(failure: IdentityFailure): AuthServerRefusal {
  switch (failure.code) {
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
      return failure
    case 'certificate-expired':
    case 'certificate-not-yet-valid':
    case 'certificate-wrong-name':
    case 'certificate-wrong-purpose':
    case 'certificate-rejected':
      return failure
    default:
      return { code: 'certificate-rejected', detail: failure.code }
  }
}

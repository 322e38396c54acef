import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { isSupportedMethod } from '../protocol/ppp/auth/method.ts'
import { createTrustStore, type TrustOptions, type TrustStore } from './trust-store.ts'

/** The secrets that belong to a certificate of the user. */
export interface KeySecrets {
  user?: string
  privateKey?: string
  privateKeyPassphrase?: string
}

/**
 * The authorities that a profile trusts, and what it shows to servers. Rejects with `FailureError` when something that it
 * brings along cannot be used, and when nobody could sign in with any of its methods: that is known before anything is
 * dialled.
 */
export async function trustStoreOf(
  { identity, signIn }: Profile,
  secrets: KeySecrets = {},
): Promise<TrustStore> {
  if (!signIn.methods.some(isSupportedMethod))
    throw new FailureError({ code: 'method-not-supported', methods: [...signIn.methods] })
  const client = identity.clientCertificate ? clientOf(signIn, secrets) : undefined
  try {
    return createTrustStore(identity.ca, { legacyTls: identity.legacyTls, client })
  } catch (cause) {
    throw new FailureError(explain(cause, client !== undefined), { cause })
  }
}

function clientOf({ certificate }: Profile['signIn'], secrets: KeySecrets): TrustOptions['client'] {
  const { privateKey, privateKeyPassphrase: passphrase } = secrets
  if (certificate === undefined || privateKey === undefined)
    throw new FailureError({ code: 'client-certificate-unusable', because: 'no-key', detail: '' })
  return { certificate, key: privateKey, passphrase }
}

/** OpenSSL's codes say which of the two it was: those of keys have names of their own. */
function explain(cause: unknown, hasClient: boolean): Failure {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (hasClient && /KEY|DECRYPT|PASS|PKCS|UNSUPPORTED|MISMATCH/.test(code))
    return { code: 'client-certificate-unusable', because: 'bad-key', detail: code }
  return { code: 'certificate-rejected', detail: `the profile's CA: ${String(cause)}` }
}

import { FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { isSupportedMethod } from '../protocol/ppp/auth/method.ts'
import { createTrustStore, type TrustStore } from './trust-store.ts'

/**
 * The authorities that a profile trusts. Rejects with `FailureError` when those it brings along cannot be read, and when
 * nobody could sign in with any of its methods: that is known before anything is dialled.
 */
export async function trustStoreOf({ identity, signIn }: Profile): Promise<TrustStore> {
  if (!signIn.methods.some(isSupportedMethod))
    throw new FailureError({ code: 'method-not-supported', methods: [...signIn.methods] })
  try {
    return createTrustStore(identity.ca)
  } catch (cause) {
    throw new FailureError(
      { code: 'certificate-rejected', detail: `the profile's CA: ${String(cause)}` },
      { cause },
    )
  }
}

import { FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { createTrustStore, type TrustStore } from './trust-store.ts'

/** The authorities that a profile trusts. Rejects with `FailureError` when those it brings along cannot be read. */
export async function trustStoreOf({ identity }: Profile): Promise<TrustStore> {
  try {
    return createTrustStore(identity.ca)
  } catch (cause) {
    throw new FailureError(
      { code: 'certificate-rejected', detail: `the profile's CA: ${String(cause)}` },
      { cause },
    )
  }
}

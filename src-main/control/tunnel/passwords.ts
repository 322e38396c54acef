import type { ProfileLibrary } from '../profile-library.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Attempt } from './attempt.ts'

interface Parts {
  secrets: SecretStore
  library: ProfileLibrary
}

/**
 * After the first good connection: what the server showed, and the password if the user wants it kept. Only now, because a
 * wrong password must never be kept. Rejects with `keychain-…` and `store-…` failures.
 */
export async function keepWhatWorked(
  { profileId, certificate, zeroKey, remember, credentials: { user, password } }: Attempt,
  { secrets, library }: Parts,
  now: number,
): Promise<void> {
  await library.markConnected(profileId, now)
  if (certificate !== undefined) await library.rememberCertificate(profileId, certificate)
  if (zeroKey !== undefined) await library.rememberZeroKey(profileId, zeroKey)
  if (!remember) return
  await secrets.write(profileId, password)
  const profile = library.find(profileId)?.profile
  if (profile === undefined || profile.signIn.user === user) return
  await library.replace(profileId, { ...profile, signIn: { ...profile.signIn, user } }, 'keychain')
}

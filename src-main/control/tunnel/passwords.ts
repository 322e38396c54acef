import { endingPin } from '../../../src-shared/trust-history.ts'
import type { Log } from '../log/log.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Attempt } from './attempt.ts'

interface Parts {
  secrets: SecretStore
  library: ProfileLibrary
  log: Pick<Log, 'write'>
}

/**
 * After the first good connection: what the server showed, and the password if the user wants it kept. Only now, because a
 * wrong password must never be kept. Rejects with `keychain-…` and `store-…` failures.
 */
export async function keepWhatWorked(
  { profileId, certificate, trustedOnce, zeroKey, remember, credentials: { user, password } }: Attempt,
  { secrets, library, log }: Parts,
  now: number,
): Promise<void> {
  await library.markConnected(profileId, now)
  if (certificate !== undefined) await library.rememberCertificate(profileId, certificate)
  // What was trusted once is not trusted from now on.
  if (certificate !== undefined && certificate.sha256 !== trustedOnce) {
    await library.noteTrusted(profileId, certificate, now)
    const identity = library.find(profileId)?.profile.identity
    const warning = identity && endingPin(certificate, identity, now, 'en')
    if (warning !== undefined) log.write('warn', 'app', warning)
  }
  if (zeroKey !== undefined) await library.rememberZeroKey(profileId, zeroKey)
  if (!remember) return
  await secrets.write(profileId, password)
  const profile = library.find(profileId)?.profile
  if (profile === undefined || profile.signIn.user === user) return
  await library.replace(profileId, { ...profile, signIn: { ...profile.signIn, user } }, 'keychain')
}

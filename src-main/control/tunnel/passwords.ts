import type { CredentialRequest, HostFacts } from '../../../src-shared/app-state.ts'
import type { Failure } from '../../../src-shared/failure.ts'
import type { ProfileEntry } from '../../../src-shared/profile-entry.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { StateStore } from '../state-store.ts'
import type { Attempt } from './attempt.ts'

type Question = Omit<CredentialRequest, 'id' | 'attempts'>

interface Parts {
  secrets: SecretStore
  library: ProfileLibrary
}

/** What a connection signs in with, or what the user has to be asked for. */
export async function requestFor(
  { id, profile, passwordSource, lastConnected }: ProfileEntry,
  { secrets, store }: Pick<Parts, 'secrets'> & { store: StateStore },
): Promise<{ user: string; password: string } | Question> {
  const user = profile.signIn.user ?? ''
  if (passwordSource === 'ask-every-time') {
    return { user, reason: 'ask-every-time', canRemember: false, remember: false }
  }
  const secret = await secrets.read(id)
  if (secret.found && user !== '') return { user, password: secret.password }
  if (secret.found) return { user, reason: 'not-saved-yet', canRemember: true, remember: true }
  // It may have been locked since the window last heard of it, and the words of the question depend on that.
  const keychain = await secrets.probe()
  store.update({ host: { ...store.get().host, keychain } })
  switch (secret.because) {
    case 'missing': {
      const reason = lastConnected === undefined ? 'not-saved-yet' : 'missing-in-keychain'
      return { user, reason, canRemember: true, remember: true }
    }
    case 'locked':
      return { user, reason: 'keychain-locked', canRemember: false, remember: false }
    case 'unavailable':
    case 'failed':
      return { user, reason: 'keychain-unavailable', canRemember: false, remember: false }
  }
}

/** The question after a refusal: the same user, and his wish to have the password kept. */
export function refusedRequest(
  { credentials: { user }, remember }: Attempt,
  failure: Failure,
  keychain: HostFacts['keychain']['state'],
): Question {
  const canRemember = keychain === 'available'
  return { user, reason: 'refused', failure, canRemember, remember: canRemember && remember }
}

/**
 * After the first good connection: what the server showed, and the password if the user wants it kept. Only now, because a
 * wrong password must never be kept. Rejects with `keychain-…` and `store-…` failures.
 */
export async function keepWhatWorked(
  { profileId, certificate, remember, credentials: { user, password } }: Attempt,
  { secrets, library }: Parts,
  now: number,
): Promise<void> {
  await library.markConnected(profileId, now)
  if (certificate !== undefined) await library.rememberCertificate(profileId, certificate)
  if (!remember) return
  await secrets.write(profileId, password)
  const profile = library.find(profileId)?.profile
  if (profile === undefined || profile.signIn.user === user) return
  await library.replace(profileId, { ...profile, signIn: { ...profile.signIn, user } }, 'keychain')
}

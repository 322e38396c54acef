import type { CredentialField, CredentialRequest } from '../../../src-shared/app-state.ts'
import type { Credentials } from '../../../src-shared/credentials.ts'
import type { CredentialAnswer } from '../../../src-shared/ipc-contract.ts'
import { needsPassword } from '../../../src-shared/method-needs.ts'
import type { ProfileEntry } from '../../../src-shared/profile-entry.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import { keyAccount, proxyAccount, type SecretStore } from '../secrets/secret-store.ts'
import type { StateStore } from '../state-store.ts'

/** What the user is asked, before it is counted and numbered. */
export type Question = Omit<CredentialRequest, 'id' | 'attempts'>

interface Parts {
  secrets: SecretStore
  store: StateStore
}

/** What is known of a sign-in, and what the user has to be asked for before it; the first is not shown to anybody. */
export interface SignIn {
  known: Credentials
  question?: Question
}

/** What a connection signs in with, or what the user has to be asked for. */
export async function signInFor(entry: ProfileEntry, { secrets, store }: Parts): Promise<SignIn> {
  const { signIn } = entry.profile
  const code: CredentialField[] = signIn.oneTimeCode === 'none' ? [] : ['one-time-code']
  const known: Credentials = {
    user: signIn.user ?? '',
    password: '',
    ...(await otherSecrets(entry, secrets)),
  }
  const { user } = known
  if (!needsPassword(signIn.methods)) {
    const isWhole = user !== '' && code.length === 0
    return isWhole ? { known } : { known, question: { ...NOT_SAVED, user, asks: code } }
  }
  const asks: CredentialField[] = ['password', ...code]
  if (entry.passwordSource === 'ask-every-time')
    return { known, question: { ...NOT_KEPT, user, reason: 'ask-every-time', asks } }
  const secret = await secrets.read(entry.id)
  if (secret.found) {
    known.password = secret.password
    if (user === '') return { known, question: { ...NOT_SAVED, user, asks } }
    if (code.length === 0) return { known }
    return { known, question: { ...NOT_KEPT, user, reason: 'one-time-code', asks: code } }
  }
  // It may have been locked since the window last heard of it, and the words of the question depend on that.
  const keychain = await secrets.probe()
  store.update({ host: { ...store.get().host, keychain } })
  switch (secret.because) {
    case 'missing': {
      const reason = entry.lastConnected === undefined ? 'not-saved-yet' : 'missing-in-keychain'
      return { known, question: { ...NOT_SAVED, user, reason, asks } }
    }
    case 'locked':
      return { known, question: { ...NOT_KEPT, user, reason: 'keychain-locked', asks } }
    case 'unavailable':
    case 'failed':
      return { known, question: { ...NOT_KEPT, user, reason: 'keychain-unavailable', asks } }
  }
}

const NOT_SAVED = { reason: 'not-saved-yet', canRemember: true, remember: true } as const
const NOT_KEPT = { canRemember: false, remember: false } as const

/** The key and the password of the proxy. What is not there is missed by whoever needs it, in words of his own. */
async function otherSecrets(
  { id, profile }: ProfileEntry,
  secrets: SecretStore,
): Promise<Partial<Credentials>> {
  const { signIn, proxy } = profile
  const key = signIn.certificate === undefined ? undefined : await secrets.read(keyAccount(id))
  const hasProxyUser = proxy.user !== undefined && proxy.mode !== 'none'
  const proxyPassword = hasProxyUser ? await secrets.read(proxyAccount(id)) : undefined
  return {
    ...(key?.found && { privateKey: key.password }),
    ...(proxyPassword?.found && { proxyPassword: proxyPassword.password }),
  }
}

/** What was known and what was answered, together; codes and new passwords of earlier answers are used up. */
export function answered(known: Credentials, answer: CredentialAnswer): Credentials {
  const { oneTimeCode: _code, newPassword: _fresh, ...kept } = known
  const { user, password, oneTimeCode, newPassword } = answer
  return {
    ...kept,
    user,
    password: password === '' ? kept.password : password,
    ...(oneTimeCode !== undefined && { oneTimeCode }),
    ...(newPassword !== undefined && { newPassword }),
  }
}

/** What else the engine is told about a profile: whether it may dial again, and what an earlier run has learnt. */
export function hintsFor(
  { id, profile }: ProfileEntry,
  library: ProfileLibrary,
): { reconnect: boolean; zeroKey: boolean } {
  return { reconnect: profile.link.reconnect, zeroKey: library.takesZeroKey(id) }
}

/** All of it that whoever writes a log must not write. */
export function secretsIn(credentials: Credentials): string[] {
  const { password, newPassword, oneTimeCode, privateKeyPassphrase, proxyPassword } = credentials
  const secrets = [password, newPassword, oneTimeCode, privateKeyPassphrase, proxyPassword]
  return secrets.filter((secret) => secret !== undefined && secret !== '') as string[]
}

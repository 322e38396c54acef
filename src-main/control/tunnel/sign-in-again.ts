import type { CredentialField } from '../../../src-shared/app-state.ts'
import type { Failure } from '../../../src-shared/failure.ts'
import type { ProfileEntry } from '../../../src-shared/profile-entry.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import type { StateStore } from '../state-store.ts'
import type { Attempt } from './attempt.ts'
import type { Question } from './sign-in.ts'

export type QuestionAgain = Question & { failure: Failure }

interface Parts {
  store: StateStore
  library: ProfileLibrary
}

/**
 * The question after a failure that an answer can mend: the same user, and his wish to have the password kept. Undefined
 * after any other.
 */
export function questionAfter(
  failure: Failure,
  { profileId, credentials: { user, oneTimeCode }, remember }: Attempt,
  { store, library }: Parts,
): QuestionAgain | undefined {
  const entry = library.find(profileId)
  const canRemember = store.get().host.keychain.state === 'available'
  const again = { user, failure, canRemember, remember: canRemember && remember }
  const code: CredentialField[] = oneTimeCode === undefined ? [] : ['one-time-code']
  switch (failure.code) {
    case 'sign-in-refused':
      return { ...again, failure: { ...failure, user }, reason: 'refused', asks: ['password', ...code] }
    case 'password-expired':
      if (failure.changeable !== true) return undefined
      return { ...changing(again, entry), asks: ['new-password', ...code] }
    case 'password-change-refused':
      return { ...changing(again, entry), asks: ['new-password', ...code] }
    case 'one-time-code-needed':
      return {
        ...again,
        canRemember: false,
        remember: false,
        reason: 'one-time-code',
        asks: ['one-time-code'],
      }
    default:
      return undefined
  }
}

/** Where the old password was kept, the new one is to be kept instead. */
function changing<Again extends { canRemember: boolean; remember: boolean }>(
  again: Again,
  entry: ProfileEntry | undefined,
) {
  const keeps = entry?.passwordSource === 'keychain' && again.canRemember
  return { ...again, canRemember: keeps, remember: keeps, reason: 'password-expired' } as const
}

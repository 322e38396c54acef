import type { CredentialRequest, HostFacts } from '../../../src-shared/app-state.ts'

/** Whether the password can be remembered; if not, why. */
export type Keeping = 'possible' | 'chosen' | 'locked' | 'unavailable'

/** A keychain that has come up since the question was asked counts, unless the user wants to be asked every time. */
export function keepingOf(request: CredentialRequest, { state }: HostFacts['keychain']): Keeping {
  if (request.canRemember) return 'possible'
  if (request.reason === 'ask-every-time') return 'chosen'
  return state === 'available' ? 'possible' : state
}

/** Servers differ in the form of the name that they look up. */
export function formOfUser(user: string): 'domain' | 'at' | 'plain' {
  if (user.includes('\\')) return 'domain'
  return user.includes('@') ? 'at' : 'plain'
}

/** Accounts are commonly locked at the third to fifth wrong attempt, so the warning comes before the third. */
export function lockOut(attempts: number): 'far' | 'next' | 'perhaps' {
  if (attempts < 2) return 'far'
  return attempts === 2 ? 'next' : 'perhaps'
}

/** As long as MS-CHAPv2 takes a name or a password; longer ones were pasted by mistake. */
export const LONGEST = 256

export type CredentialProblem = 'missing' | 'too-long'

export function problemOf(text: string): CredentialProblem | null {
  if (text === '') return 'missing'
  return text.length > LONGEST ? 'too-long' : null
}

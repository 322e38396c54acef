import type { Credentials } from '../../src-shared/credentials.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { EngineEvent } from './messages.ts'

/** What the sessions of one tunnel have found out about its credentials. */
interface Memory {
  codeUsed: boolean
  newPassword?: string
  passwordChanged: boolean
  /** Signed in by EAP-MSCHAPv2 with its own key, so another may still be tried. */
  mayTryZeroKey: boolean
  zeroKey: boolean
}

/** Credentials live as long as their tunnel, and what is known about them no longer. */
const memories = new WeakMap<Credentials, Memory>()

function memoryOf(credentials: Credentials): Memory {
  const known = memories.get(credentials)
  if (known !== undefined) return known
  const fresh = { codeUsed: false, passwordChanged: false, mayTryZeroKey: false, zeroKey: false }
  memories.set(credentials, fresh)
  return fresh
}

/** The credentials for the next sign-in: a one-time code is in them once, and a password that was changed is the new one. */
export function takeCredentials(credentials: Credentials): Credentials & { zeroKey: boolean } {
  const memory = memoryOf(credentials)
  const { oneTimeCode, newPassword: given, ...rest } = credentials
  const newPassword = memory.newPassword ?? given
  const isCodeFresh = oneTimeCode !== undefined && !memory.codeUsed
  memory.codeUsed = true
  const changed = memory.passwordChanged && newPassword !== undefined
  return {
    ...rest,
    ...(changed && { password: newPassword }),
    ...(!changed && newPassword !== undefined && { newPassword }),
    ...(isCodeFresh && { oneTimeCode }),
    zeroKey: memory.zeroKey,
  }
}

export function notePasswordChanged(credentials: Credentials): void {
  memoryOf(credentials).passwordChanged = true
}

export function noteMethod(credentials: Credentials, method: string): void {
  const memory = memoryOf(credentials)
  memory.mayTryZeroKey = method === 'eap-ms-chap-v2' && !memory.zeroKey
}

export interface SignInRetryOptions {
  credentials: Credentials
  /** Asks the user for a new password in place of one that has expired; undefined when he does not want one. */
  askNewPassword?: () => Promise<string | undefined>
  onEvent: (event: EngineEvent) => void
}

/**
 * Runs a session, and once more when only that can tell: with the binding's key of zeros, which some Windows servers
 * expect with EAP-MSCHAPv2, or with the new password that the server demands. Both belong to a server whose identity was
 * verified, as every session's is before it signs in.
 */
export async function withSignInRetry(
  run: () => Promise<Failure | undefined>,
  { credentials, askNewPassword, onEvent }: SignInRetryOptions,
): Promise<Failure | undefined> {
  const failure = await run()
  const memory = memoryOf(credentials)
  if (failure?.code === 'sstp-binding-refused' && memory.mayTryZeroKey) {
    memory.mayTryZeroKey = false
    memory.zeroKey = true
    const text = 'the server refused the binding of EAP-MSCHAPv2; trying again with a key of zeros'
    onEvent({ type: 'log', level: 'warn', text })
    const second = await run()
    if (second?.code === 'sstp-binding-refused') memory.zeroKey = false
    return second
  }
  if (failure?.code !== 'password-expired' || failure.changeable !== true) return failure
  const newPassword = await askNewPassword?.()
  if (newPassword === undefined) return failure
  memory.newPassword = newPassword
  return run()
}

import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src-shared/failure.ts'
import type { EngineEvent } from './messages.ts'
import { noteMethod, notePasswordChanged, takeCredentials, withSignInRetry } from './sign-in-memory.ts'

const REFUSED: Failure = { code: 'sstp-binding-refused', status: 4 }
const EXPIRED: Failure = { code: 'password-expired', message: '', changeable: true }

function tunnel(method: string, results: (Failure | undefined)[], newPassword?: string) {
  const credentials = { user: 'alice', password: 'secret', oneTimeCode: '123456' }
  const taken: ReturnType<typeof takeCredentials>[] = []
  const events: EngineEvent[] = []
  const run = async () => {
    taken.push(takeCredentials(credentials))
    noteMethod(credentials, method)
    return results.shift()
  }
  const options = {
    credentials,
    onEvent: (event: EngineEvent) => events.push(event),
    askNewPassword: async () => newPassword,
  }
  return { credentials, taken, events, attempt: () => withSignInRetry(run, options) }
}

describe('what a tunnel learns about its credentials', () => {
  it('gives a one-time code out once', () => {
    const credentials = { user: 'alice', password: 'secret', oneTimeCode: '123456' }
    expect(takeCredentials(credentials).oneTimeCode).toBe('123456')
    expect(takeCredentials(credentials)).not.toHaveProperty('oneTimeCode')
  })

  it('signs in with the new password once it was taken', () => {
    const credentials = { user: 'alice', password: 'old', newPassword: 'new' }
    expect(takeCredentials(credentials)).toMatchObject({ password: 'old', newPassword: 'new' })
    notePasswordChanged(credentials)
    expect(takeCredentials(credentials)).toEqual({ user: 'alice', password: 'new', zeroKey: false })
  })

  it('tries the key of zeros once with EAP-MSCHAPv2, says so, and keeps it when it was right', async () => {
    const { taken, events, attempt, credentials } = tunnel('eap-ms-chap-v2', [REFUSED, undefined])
    expect(await attempt()).toBeUndefined()
    expect(taken.map(({ zeroKey }) => zeroKey)).toEqual([false, true])
    expect(events).toMatchObject([{ type: 'log', level: 'warn' }])
    expect(takeCredentials(credentials).zeroKey).toBe(true)
  })

  it('forgets the key of zeros when it was refused as well', async () => {
    const { attempt, credentials } = tunnel('eap-ms-chap-v2', [REFUSED, REFUSED])
    expect(await attempt()).toEqual(REFUSED)
    expect(takeCredentials(credentials).zeroKey).toBe(false)
  })

  it.each(['ms-chap-v2', 'eap-tls', 'peap-ms-chap-v2'])('never tries it with %s', async (method) => {
    const { taken, attempt } = tunnel(method, [REFUSED])
    expect(await attempt()).toEqual(REFUSED)
    expect(taken).toHaveLength(1)
  })

  it('asks for a new password when the old one has expired', async () => {
    const { taken, attempt } = tunnel('ms-chap-v2', [EXPIRED, undefined], 'new')
    expect(await attempt()).toBeUndefined()
    expect(taken[1]).toMatchObject({ password: 'secret', newPassword: 'new' })
  })

  it('takes no answer for an answer', async () => {
    const { taken, attempt } = tunnel('ms-chap-v2', [EXPIRED])
    expect(await attempt()).toEqual(EXPIRED)
    expect(taken).toHaveLength(1)
  })
})

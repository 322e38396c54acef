import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { ONE_OF_EACH } from '../../../src-shared/failure-examples.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { makeIdentity } from '../test-support/make-identity.ts'
import { FACTS, PASSWORD, type SetUp, setUp } from './test-support/set-up.ts'

const CODE = '246810'
const NEW_PASSWORD = 'goshawk-canary-8'

/** A connection that is set up so, with its password in the keychain, when it is to connect. */
async function connecting(changes: Partial<Profile['signIn']>, kept: Record<string, string> = {}) {
  const parts = await setUp((profile) => ({ ...profile, signIn: { ...profile.signIn, ...changes } }))
  for (const [account, secret] of Object.entries({ '': PASSWORD, ...kept }))
    parts.secrets.kept.set(`${parts.id}${account}`, secret)
  await parts.controller.connect(parts.id)
  return parts
}

function requestOf({ store }: SetUp) {
  const { tunnel } = store.get()
  return tunnel.state === 'needs-credentials' ? tunnel.request : undefined
}

function answer(parts: SetUp, changes: object): void {
  const requestId = requestOf(parts)?.id ?? ''
  parts.controller.submitCredentials({ requestId, user: 'anna', password: '', remember: false, ...changes })
}

describe('a one-time code', () => {
  it('is asked for each time, and nothing else that is kept', async () => {
    const parts = await connecting({ oneTimeCode: 'append' })
    expect(requestOf(parts)).toMatchObject({ reason: 'one-time-code', asks: ['one-time-code'] })
    answer(parts, { oneTimeCode: CODE })
    expect(parts.engine.lastConnect?.credentials).toEqual({
      user: 'anna',
      password: PASSWORD,
      oneTimeCode: CODE,
    })
    expect(parts.known).toContain(CODE)
  })

  it('is asked for together with the password after a refusal', async () => {
    const parts = await connecting({ oneTimeCode: 'challenge' })
    answer(parts, { oneTimeCode: CODE })
    parts.engine.end(ONE_OF_EACH['sign-in-refused'])
    expect(requestOf(parts)).toMatchObject({ reason: 'refused', asks: ['password', 'one-time-code'] })
  })

  it('is asked for anew when the connection was lost', async () => {
    const parts = await connecting({ oneTimeCode: 'append' })
    answer(parts, { oneTimeCode: CODE })
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    parts.engine.end(ONE_OF_EACH['one-time-code-needed'])
    expect(requestOf(parts)).toMatchObject({ reason: 'one-time-code', asks: ['one-time-code'] })
    answer(parts, { oneTimeCode: '135791' })
    expect(parts.engine.lastConnect?.credentials).toMatchObject({ password: PASSWORD, oneTimeCode: '135791' })
  })

  it('is nowhere in the state', async () => {
    const parts = await connecting({ oneTimeCode: 'append' })
    answer(parts, { oneTimeCode: CODE })
    expect(JSON.stringify(parts.patches)).not.toMatch(new RegExp(`${CODE}|${PASSWORD}`))
  })
})

describe('a certificate of the user', () => {
  let certificate = ''
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'culvert-sign-in-'))
    certificate = makeIdentity(folder).certificate
    rmSync(folder, { recursive: true })
  })

  it('signs in by itself where no method wants a password', async () => {
    const parts = await connecting({ methods: ['eap-tls'], certificate }, { '/key': 'KEY' })
    expect(parts.engine.lastConnect?.credentials).toEqual({ user: 'anna', password: '', privateKey: 'KEY' })
  })

  it('leaves the name to be asked for, without a password', async () => {
    const parts = await setUp((profile) => {
      const { user: _, ...signIn } = profile.signIn
      return { ...profile, signIn: { ...signIn, methods: ['eap-tls'], certificate } }
    })
    await parts.controller.connect(parts.id)
    expect(requestOf(parts)).toMatchObject({ user: '', asks: [] })
  })
})

it('the password of a proxy is taken along where the profile names a user', async () => {
  const parts = await setUp((profile) => ({ ...profile, proxy: { mode: 'system', user: 'anna' } }))
  parts.secrets.kept.set(parts.id, PASSWORD).set(`${parts.id}/proxy`, 'kestrel')
  await parts.controller.connect(parts.id)
  expect(parts.engine.lastConnect?.credentials.proxyPassword).toBe('kestrel')
})

describe('what a run has learnt of a server', () => {
  it('is told to the engine of the next one', async () => {
    const parts = await connecting({ methods: ['eap-ms-chap-v2'] })
    expect(parts.engine.lastConnect?.zeroKey).toBe(false)
    parts.engine.say({ type: 'zero-key', works: true })
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    await vi.waitFor(() => expect(parts.library.takesZeroKey(parts.id)).toBe(true))
    parts.engine.end(ONE_OF_EACH['server-ended'])
    await parts.controller.connect(parts.id)
    expect(parts.engine.lastConnect?.zeroKey).toBe(true)
  })
})

describe('an expired password', () => {
  const expired = { ...ONE_OF_EACH['password-expired'], changeable: true } as const

  it('is changed with a new one beside the old one, and the new one is kept where the old one was', async () => {
    const parts = await connecting({})
    parts.engine.end(expired)
    expect(requestOf(parts)).toMatchObject({
      reason: 'password-expired',
      asks: ['new-password'],
      remember: true,
      attempts: 0,
    })
    answer(parts, { newPassword: NEW_PASSWORD, remember: true })
    expect(parts.engine.lastConnect?.credentials).toEqual({
      user: 'anna',
      password: PASSWORD,
      newPassword: NEW_PASSWORD,
    })
    expect(parts.known).toContain(NEW_PASSWORD)
    parts.engine.say({ type: 'password-changed' })
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    await vi.waitFor(() => expect(parts.secrets.kept.get(parts.id)).toBe(NEW_PASSWORD))
  })

  it('that the server will not have changed like this is asked for once more', async () => {
    const parts = await connecting({})
    parts.engine.end(expired)
    answer(parts, { newPassword: 'short', remember: true })
    parts.engine.end(ONE_OF_EACH['password-change-refused'])
    expect(requestOf(parts)).toMatchObject({
      reason: 'password-expired',
      failure: { code: 'password-change-refused' },
    })
    answer(parts, { newPassword: NEW_PASSWORD, remember: true })
    expect(parts.engine.lastConnect?.credentials).toMatchObject({
      password: PASSWORD,
      newPassword: NEW_PASSWORD,
    })
  })

  it('that cannot be changed here is a failure', async () => {
    const parts = await connecting({})
    parts.engine.end(ONE_OF_EACH['password-expired'])
    expect(parts.store.get().tunnel).toMatchObject({ state: 'failed', failure: { code: 'password-expired' } })
  })
})

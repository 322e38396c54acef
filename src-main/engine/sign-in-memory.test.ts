import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { AuthMethod, Profile } from '../../src-shared/profile.ts'
import type { EngineEvent } from './messages.ts'
import { SignInMemory, type SignInMemoryOptions } from './sign-in-memory.ts'

const REFUSED: Failure = { code: 'sstp-binding-refused', status: 4 }
const LOST: Failure = { code: 'connection-lost', detail: 'ECONNRESET' }
const INSIDE_EAP: Failure = {
  code: 'no-common-method',
  offered: ['eap-tls', 'peap'],
  accepted: ['eap-ttls-pap'],
}
const EXPIRED: Failure = { code: 'password-expired', message: '', changeable: true }

/** A tunnel whose sessions end with these results; a session that was up ends with `LOST`. */
function tunnel(method: string, options: Partial<SignInMemoryOptions> = {}) {
  const credentials = { user: 'alice', password: 'secret', oneTimeCode: '123456' }
  const taken: ReturnType<SignInMemory['take']>[] = []
  const events: EngineEvent[] = []
  const memory = new SignInMemory({
    profile: allowing('ms-chap-v2'),
    credentials,
    onEvent: (event) => events.push(event),
    ...options,
  })
  const withoutEap: boolean[] = []
  const dial = (...results: Failure[]) =>
    memory.withRetry(async () => {
      taken.push(memory.take())
      withoutEap.push(memory.withoutEap)
      memory.noteMethod(method)
      const result = results.shift()
      if (result === LOST) memory.noteUp()
      return result
    })
  return { memory, taken, events, dial, withoutEap, zeroKeys: () => taken.map(({ zeroKey }) => zeroKey) }
}

function allowing(...methods: AuthMethod[]): Profile {
  const profile = defaultProfile({ host: 'vpn.example.com', port: 443 })
  return { ...profile, signIn: { ...profile.signIn, methods } }
}

const notes = (events: EngineEvent[]) => events.filter(({ type }) => type === 'zero-key')

describe('what a tunnel learns about signing in', () => {
  it('gives a one-time code out once', () => {
    const { memory } = tunnel('ms-chap-v2')
    expect(memory.take().oneTimeCode).toBe('123456')
    expect(memory.take()).not.toHaveProperty('oneTimeCode')
  })

  it('signs in with the new password once it was taken', () => {
    const credentials = { user: 'alice', password: 'old', newPassword: 'new' }
    const { memory } = tunnel('ms-chap-v2', { credentials })
    expect(memory.take()).toMatchObject({ password: 'old', newPassword: 'new' })
    memory.notePasswordChanged()
    expect(memory.take()).toEqual({ user: 'alice', password: 'new', zeroKey: false })
  })

  it('asks for a new password when the old one has expired, and for another code with it', async () => {
    const askNewPassword = async () => ({ newPassword: 'new', oneTimeCode: '777' })
    const { taken, dial } = tunnel('ms-chap-v2', { askNewPassword })
    expect(await dial(EXPIRED, LOST)).toBe(LOST)
    expect(taken[1]).toMatchObject({ password: 'secret', newPassword: 'new', oneTimeCode: '777' })
  })

  it('takes no answer for an answer', async () => {
    const { taken, dial } = tunnel('ms-chap-v2', { askNewPassword: async () => undefined })
    expect(await dial(EXPIRED)).toEqual(EXPIRED)
    expect(taken).toHaveLength(1)
  })
})

describe('a server that has nothing wanted inside EAP', () => {
  const profile = allowing('eap-ttls-pap', 'ms-chap-v2')

  it('is dialled again without EAP, now and later, and the one-time code is still good', async () => {
    const { taken, dial, withoutEap, events } = tunnel('ms-chap-v2', { profile })
    expect(await dial(INSIDE_EAP, LOST)).toBe(LOST)
    await dial(LOST)
    expect(withoutEap).toEqual([false, true, true])
    expect(taken.map(({ oneTimeCode }) => oneTimeCode)).toEqual(['123456', '123456', undefined])
    expect(events).toMatchObject([{ type: 'log', text: expect.stringContaining('eap-tls, peap alone') }])
  })

  it('is asked for EAP again later when it has nothing else either', async () => {
    const { dial, withoutEap } = tunnel('ms-chap-v2', { profile })
    expect(await dial(INSIDE_EAP, { ...INSIDE_EAP, offered: ['eap'] })).toBe(INSIDE_EAP)
    await dial(LOST)
    expect(withoutEap).toEqual([false, true, false])
  })

  it.each([
    ['the profile has EAP alone', allowing('eap-ttls-pap', 'eap-tls'), ['eap-tls']],
    ['EAP was declined as a whole', profile, ['eap', 'pap']],
    ['nothing was offered', profile, []],
  ])('is left when %s', async (_case, withMethods, offered) => {
    const { dial, withoutEap } = tunnel('ms-chap-v2', { profile: withMethods })
    await dial({ ...INSIDE_EAP, offered })
    expect(withoutEap).toEqual([false])
  })
})

describe('the key of zeros', () => {
  it('is tried once with EAP-MSCHAPv2, in so many words, and told when the connection is up with it', async () => {
    const { dial, events, zeroKeys } = tunnel('eap-ms-chap-v2')
    expect(await dial(REFUSED, LOST)).toBe(LOST)
    expect(zeroKeys()).toEqual([false, true])
    expect(events).toMatchObject([
      { type: 'log', level: 'warn', text: expect.stringContaining('trying again with a key of zeros') },
      { type: 'log', level: 'info', text: expect.stringContaining('uses a key of zeros') },
      { type: 'zero-key', works: true },
    ])
  })

  it('stays for later sessions, and is told once', async () => {
    const { dial, events, zeroKeys } = tunnel('eap-ms-chap-v2')
    await dial(REFUSED, LOST)
    await dial(LOST)
    expect(zeroKeys()).toEqual([false, true, true])
    expect(notes(events)).toHaveLength(1)
  })

  it('comes first where an earlier run has seen it work', async () => {
    const { dial, events, zeroKeys } = tunnel('eap-ms-chap-v2', { zeroKey: true })
    await dial(LOST)
    expect(zeroKeys()).toEqual([true])
    expect(events).toMatchObject([{ type: 'log', level: 'info', text: expect.stringContaining('zeros') }])
  })

  it('makes way for the real one when the server was mended meanwhile', async () => {
    const { dial, events, zeroKeys } = tunnel('eap-ms-chap-v2', { zeroKey: true })
    await dial(REFUSED, LOST)
    await dial(LOST)
    expect(zeroKeys()).toEqual([true, false, false])
    expect(notes(events)).toEqual([{ type: 'zero-key', works: false }])
  })

  it.each([false, true])('is forgotten when neither was right; known before: %s', async (zeroKey) => {
    const { memory, dial, events } = tunnel('eap-ms-chap-v2', { zeroKey })
    expect(await dial(REFUSED, REFUSED)).toBe(REFUSED)
    expect(memory.take().zeroKey).toBe(false)
    expect(notes(events)).toEqual(zeroKey ? [{ type: 'zero-key', works: false }] : [])
  })

  it('is what methods without a key have anyway', () => {
    const { memory } = tunnel('pap', { zeroKey: true })
    expect(['pap', 'chap-md5', 'none'].map((method) => memory.noteMethod(method))).toEqual([true, true, true])
    expect(memory.noteMethod('eap-ms-chap-v2')).toBe(true)
    expect(memory.noteMethod('peap-ms-chap-v2')).toBe(false)
  })

  it.each(['ms-chap-v2', 'eap-tls', 'peap-ms-chap-v2'])('is never tried with %s', async (method) => {
    const { zeroKeys, dial, events } = tunnel(method)
    expect(await dial(REFUSED)).toBe(REFUSED)
    expect(zeroKeys()).toEqual([false])
    expect(notes(events)).toEqual([])
  })

  it('is no business of a binding that was refused before anybody signed in', async () => {
    const { memory, taken } = tunnel('eap-ms-chap-v2')
    memory.noteMethod('eap-ms-chap-v2')
    const run = async () => {
      taken.push(memory.take())
      return REFUSED
    }
    expect(await memory.withRetry(run)).toBe(REFUSED)
    expect(taken).toHaveLength(1)
  })
})

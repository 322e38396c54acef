import { describe, expect, it } from 'vitest'
import { type Difference, STRICT, vary } from './behaviour.ts'
import { Pair, type PairOptions } from './pair.ts'

function failureOf(difference: Difference, options: Omit<PairOptions, 'behaviour'> = {}) {
  const pair = new Pair({ ...options, behaviour: vary(STRICT, difference) }).start()
  pair.run(() => pair.isClosed)
  return pair.failure
}

describe('an answer to the HTTP request', () => {
  const answer = (...head: string[]) => failureOf({ http: { refuse: { head, body: '<html>' } } })
  const page = ['Server: nginx', 'Content-Type: text/html', 'Content-Length: 6']

  it.each([200, 400, 405, 501])('%i comes from a web server', (status) => {
    const failure = { code: 'http-web-server', status, server: 'nginx' }
    expect(answer(`HTTP/1.1 ${status} Whatever`, ...page)).toEqual(failure)
  })

  it.each([301, 302, 303, 307, 308])('%i points elsewhere', (status) => {
    const location = 'https://www.example.com/'
    expect(answer(`HTTP/1.1 ${status} Moved`, `Location: ${location}`)).toEqual({
      code: 'http-redirect',
      status,
      location,
    })
  })

  it.each([401, 403])('%i forbids', (status) => {
    expect(answer(`HTTP/1.1 ${status} No`, ...page)).toEqual({ code: 'http-forbidden', status })
  })

  it.each([
    ['404 Not Found', { code: 'http-wrong-path', status: 404, server: 'nginx' }],
    ['407 Proxy Authentication Required', { code: 'http-proxy-sign-in', status: 407 }],
    ['500 Internal Server Error', { code: 'http-status', status: 500, reason: 'Internal Server Error' }],
    ['503 Service Unavailable', { code: 'http-server-full', status: 503 }],
  ])('%s has a meaning of its own', (line, failure) => {
    expect(answer(`HTTP/1.1 ${line}`, ...page)).toEqual(failure)
  })

  it('404 comes from accel-ppp, too, when the name is not the one that it was given', () => {
    expect(failureOf({ http: { host: 'other.example.com' } })).toEqual({
      code: 'http-wrong-path',
      status: 404,
    })
    expect(
      failureOf({ http: { host: 'vpn.example.com' }, incidents: [{ at: 'http', does: { type: 'close' } }] }),
    ).toEqual({
      code: 'connection-lost',
      detail: 'notify',
    })
  })
})

describe('a sign-in', () => {
  it.each([
    [646, { code: 'account-hours', message: 'Come back later' }],
    [647, { code: 'account-disabled', message: 'Come back later' }],
    [648, { code: 'password-expired', message: 'Come back later', changeable: true }],
    [649, { code: 'account-no-dial-in', message: 'Come back later' }],
    [691, { code: 'sign-in-refused', error: 691, message: 'Come back later', attemptsAllowed: false }],
    [709, { code: 'password-change-refused', message: 'Come back later' }],
  ])('refused with E=%i has a name', (error, failure) => {
    expect(failureOf({ auth: { failure: { error, text: 'Come back later' } } })).toEqual(failure)
  })

  it.each(['ms-chap-v2', 'pap'] as const)('with a wrong password fails by %s', (method) => {
    const client = { methods: [method], credentials: { user: 'alice', password: 'wrong' } }
    expect(failureOf({}, { client })).toMatchObject({ code: 'sign-in-refused', attemptsAllowed: false })
  })

  it('of a user that the server does not know fails alike', () => {
    const client = { credentials: { user: 'mallory', password: 'secret' } }
    expect(failureOf({}, { client })).toMatchObject({ code: 'sign-in-refused', error: 691 })
  })

  it.each([
    ['CORP\\alice', 'secret'],
    ['alice@hub', 'secret'],
    ['jürgen', 'pässwörd 密码 🔑'],
    ['x'.repeat(200), ''],
  ])('works as %j with the password %j', (user, password) => {
    const server = { users: { alice: 'secret', jürgen: 'pässwörd 密码 🔑', ['x'.repeat(200)]: '' } }
    for (const methods of [['ms-chap-v2'], ['pap']] as const) {
      expect(new Pair({ client: { credentials: { user, password }, methods }, server }).connect().isUp).toBe(
        true,
      )
    }
  })

  it('fails when the server only pretends to know the password', () => {
    expect(failureOf({ auth: { wrongProof: true } })).toEqual({ code: 'server-not-authentic' })
  })

  it('may take two challenges, the second of which makes the keys', () => {
    const pair = new Pair({ behaviour: vary(STRICT, { auth: { rounds: 2 } }) }).connect()
    pair.wait(1_000)
    expect(pair.moments).toContain('bound')
  })

  it('may be asked for again in the middle of a session, without a gap', () => {
    const incidents = [1_000, 60_000, 120_000].map((afterMs) => ({
      at: 'network-up' as const,
      afterMs,
      does: { type: 'challenge' as const },
    }))
    const pair = new Pair({ behaviour: vary(STRICT, { incidents }) }).connect()
    pair.wait(300_000)
    expect(pair.serverEvents.filter(({ type }) => type === 'signed-in')).toHaveLength(4)
    expect(pair.clientEvents.filter(({ type }) => type.startsWith('network'))).toHaveLength(1)
    expect(pair.isUp).toBe(true)
  })

  it.each([[['eap']], [['chap-md5', 'ms-chap']], [['pap']]] as const)(
    'finds nothing in common with a server that knows only %j',
    (methods) => {
      expect(failureOf({ auth: { methods } })).toEqual({
        code: 'no-common-method',
        offered: methods,
        accepted: ['ms-chap-v2'],
      })
    },
  )

  it('goes from what the server prefers to what both know', () => {
    for (const takesSuggestion of [true, false]) {
      const behaviour = vary(STRICT, {
        auth: { methods: ['eap', 'chap-md5', 'ms-chap-v2'], takesSuggestion },
      })
      expect(new Pair({ behaviour }).connect().isUp).toBe(true)
    }
  })

  it('with PAP, or without any, needs a server whose identity was verified', () => {
    const client = { methods: ['pap'], serverVerified: false } as const
    expect(failureOf({}, { client })).toEqual({ code: 'pap-needs-verified-server' })
    expect(failureOf({ auth: { methods: ['none'] } }, { client: { serverVerified: false } })).toMatchObject({
      code: 'link-not-agreed',
    })
    expect(new Pair({ behaviour: vary(STRICT, { auth: { methods: ['none'] } }) }).connect().isUp).toBe(true)
  })
})

import { describe, expect, it, vi } from 'vitest'
import type { AppTunnelState } from '../../src-shared/app-state.ts'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { CERTIFICATE, FACTS, PASSWORD, type SetUp, setUp } from './tunnel/test-support/set-up.ts'

const tunnelOf = ({ store }: SetUp): AppTunnelState => store.get().tunnel
const stateOf = (parts: SetUp): string => tunnelOf(parts).state
const happened = ({ store }: SetUp): string[] => store.get().activity.map(({ what }) => what)

function requestOf(parts: SetUp, state: 'needs-credentials' | 'needs-trust') {
  const tunnel = tunnelOf(parts)
  if (tunnel.state !== state) throw new Error(`the state is ${tunnel.state}`)
  return tunnel.request
}

async function dialling(parts: SetUp): Promise<void> {
  parts.secrets.kept.set(parts.id, PASSWORD)
  await parts.controller.connect(parts.id)
}

async function connected(parts: SetUp): Promise<void> {
  await dialling(parts)
  parts.engine.say({ type: 'identity-accepted', certificate: CERTIFICATE })
  parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
  await vi.waitFor(() => expect(parts.library.certificateOf(parts.id)).toEqual(CERTIFICATE))
}

function answer(parts: SetUp, changes = {}): void {
  const { id: requestId } = requestOf(parts, 'needs-credentials')
  parts.controller.submitCredentials({
    requestId,
    user: 'anna',
    password: PASSWORD,
    remember: false,
    ...changes,
  })
}

describe('connecting', () => {
  it('shows itself before anything was looked up', async () => {
    const parts = await setUp()
    const asked = parts.controller.connect(parts.id)
    expect(stateOf(parts)).toBe('connecting')
    await asked
  })

  it('signs in with what the keychain has, and tells the log first what never to write', async () => {
    const parts = await setUp()
    await dialling(parts)
    expect(parts.engine.lastConnect).toMatchObject({
      run: 1,
      credentials: { user: 'anna', password: PASSWORD },
      reconnect: true,
    })
    expect(parts.known).toEqual(new Set([PASSWORD]))
  })

  it('shows the ladder as it is climbed, then the facts and since when', async () => {
    const parts = await setUp()
    await dialling(parts)
    parts.engine.say({ type: 'rung-start', rung: 'name' })
    parts.engine.say({ type: 'ladder', report: { rung: 'name', ok: true, ms: 4 } })
    parts.engine.say({ type: 'rung-start', rung: 'tcp' })
    expect(tunnelOf(parts)).toMatchObject({
      state: 'connecting',
      rung: 'tcp',
      ladder: [{ rung: 'name', ms: 4 }],
    })
    parts.time.now += 700
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    expect(tunnelOf(parts)).toMatchObject({ state: 'connected', since: 1_000_700, facts: FACTS })
    expect(parts.store.get().activity).toMatchObject([{ what: 'connected', afterMs: 700 }])
  })

  it('to an unknown connection says so', async () => {
    const { controller } = await setUp()
    await expect(controller.connect('nobody')).rejects.toMatchObject({
      failure: { code: 'profile-not-found' },
    })
  })

  it('twice is connecting once', async () => {
    const parts = await setUp()
    await dialling(parts)
    await parts.controller.connect(parts.id)
    expect(parts.engine.told).toEqual(['connect'])
  })

  it('to another one ends the first before', async () => {
    const parts = await setUp()
    await connected(parts)
    const other = await parts.library.duplicate(parts.id)
    parts.secrets.kept.set(other.id, PASSWORD)
    await parts.controller.connect(other.id)
    expect([stateOf(parts), parts.engine.told]).toEqual(['disconnecting', ['connect', 'disconnect']])
    parts.engine.end()
    await vi.waitFor(() => expect(parts.engine.told).toEqual(['connect', 'disconnect', 'connect']))
    expect(tunnelOf(parts)).toMatchObject({ state: 'connecting', profileId: other.id })
  })
})

describe('the password', () => {
  it.each([
    ['not-saved-yet', { canRemember: true, remember: true }],
    ['keychain-locked', { canRemember: false }],
    ['keychain-unavailable', { canRemember: false }],
    ['ask-every-time', { canRemember: false }],
    ['missing-in-keychain', { canRemember: true }],
  ] as const)('is asked for before dialling: %s', async (reason, more) => {
    const parts = await setUp()
    if (reason === 'keychain-locked') parts.secrets.state = 'locked'
    if (reason === 'keychain-unavailable') parts.secrets.state = 'unavailable'
    if (reason === 'missing-in-keychain') await parts.library.markConnected(parts.id, 1)
    const profile = parts.library.find(parts.id)?.profile
    if (reason === 'ask-every-time' && profile)
      await parts.library.replace(parts.id, profile, 'ask-every-time')
    await parts.controller.connect(parts.id)
    expect(requestOf(parts, 'needs-credentials')).toMatchObject({
      reason,
      user: 'anna',
      attempts: 0,
      ...more,
    })
    expect(parts.engine.told).toEqual([])
    answer(parts)
    expect(parts.engine.lastConnect?.credentials.password).toBe(PASSWORD)
  })

  it('is kept only after the server has accepted it, with the user name that was typed', async () => {
    const parts = await setUp()
    await parts.controller.connect(parts.id)
    answer(parts, { user: 'anna@corp', remember: true })
    expect(parts.secrets.kept.size).toBe(0)
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    await vi.waitFor(() => expect(parts.library.find(parts.id)?.profile.signIn.user).toBe('anna@corp'))
    expect(parts.secrets.kept.get(parts.id)).toBe(PASSWORD)
  })

  it('that cannot be kept is a notice, and no end of the connection', async () => {
    const parts = await setUp()
    await parts.controller.connect(parts.id)
    parts.secrets.state = 'locked'
    answer(parts, { remember: true })
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    await vi.waitFor(() =>
      expect(parts.store.get().notices).toMatchObject([
        { type: 'failure', failure: { code: 'keychain-locked' } },
      ]),
    )
    expect(stateOf(parts)).toBe('connected')
  })

  it('that was refused is asked for again with what is known, and never tried again by itself', async () => {
    const parts = await setUp()
    await dialling(parts)
    parts.engine.end(ONE_OF_EACH['sign-in-refused'])
    expect(requestOf(parts, 'needs-credentials')).toMatchObject({
      reason: 'refused',
      attempts: 1,
      user: 'anna',
      failure: { code: 'sign-in-refused', user: 'anna' },
    })
    answer(parts)
    parts.engine.end(ONE_OF_EACH['sign-in-refused'])
    expect(requestOf(parts, 'needs-credentials')).toMatchObject({ attempts: 2 })
    expect(parts.engine.told).toEqual(['connect', 'connect'])
    expect(parts.secrets.kept.get(parts.id)).toBe(PASSWORD)
  })

  it('is not kept against what the keychain can do, whatever the answer says', async () => {
    const parts = await setUp()
    parts.secrets.state = 'unavailable'
    await parts.controller.connect(parts.id)
    parts.secrets.state = 'available'
    answer(parts, { remember: true })
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    await vi.waitFor(() => expect(parts.library.find(parts.id)?.lastConnected).toBeDefined())
    expect(parts.secrets.kept.size).toBe(0)
  })

  it('that cannot even be looked for is a failure with words, and no waiting without end', async () => {
    const parts = await setUp()
    parts.secrets.read = () => Promise.reject(new Error('the keychain fell over'))
    await parts.controller.connect(parts.id)
    expect(tunnelOf(parts)).toMatchObject({ state: 'failed', failure: { code: 'internal' } })
  })

  it('given to a question that is no longer asked goes nowhere', async () => {
    const parts = await setUp()
    await parts.controller.connect(parts.id)
    const { id: requestId } = requestOf(parts, 'needs-credentials')
    await parts.controller.disconnect('user')
    parts.controller.submitCredentials({ requestId, user: 'anna', password: PASSWORD, remember: true })
    expect([stateOf(parts), parts.engine.told]).toEqual(['disconnected', []])
  })
})

describe('a server that nobody vouches for', () => {
  async function refused(code: keyof typeof ONE_OF_EACH, parts: SetUp) {
    await dialling(parts)
    parts.engine.say({ type: 'identity-refused', certificate: CERTIFICATE })
    parts.engine.end(ONE_OF_EACH[code])
  }

  it.each([
    ['certificate-self-signed', { once: true, pin: 'yes', ca: true }],
    ['certificate-unknown-issuer', { once: true, pin: 'yes', ca: true }],
    ['certificate-wrong-name', { once: true, pin: 'yes', ca: false }],
    ['certificate-expired', { once: true, pin: 'no', ca: false }],
    ['certificate-pin-mismatch', { once: false, pin: 'typed', ca: false }],
  ] as const)('is a question: %s', async (code, choices) => {
    const parts = await setUp()
    await refused(code, parts)
    expect(requestOf(parts, 'needs-trust')).toMatchObject({
      host: 'vpn.example.com',
      certificate: CERTIFICATE,
      failure: { code },
      choices,
    })
  })

  it.each(['certificate-wrong-purpose', 'certificate-not-yet-valid', 'certificate-rejected'] as const)(
    'is a plain failure where there is nothing to decide: %s',
    async (code) => {
      const parts = await setUp()
      await refused(code, parts)
      expect(tunnelOf(parts)).toMatchObject({ state: 'failed', failure: { code } })
    },
  )

  const decide = (
    parts: SetUp,
    decision: Parameters<SetUp['controller']['decideTrust']>[0]['decision'],
    ca?: string,
  ) =>
    parts.controller.decideTrust({ requestId: requestOf(parts, 'needs-trust').id, decision }, async () => ca)

  it('trusted once is trusted by this connection alone', async () => {
    const parts = await setUp()
    await refused('certificate-self-signed', parts)
    await decide(parts, { choice: 'once' })
    expect(parts.engine.lastConnect?.profile.identity.pinSha256).toEqual([CERTIFICATE.sha256])
    expect(parts.library.find(parts.id)?.profile.identity.pinSha256).toEqual([])
  })

  it('is kept as a pin beside those that are there', async () => {
    const pin = '11'.repeat(32)
    const parts = await setUp((profile) => ({
      ...profile,
      identity: { ...profile.identity, pinSha256: [pin] },
    }))
    await refused('certificate-unknown-issuer', parts)
    await decide(parts, { choice: 'pin' })
    expect(parts.library.find(parts.id)?.profile.identity.pinSha256).toEqual([pin, CERTIFICATE.sha256])
    expect(parts.engine.told).toEqual(['connect', 'connect'])
  })

  it('replaces a pin only when the last four characters were typed', async () => {
    const parts = await setUp((profile) => ({
      ...profile,
      identity: { ...profile.identity, pinSha256: ['11'.repeat(32)] },
    }))
    await refused('certificate-pin-mismatch', parts)
    await decide(parts, { choice: 'pin' })
    await decide(parts, { choice: 'pin', typed: 'beef' })
    await decide(parts, { choice: 'once' })
    expect([stateOf(parts), parts.engine.told]).toEqual(['needs-trust', ['connect']])
    await decide(parts, { choice: 'pin', typed: ' CAFE' })
    expect(parts.library.find(parts.id)?.profile.identity.pinSha256).toEqual([CERTIFICATE.sha256])
    expect(stateOf(parts)).toBe('connecting')
  })

  it.each([
    ['a key alone', [], ['33'.repeat(32)], [], [CERTIFICATE.keySha256]],
    [
      'a certificate and a key',
      ['11'.repeat(32)],
      ['33'.repeat(32), '44'.repeat(32)],
      [CERTIFICATE.sha256],
      [CERTIFICATE.keySha256],
    ],
  ])('replaces all pins of %s, so that nobody with the old key is taken any more', async (_what, ...pins) => {
    const [pinSha256, pinKeySha256, certificates, keys] = pins
    const parts = await setUp((profile) => ({
      ...profile,
      identity: { ...profile.identity, pinSha256, pinKeySha256 },
    }))
    await refused('certificate-pin-mismatch', parts)
    await decide(parts, { choice: 'pin', typed: 'cafe' })
    const after = { pinSha256: certificates, pinKeySha256: keys }
    expect(parts.library.find(parts.id)?.profile.identity).toMatchObject(after)
    expect(parts.engine.lastConnect?.profile.identity).toMatchObject(after)
  })

  it('is remembered with the day when it was pinned, and not when it was trusted once', async () => {
    const parts = await setUp()
    const up = () => {
      parts.engine.say({ type: 'identity-accepted', certificate: CERTIFICATE })
      parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
      return vi.waitFor(() => expect(parts.library.certificateOf(parts.id)).toEqual(CERTIFICATE))
    }
    await refused('certificate-self-signed', parts)
    await decide(parts, { choice: 'once' })
    await up()
    expect(parts.library.find(parts.id)?.trusted).toBeUndefined()
    await Promise.all([parts.controller.disconnect('user'), parts.engine.end()])
    await refused('certificate-self-signed', parts)
    await decide(parts, { choice: 'pin' })
    await up()
    const trusted = [{ sha256: CERTIFICATE.sha256, since: parts.time.now, validTo: CERTIFICATE.validTo }]
    await vi.waitFor(() => expect(parts.library.find(parts.id)?.trusted).toMatchObject(trusted))
  })

  it('is warned of in the log when it is pinned and ends within two weeks', async () => {
    const parts = await setUp((profile) => ({
      ...profile,
      identity: { ...profile.identity, pinSha256: [CERTIFICATE.sha256] },
    }))
    parts.time.now = Date.parse(CERTIFICATE.validTo) - 3 * 86_400_000
    await connected(parts)
    await vi.waitFor(() =>
      expect(parts.lines).toContainEqual(
        expect.stringMatching(/^This certificate ends in 3 days, on 2027-01-01\. It is pinned itself/),
      ),
    )
  })

  it('stays a question when the choice of a file was given up', async () => {
    const parts = await setUp()
    await refused('certificate-unknown-issuer', parts)
    await decide(parts, { choice: 'ca' })
    expect(stateOf(parts)).toBe('needs-trust')
  })

  it('is left alone by "don\'t connect"', async () => {
    const parts = await setUp()
    await refused('certificate-self-signed', parts)
    await decide(parts, { choice: 'refuse' })
    expect([stateOf(parts), parts.engine.told]).toEqual(['disconnected', ['connect']])
  })

  it('is shown beside the certificate of the last good connection', async () => {
    const parts = await setUp()
    await connected(parts)
    await Promise.all([parts.controller.disconnect('user'), parts.engine.end()])
    const fresh = { ...CERTIFICATE, sha256: '22'.repeat(32) }
    await parts.controller.connect(parts.id)
    parts.engine.say({ type: 'identity-refused', certificate: fresh })
    parts.engine.end(ONE_OF_EACH['certificate-self-signed'])
    expect(requestOf(parts, 'needs-trust')).toMatchObject({ certificate: fresh, previous: CERTIFICATE })
  })
})

describe('a refused binding', () => {
  it('is told as an inspection when the certificate comes from another issuer than last time', async () => {
    const parts = await setUp()
    await connected(parts)
    await vi.waitFor(() => expect(parts.library.find(parts.id)?.trusted).toHaveLength(1))
    await Promise.all([parts.controller.disconnect('user'), parts.engine.end()])
    await parts.controller.connect(parts.id)
    const certificate = { ...CERTIFICATE, issuer: 'Proxy CA', sha256: '22'.repeat(32) }
    parts.engine.say({ type: 'identity-accepted', certificate })
    parts.engine.end({ code: 'sstp-binding-refused' })
    const failure = { code: 'tls-inspected', issuer: 'Proxy CA', before: CERTIFICATE.issuer }
    expect(tunnelOf(parts)).toMatchObject({ state: 'failed', failure })
    expect(parts.library.find(parts.id)?.trusted).toMatchObject([{ issuer: CERTIFICATE.issuer }])
  })
})

describe('a connection that is lost', () => {
  const reconnecting = (parts: SetUp) =>
    parts.engine.say({
      type: 'state',
      state: { state: 'reconnecting', attempt: 0, retryInMs: 4_000, failure: ONE_OF_EACH['connection-lost'] },
    })

  it('says when the next attempt is, and how long it was away', async () => {
    const parts = await setUp()
    await connected(parts)
    reconnecting(parts)
    expect(tunnelOf(parts)).toMatchObject({ state: 'reconnecting', attempt: 1, retryAt: 1_004_000 })
    parts.time.now += 5_000
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    expect(tunnelOf(parts)).toMatchObject({ state: 'connected', since: 1_000_000 })
    expect(happened(parts)).toEqual(['connected', 'lost', 'reconnected'])
  })

  it('is shown as waiting while there is no network, and counts that to its absence', async () => {
    const parts = await setUp()
    await connected(parts)
    const failure = ONE_OF_EACH['connection-lost']
    parts.engine.say({ type: 'state', state: { state: 'waiting-for-network', failure } })
    expect(stateOf(parts)).toBe('waiting-for-network')
    parts.time.now += 60_000
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    expect(parts.store.get().activity.at(-1)).toMatchObject({ what: 'reconnected', afterMs: 60_000 })
  })

  it('is looked after when the computer wakes up, or Chromium sees another network', async () => {
    const parts = await setUp()
    await connected(parts)
    parts.controller.handleResume()
    parts.controller.handleOnline()
    expect(parts.engine.told).toEqual(['connect', 'hint', 'hint'])
    expect(happened(parts)).toContain('woke-up')
  })

  it('may find a sign-in page in its way, which opens for whoever asks', async () => {
    const parts = await setUp()
    await connected(parts)
    const url = 'http://login.hotel.test/'
    parts.controller.openSignInPage()
    parts.engine.say({ type: 'state', state: { state: 'captive-portal', url } })
    expect(tunnelOf(parts)).toEqual({ state: 'captive-portal', profileId: parts.id, url })
    parts.controller.openSignInPage()
    expect(parts.engine.told).toEqual(['connect', 'open-portal'])
    parts.engine.say({ type: 'state', state: { state: 'captive-portal', url, openFor: 300 } })
    expect(tunnelOf(parts)).toMatchObject({ openUntil: 1_300_000 })
  })

  it('leaves the computer blocked where its kill switch says so, until somebody opens it', async () => {
    const parts = await setUp()
    await connected(parts)
    const failure = ONE_OF_EACH['server-not-authentic']
    parts.engine.say({ type: 'state', state: { state: 'blocked', because: 'connection-lost', failure } })
    parts.engine.end(failure)
    expect(tunnelOf(parts)).toEqual({ state: 'blocked', profileId: parts.id, failure })
    parts.controller.unblock()
    expect(stateOf(parts)).toBe('disconnected')
    expect(happened(parts).slice(-2)).toEqual(['blocked', 'unblocked'])
  })

  it('is silent before it is lost', async () => {
    const parts = await setUp()
    await connected(parts)
    parts.engine.say({ type: 'silent', seconds: 12 })
    expect(tunnelOf(parts)).toMatchObject({ state: 'connected', silentSince: 988_000 })
    parts.engine.say({ type: 'silent', seconds: undefined })
    expect(tunnelOf(parts)).not.toHaveProperty('silentSince')
  })
})

describe('the end', () => {
  it.each(['connecting', 'connected'] as const)(
    'of one that is %s comes when the network is as before',
    async (when) => {
      const parts = await setUp()
      await (when === 'connected' ? connected(parts) : dialling(parts))
      const over = parts.controller.disconnect('user')
      expect(stateOf(parts)).toBe('disconnecting')
      parts.engine.end()
      await over
      expect(stateOf(parts)).toBe('disconnected')
      expect(happened(parts).at(-1)).toBe(when === 'connected' ? 'disconnected' : 'cancelled')
    },
  )

  it('shows nothing of what the engine still says', async () => {
    const parts = await setUp()
    await dialling(parts)
    void parts.controller.disconnect('user')
    parts.engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })
    expect(stateOf(parts)).toBe('disconnecting')
  })

  it('is named when the engine crashes, and the next connection works', async () => {
    const parts = await setUp()
    await connected(parts)
    parts.engine.crash('RangeError: out of bounds')
    expect(tunnelOf(parts)).toMatchObject({ state: 'failed', failure: { code: 'engine-crashed' } })
    await parts.controller.connect(parts.id)
    expect(parts.engine.lastConnect?.run).toBe(2)
  })

  it('that was wanted is not lost when the engine crashes in it', async () => {
    const parts = await setUp()
    await connected(parts)
    const over = parts.controller.disconnect('user')
    parts.engine.crash('RangeError: out of bounds')
    await over
    expect(stateOf(parts)).toBe('disconnected')
    await parts.controller.connect(parts.id)
    expect(parts.engine.told).toEqual(['connect', 'disconnect', 'connect'])
  })

  it('is not held up by other wishes', async () => {
    const parts = await setUp()
    await connected(parts)
    void parts.controller.disconnect('user')
    parts.controller.retryNow()
    parts.controller.handleResume()
    await parts.controller.reconnect()
    expect(parts.engine.told).toEqual(['connect', 'disconnect'])
  })

  it('of one that was only waited for leads to the next once', async () => {
    const parts = await setUp()
    await connected(parts)
    const other = await parts.library.duplicate(parts.id)
    parts.secrets.kept.set(other.id, PASSWORD)
    await parts.controller.connect(other.id)
    parts.engine.end()
    await vi.waitFor(() => expect(parts.engine.told).toHaveLength(3))
    parts.engine.end()
    expect([stateOf(parts), parts.engine.told.length]).toEqual(['disconnected', 3])
  })

  it('of an old tunnel does not end the new one', async () => {
    const parts = await setUp()
    await dialling(parts)
    parts.engine.end(ONE_OF_EACH['tcp-refused'])
    await parts.controller.connect(parts.id)
    parts.engine.end(ONE_OF_EACH['tcp-refused'], 1)
    expect(stateOf(parts)).toBe('connecting')
  })
})

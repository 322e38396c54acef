import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type LeafOptions, testPki } from '../../e2e/testbed/pki.ts'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { type DialOptions, dial } from './dialer.ts'
import { Ladder } from './ladder.ts'
import type { EngineEvent } from './messages.ts'
import { Receiver } from './receiver.ts'
import { createTrustStore } from './trust-store.ts'

const servers: net.Server[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const server of servers.splice(0)) server.close()
})

async function listen<S extends net.Server>(server: S): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A TLS server with a certificate of the test authority; it sends `early` at once and echoes what it gets. */
async function tlsServer(leaf: LeafOptions, options: tls.TlsOptions = {}): Promise<number> {
  const { cert, key } = await (await testPki()).leaf(leaf)
  return listen(
    tls.createServer({ cert, key, ...options }, (socket) => {
      socket.on('error', () => socket.destroy())
      socket.pipe(socket)
    }),
  )
}

interface Attempt {
  host?: string
  identity?: Partial<Profile['identity']>
  /** False leaves the test authority unknown. */
  trustAuthority?: boolean
  signal?: AbortSignal
  addresses?: DialOptions['addresses']
}

async function attempt(port: number, options: Attempt = {}) {
  const { host = 'localhost', identity = {}, trustAuthority = true } = options
  const ca = trustAuthority ? (await testPki()).authority.cert : undefined
  const events: EngineEvent[] = []
  const receiver = new Receiver()
  const defaults = defaultProfile({ host, port })
  const profile: Profile = {
    ...defaults,
    identity: { ...defaults.identity, verifyName: 'vpn.test', sni: 'vpn.test', ...identity },
  }
  const dialled = await dial({
    profile,
    trust: createTrustStore(ca),
    receive: receiver,
    ladder: new Ladder((event) => events.push(event)),
    signal: options.signal ?? new AbortController().signal,
    ...(options.addresses !== undefined && { addresses: options.addresses }),
  })
  servers.push(Object.assign(net.createServer(), { close: () => dialled.socket.destroy() }))
  return { dialled, receiver, events }
}

async function refusal(...[port, options]: Parameters<typeof attempt>): Promise<unknown> {
  const error = await attempt(port, options).then(
    () => new Error('it was accepted'),
    (cause) => cause,
  )
  return error instanceof FailureError ? error.failure : error
}

describe('a server whose identity is right', () => {
  it('is reached rung by rung, and its certificate is kept for the binding', async () => {
    const leaf = { names: ['vpn.test'] }
    const { dialled, events } = await attempt(await tlsServer(leaf))
    expect(events).toMatchObject([
      { type: 'rung-start', rung: 'name' },
      { type: 'ladder', report: { rung: 'name', ok: true } },
      { type: 'rung-start', rung: 'tcp' },
      { type: 'ladder', report: { rung: 'tcp', ok: true, detail: '127.0.0.1' } },
      { type: 'rung-start', rung: 'tls' },
      { type: 'ladder', report: { rung: 'tls', ok: true, detail: 'TLSv1.3, TLS_AES_256_GCM_SHA384' } },
    ])
    const { cert } = await (await testPki()).leaf(leaf)
    const pem = Buffer.from(dialled.leaf).toString('base64')
    expect(cert.toString().replaceAll('\n', '')).toContain(pem)
    expect(dialled.decision).toMatchObject({
      accepted: true,
      facts: { subject: 'vpn.test', trust: 'profile-ca' },
    })
  })

  it('is read through the fixed buffer', async () => {
    const { dialled, receiver } = await attempt(await tlsServer({ names: ['vpn.test'] }))
    const heard = new Promise<string>((resolve) =>
      receiver.listen((chunk) => {
        expect(chunk.buffer).toBe(receiver.buffer.buffer)
        resolve(Buffer.from(chunk).toString())
      }),
    )
    dialled.socket.write('hello')
    expect(await heard).toBe('hello')
  })

  it('is dialled, named and verified by three separate fields', async () => {
    const names: (string | false | undefined)[] = []
    const port = await tlsServer(
      { names: ['other.test'] },
      {
        SNICallback: (name, done) => {
          names.push(name)
          done(null)
        },
      },
    )
    const { dialled } = await attempt(port, {
      host: '127.0.0.1',
      identity: { sni: 'front.test', verifyName: 'other.test' },
    })
    expect(names).toEqual(['front.test'])
    expect(dialled.decision.accepted).toBe(true)
    await attempt(port, { identity: { sni: '', verifyName: 'other.test' } })
    expect(names).toEqual(['front.test'])
  })

  it('is found where it was before, without asking for its name again', async () => {
    const port = await tlsServer({ names: ['vpn.test'] })
    const addresses = [{ address: '127.0.0.1', family: 4 }]
    const { dialled } = await attempt(port, { host: 'name.invalid', addresses })
    expect(dialled.address).toBe('127.0.0.1')
  })

  it('is accepted by its pin alone, whoever signed it and whatever it is called', async () => {
    const leaf = { names: ['whatever.test'], selfSigned: true }
    const port = await tlsServer(leaf)
    const { sha256 } = (await refusal(port, { trustAuthority: false })) as { sha256: string }
    const { dialled } = await attempt(port, { trustAuthority: false, identity: { pinSha256: [sha256] } })
    expect(dialled.decision).toMatchObject({ accepted: true, facts: { trust: 'pin' } })
  })
})

describe('a server whose identity is wrong is refused before anything is sent', () => {
  it.each([
    [
      'self-signed',
      { names: ['vpn.test'], selfSigned: true },
      { code: 'certificate-self-signed', subject: 'vpn.test' },
    ],
    ['expired', { names: ['vpn.test'], validity: 'expired' }, { code: 'certificate-expired' }],
    ['not yet valid', { names: ['vpn.test'], validity: 'not-yet' }, { code: 'certificate-not-yet-valid' }],
    [
      'of another name',
      { names: ['a.test', 'b.test'] },
      { code: 'certificate-wrong-name', expected: 'vpn.test', names: ['a.test', 'b.test'] },
    ],
    ['for clients only', { names: ['vpn.test'], usage: 'client' }, { code: 'certificate-wrong-purpose' }],
  ] as [string, LeafOptions, object][])('%s', async (_, leaf, failure) => {
    const port = await tlsServer(leaf)
    expect(await refusal(port)).toMatchObject(failure)
  })

  it('of an unknown authority', async () => {
    const port = await tlsServer({ names: ['vpn.test'] })
    expect(await refusal(port, { trustAuthority: false })).toMatchObject({
      code: 'certificate-unknown-issuer',
      issuer: 'Culvert Test Authority',
    })
  })

  it('although its chain is good, when the profile pins another certificate', async () => {
    const port = await tlsServer({ names: ['vpn.test'] })
    const pinned = 'ab'.repeat(32)
    expect(await refusal(port, { identity: { pinSha256: [pinned] } })).toMatchObject({
      code: 'certificate-pin-mismatch',
      expected: [pinned],
    })
  })

  it('and hears nothing of us', async () => {
    const heard: Buffer[] = []
    const { cert, key } = await (await testPki()).leaf({ names: ['a.test'] })
    const closed = Promise.withResolvers<void>()
    const server = tls.createServer({ cert, key }, (socket) => {
      socket.on('data', (chunk) => heard.push(chunk))
      socket.on('error', () => socket.destroy())
    })
    server.on('connection', (connection) => connection.on('close', () => closed.resolve()))
    const port = await listen(server)
    await refusal(port)
    await closed.promise
    expect(heard).toEqual([])
  })
})

describe('what is no TLS server is named', () => {
  it('an unknown name', async () => {
    expect(await refusal(443, { host: 'no-such-host.invalid' })).toEqual({
      code: 'name-not-found',
      host: 'no-such-host.invalid',
    })
  })

  it('a closed port', async () => {
    const port = await listen(net.createServer())
    servers.pop()?.close()
    expect(await refusal(port)).toEqual({ code: 'tcp-refused', host: 'localhost', port })
  })

  it('plain HTTP', async () => {
    const port = await listen(net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(await refusal(port)).toEqual({ code: 'tls-not-tls', host: 'localhost', port })
  })

  it('a server that hangs up', async () => {
    const port = await listen(net.createServer((socket) => socket.once('data', () => socket.destroy())))
    expect(await refusal(port)).toMatchObject({ code: 'tls-failed' })
  })

  it('a server that has only TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const port = await tlsServer({ names: ['vpn.test'] }, old)
    expect(await refusal(port)).toMatchObject({ code: 'tls-no-common-version' })
  })

  it('a server that says nothing, after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const connected = Promise.withResolvers<void>()
    const port = await listen(net.createServer((socket) => socket.once('data', () => connected.resolve())))
    const refused = refusal(port)
    await connected.promise
    vi.advanceTimersByTime(10_000)
    expect(await refused).toEqual({ code: 'timeout', rung: 'tls', seconds: 10 })
  })

  it('and a user who changes his mind ends it at once', async () => {
    const controller = new AbortController()
    const port = await listen(
      net.createServer((socket) => socket.once('data', () => controller.abort('enough'))),
    )
    expect(await refusal(port, { signal: controller.signal })).toBe('enough')
  })
})

import { type ChildProcess, spawn } from 'node:child_process'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Identity, type Pki, testPki } from '../../e2e/testbed/pki.ts'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { FailureError } from '../../src-shared/failure.ts'
import { TunnelClient } from '../protocol/tunnel-client.ts'
import { dial } from './dialer.ts'
import { Driver } from './driver.ts'
import { Ladder } from './ladder.ts'
import { nodeCrypto } from './node-crypto.ts'
import { Receiver } from './receiver.ts'
import { createTrustStore } from './trust-store.ts'

const NAME = 'vpn.example.com'
let pki: Pki
let good: Identity
let expired: Identity
let stranger: Identity
const servers: ChildProcess[] = []

beforeAll(async () => {
  pki = await testPki()
  good = await pki.leaf({ names: ['alice'], usage: 'client' })
  expired = await pki.leaf({ names: ['alice'], usage: 'client', validity: 'expired' })
  stranger = await pki.leaf({ names: ['alice'], usage: 'client', selfSigned: true })
})

afterAll(() => {
  for (const server of servers) server.kill('SIGKILL')
})

/** OpenSSL's own server, which lets nobody in without a certificate that it can verify; resolves when it listens. */
async function openSslServer(version: '1.2' | '1.3') {
  const { certFile, keyFile } = await pki.leaf({ names: [NAME] })
  const port = await freePort()
  const args = ['s_server', '-accept', `127.0.0.1:${port}`, '-cert', certFile, '-key', keyFile]
  const checks = ['-CAfile', pki.authority.certFile, '-Verify', '2', '-verify_return_error']
  const server = spawn('openssl', [...args, ...checks, `-tls${version.replace('.', '_')}`], { stdio: 'pipe' })
  servers.push(server)
  let output = ''
  const heard = (words: RegExp) =>
    new Promise<void>((resolve, reject) => {
      server.once('exit', () => reject(new Error(`s_server ended: ${output}`)))
      const look = () => words.test(output) && resolve()
      server.stdout.on('data', look)
      look()
    })
  server.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString()
  })
  await heard(/ACCEPT/)
  return { port, heard }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** Dials with this certificate and says the first words of SSTP; resolves with what ended it. */
async function refusalBy(port: number, client: Identity | undefined): Promise<Failure | undefined> {
  const defaults = defaultProfile({ host: '127.0.0.1', port })
  const receiver = new Receiver()
  try {
    const dialled = await dial({
      profile: { ...defaults, identity: { ...defaults.identity, verifyName: NAME, sni: NAME } },
      trust: createTrustStore(
        pki.authority.cert,
        client && { client: { certificate: client.cert, key: client.key } },
      ),
      receive: receiver,
      ladder: new Ladder(() => undefined),
      signal: new AbortController().signal,
    })
    return await new Promise((resolve) => {
      const machine = new TunnelClient({
        crypto: nodeCrypto,
        host: NAME,
        port,
        correlationId: '00000000-0000-4000-8000-000000000000',
        leafCertificate: dialled.leaf,
        serverVerified: true,
        credentials: { user: 'alice', password: 'secret' },
        methods: ['ms-chap-v2'],
        mru: 1500,
        requestDns: false,
        onPacket: () => undefined,
      })
      const onEvent: ConstructorParameters<typeof Driver>[0]['onEvent'] = (event) => {
        if (event.type === 'closed') resolve(event.failure)
      }
      new Driver({
        client: machine,
        socket: dialled.socket,
        receiver,
        onEvent,
        onChunkDone: () => undefined,
      }).start()
    })
  } catch (cause) {
    if (cause instanceof FailureError) return cause.failure
    throw cause
  }
}

describe.each(['1.2', '1.3'] as const)('a server that wants a certificate, with TLS %s', (version) => {
  it.each([
    ['has expired', () => expired, /certificate expired/],
    ['nobody vouches for', () => stranger, /unknown ca|bad certificate|certificate unknown/],
  ])('says that one is refused that %s', async (_, shown, detail) => {
    const { port } = await openSslServer(version)
    const failure = await refusalBy(port, shown())
    expect(failure).toEqual({ code: 'client-certificate-refused', detail: expect.stringMatching(detail) })
  })
})

it('says that a certificate is missing, with TLS 1.3, which has a word for that', async () => {
  const { port } = await openSslServer('1.3')
  expect(await refusalBy(port, undefined)).toEqual({
    code: 'client-certificate-refused',
    detail: 'certificate required',
  })
})

it('says so each time, however quickly the server hangs up behind its alert', async () => {
  const { port } = await openSslServer('1.3')
  for (let i = 0; i < 20; i++)
    expect(await refusalBy(port, expired)).toMatchObject({ code: 'client-certificate-refused' })
})

it('lets a good one pass', async () => {
  const { port, heard } = await openSslServer('1.3')
  const refusal = refusalBy(port, good).then((failure) => {
    throw new Error(`refused: ${failure?.code}`)
  })
  await Promise.race([heard(/SSTP_DUPLEX_POST/), refusal])
})

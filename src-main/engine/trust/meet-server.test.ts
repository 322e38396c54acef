import { X509Certificate } from 'node:crypto'
import http from 'node:http'
import type net from 'node:net'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { RevocationPki } from '../../../e2e/testbed/revocation-pki.ts'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { FailureError } from '../../../src-shared/failure.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { dial } from '../dialer.ts'
import { Ladder } from '../ladder.ts'
import { Receiver } from '../receiver.ts'
import { createTrustStore, type TrustOptions } from '../trust-store.ts'

interface Identity {
  cert: string
  key: string
}

const closing: { close: () => void }[] = []
let pki: RevocationPki
let issuers: http.Server
let good: Identity

beforeAll(async () => {
  issuers = http.createServer((request, response) => {
    if (request.url !== '/between.crt') response.writeHead(404).end()
    else void pki.derOf('between.crt').then((der) => response.end(der))
  })
  await new Promise<void>((resolve) => issuers.listen(0, '127.0.0.1', resolve))
  const { port } = issuers.address() as net.AddressInfo
  pki = await RevocationPki.create(`http://127.0.0.1:${port}/between.crt`)
  good = await pki.leaf('good')
}, 60_000)

afterAll(() => issuers.close())
afterEach(() => {
  for (const one of closing.splice(0)) one.close()
})

interface Wanted {
  /** What the server sends besides its own certificate. */
  chain?: string
  ocsp?: Uint8Array
  server?: tls.TlsOptions
  identity?: Partial<Profile['identity']>
  trust?: TrustOptions
  killSwitch?: boolean
}

/** Dials a server with this certificate as a client that trusts the root; resolves with the facts, or the failure's code. */
async function meet(identity: Identity, wanted: Wanted = {}) {
  const { chain = pki.between, ocsp, killSwitch = false } = wanted
  const server = tls.createServer({ cert: identity.cert + chain, key: identity.key, ...wanted.server })
  server.on('OCSPRequest', (_, __, answer) => answer(null, ocsp === undefined ? null : Buffer.from(ocsp)))
  server.on('tlsClientError', () => undefined)
  server.on('secureConnection', (socket) => socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(server)
  const { port } = server.address() as net.AddressInfo
  const defaults = defaultProfile({ host: '127.0.0.1', port })
  const profile: Profile = {
    ...defaults,
    identity: { ...defaults.identity, verifyName: 'vpn.test', sni: 'vpn.test', ...wanted.identity },
    protection: { killSwitch },
  }
  const log: string[] = []
  try {
    const dialled = await dial({
      profile,
      trust: createTrustStore(pki.root, wanted.trust),
      receive: new Receiver(),
      ladder: new Ladder(() => undefined),
      signal: new AbortController().signal,
      onLog: (text) => log.push(text),
    })
    closing.push({ close: () => dialled.socket.destroy() })
    if (!dialled.decision.accepted) throw new Error('dialled without being accepted')
    return { facts: dialled.decision.facts, version: dialled.tlsVersion, log }
  } catch (cause) {
    if (cause instanceof FailureError) return { failure: cause.failure, log }
    throw cause
  }
}

describe('a certificate that is', () => {
  it.each(['rsa', 'ec', 'ed25519'] as const)('of a key of kind %s is accepted', async (kind) => {
    const { facts } = await meet(await pki.leaf(`kind-${kind}`, kind))
    expect(facts).toMatchObject({ trust: 'profile-ca', revocation: 'unknown' })
  })

  it('without any extended key usage may be a server', async () =>
    expect((await meet(await pki.leaf('no-eku', 'ec', 'v3_no_eku'))).facts).toBeDefined())

  it.each([false, true])('signed with SHA-1 is refused, old TLS allowed: %s', async (legacyTls) => {
    const weak = await pki.leaf(`weak-${legacyTls}`, 'ec', 'v3_leaf', 'sha1')
    const { failure } = await meet(weak, { trust: { legacyTls }, server: { ciphers: 'DEFAULT@SECLEVEL=0' } })
    expect(failure).toEqual({ code: 'certificate-rejected', detail: 'CA_MD_TOO_WEAK' })
  })
})

describe('certificates in between that the server does not send', () => {
  it('leave the issuer unknown', async () =>
    expect((await meet(good, { chain: '' })).failure?.code).toBe('certificate-unknown-issuer'))

  it('are fetched when the profile agrees', async () => {
    const { facts, log } = await meet(good, { chain: '', identity: { fetchIntermediates: true } })
    expect(facts?.trust).toBe('profile-ca')
    expect(log.join()).toContain('fetched a certificate that the server did not send')
  })

  it('are not fetched past a kill switch', async () => {
    const wanted = { chain: '', identity: { fetchIntermediates: true }, killSwitch: true }
    const { failure, log } = await meet(good, wanted)
    expect(failure?.code).toBe('certificate-unknown-issuer')
    expect(log.join()).toContain('not fetched past the kill switch')
  })
})

describe('revocation', () => {
  it('is told by a stapled OCSP answer', async () => {
    expect((await meet(good, { ocsp: await pki.ocsp('good') })).facts?.revocation).toBe('good')
    const bad = await pki.leaf('bad-ocsp')
    await pki.revoke('bad-ocsp')
    const { failure } = await meet(bad, { ocsp: await pki.ocsp('bad-ocsp') })
    expect(failure).toMatchObject({ code: 'certificate-revoked', by: 'ocsp' })
  })

  it('is told by a list in the profile, also to a profile that does not look, and of a pinned certificate', async () => {
    const bad = await pki.leaf('bad-crl')
    await pki.revoke('bad-crl')
    const crl = await pki.list()
    expect((await meet(good, { identity: { crl } })).facts?.revocation).toBe('good')
    const pin = new X509Certificate(bad.cert).fingerprint256.replaceAll(':', '').toLowerCase()
    for (const identity of [{ crl }, { crl, revocation: 'off' as const }, { crl, pinSha256: [pin] }])
      expect((await meet(bad, { identity })).failure).toMatchObject({
        code: 'certificate-revoked',
        by: 'crl',
      })
  })

  it('that nobody tells is a refusal only when the profile is hard', async () => {
    const { facts, log } = await meet(good)
    expect(facts).toMatchObject({ revocation: 'unknown', revocationGap: 'nothing-said' })
    expect(log.join()).toContain('nobody can tell whether the certificate was revoked (nothing-said)')
    expect((await meet(good, { identity: { revocation: 'off' } })).facts?.revocation).toBeUndefined()
    const { failure } = await meet(good, { identity: { revocation: 'hard' } })
    expect(failure).toEqual({ code: 'certificate-revocation-unknown', because: 'nothing-said' })
    const stapled = { identity: { revocation: 'hard' as const }, ocsp: await pki.ocsp('good') }
    expect((await meet(good, stapled)).facts?.revocation).toBe('good')
  })

  it('is not told by an answer about another certificate', async () => {
    await pki.leaf('other')
    const wanted = { identity: { revocation: 'hard' as const }, ocsp: await pki.ocsp('other') }
    const { failure } = await meet(good, wanted)
    expect(failure).toEqual({ code: 'certificate-revocation-unknown', because: 'not-for-this' })
  })
})

describe('a pin', () => {
  it('of the key holds over a renewal, and of another one does not', async () => {
    const first = await meet(good, { identity: { pinKeySha256: ['0'.repeat(64)] } })
    if (first.failure?.code !== 'certificate-pin-mismatch') throw new Error('it was accepted')
    const { facts } = await meet(good, { identity: { pinKeySha256: [first.failure.keys?.actual ?? ''] } })
    expect(facts?.trust).toBe('pin')
  })

  it('of the certificate is the whole answer, without any chain', async () => {
    const { failure } = await meet(good, { identity: { pinSha256: ['0'.repeat(64)] } })
    if (failure?.code !== 'certificate-pin-mismatch') throw new Error('it was accepted')
    const { facts } = await meet(good, { chain: '', identity: { pinSha256: [failure.actual] } })
    expect(facts?.trust).toBe('pin')
  })
})

describe('versions and keys', () => {
  const old: tls.TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }

  it('that are old are spoken only when the profile says so', async () => {
    const rsa = await pki.leaf('old-tls', 'rsa')
    expect((await meet(rsa, { server: old })).failure?.code).toBe('tls-no-common-version')
    expect((await meet(rsa, { server: old, trust: { legacyTls: true } })).version).toBe('TLSv1')
  })

  it('are shown to a server that wants to know who calls', async () => {
    const { cert, key } = await pki.leaf('anna', 'ec', 'v3_no_eku')
    const server: tls.TlsOptions = {
      ca: [pki.root, pki.between],
      requestCert: true,
      rejectUnauthorized: true,
      maxVersion: 'TLSv1.2',
    }
    const client = { certificate: cert + pki.between, key }
    expect((await meet(good, { server, trust: { client } })).facts).toBeDefined()
    expect((await meet(good, { server })).failure?.code).toMatch(/client-certificate-refused|tls-failed/)
  })
})

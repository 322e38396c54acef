import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STRICT, vary } from '../../src-main/testing/behaviour.ts'
import { signInLive } from '../../src-main/testing/live-pair.ts'
import type { AuthMethod } from '../../src-shared/profile.ts'
import { type Identity, type LeafOptions, testPki } from '../testbed/pki.ts'
import { FreeRadius } from './freeradius.ts'
import type { AuthorityOptions } from './freeradius-config.ts'
import { MethodTable } from './method-table.ts'
import { NAME, signIn, story } from './sign-in.ts'

const USERS = `
alice Cleartext-Password := "secret"
`

const table = new MethodTable('methods')
const servers = new Map<string, FreeRadius>()
const certificates = { user: {} as Identity, expired: {} as Identity }

async function authority(options: Partial<AuthorityOptions> & { leaf?: Partial<LeafOptions> } = {}) {
  const { leaf, ...rest } = options
  const key = JSON.stringify(options)
  const known = servers.get(key)
  if (known !== undefined) return known
  const pki = await testPki()
  const identity = await pki.leaf({ names: [NAME], ...leaf })
  const server = await FreeRadius.start({ users: USERS, ...rest, identity, authority: pki.authority })
  servers.set(key, server)
  return server
}

beforeAll(async () => {
  const pki = await testPki()
  certificates.user = await pki.leaf({ names: ['alice'], usage: 'client' })
  certificates.expired = await pki.leaf({ names: ['alice'], usage: 'client', validity: 'expired' })
})

afterAll(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]()
  table.write()
})

const METHODS = [
  ['ms-chap-v2', '1.2'],
  ['eap-ms-chap-v2', '1.2'],
  ['eap-tls', '1.2'],
  ['eap-tls', '1.3'],
  ['peap-ms-chap-v2', '1.2'],
  ['peap-ms-chap-v2', '1.3'],
  ['peap-eap-tls', '1.2'],
  ['peap-eap-tls', '1.3'],
  ['eap-ttls-pap', '1.2'],
  ['eap-ttls-pap', '1.3'],
  ['eap-ttls-ms-chap-v2', '1.2'],
  ['eap-ttls-ms-chap-v2', '1.3'],
] as const

const WITH_PASSWORD = [
  'ms-chap-v2',
  'eap-ms-chap-v2',
  'peap-ms-chap-v2',
  'eap-ttls-pap',
  'eap-ttls-ms-chap-v2',
] as const satisfies AuthMethod[]

const IN_TLS = ['eap-tls', 'peap-ms-chap-v2', 'eap-ttls-pap'] as const satisfies AuthMethod[]

const TUNNELLED = /^(peap|eap-ttls)/

describe('FreeRADIUS behind the VPN server', () => {
  it.each(METHODS)('signs in by %s with TLS %s, and its keys fit the crypto binding', async (method, tls) => {
    const radius = await authority({ tls })
    const result = await signIn({ methods: [method], radius, showing: certificates.user })
    expect(result, story(result, radius)).toMatchObject({ method, failure: undefined, isBound: true })
    table.note(
      method,
      method.endsWith('ms-chap-v2') && !TUNNELLED.test(method) ? 'FreeRADIUS' : `FreeRADIUS, TLS ${tls}`,
      'signed in, binding verified',
    )
  })

  it('takes the method that comes first in the profile, when it proposes another', async () => {
    const radius = await authority({ tls: '1.2' })
    const methods = ['eap-ttls-pap', 'eap-ms-chap-v2'] as const
    const result = await signIn({ methods, radius })
    expect(result).toMatchObject({ method: 'eap-ttls-pap', isBound: true })
  })

  it('learns nothing but the outer identity before the tunnel', async () => {
    const radius = await authority({ tls: '1.2' })
    const signInAs = { outerIdentity: 'anonymous@example.com' }
    const result = await signIn({ methods: ['peap-ms-chap-v2'], radius, signIn: signInAs })
    expect(result, story(result, radius)).toMatchObject({ isBound: true, user: 'anonymous@example.com' })
  })

  it.each(WITH_PASSWORD)('refuses a wrong password by %s', async (method) => {
    const radius = await authority({ tls: '1.2' })
    const result = await signIn({ methods: [method], radius, credentials: { password: 'wrong' } })
    expect(result, story(result, radius)).toMatchObject({ failure: { code: 'sign-in-refused' } })
    table.note(method, 'FreeRADIUS, wrong password', '`sign-in-refused`')
  })

  it.each(['eap-tls', 'peap-eap-tls'] as const)('refuses an expired certificate by %s', async (method) => {
    const radius = await authority({ tls: '1.2' })
    const result = await signIn({ methods: [method], radius, showing: certificates.expired })
    expect(result, story(result, radius)).toMatchObject({ failure: { code: 'client-certificate-refused' } })
    table.note(method, "FreeRADIUS, the user's certificate has expired", '`client-certificate-refused`')
  })

  it('refuses an expired certificate with TLS 1.3, where it says so after the handshake', async () => {
    const radius = await authority({ tls: '1.3' })
    const result = await signIn({ methods: ['eap-tls'], radius, showing: certificates.expired })
    expect(result, story(result, radius)).toMatchObject({ failure: { code: 'client-certificate-refused' } })
  })

  it('offers EAP-MD5 in vain', async () => {
    const radius = await authority({
      first: 'md5',
      users: 'alice Cleartext-Password := "secret", EAP-Type := MD5-Challenge\n',
    })
    const result = await signIn({ methods: ['eap-tls'], radius, showing: certificates.user })
    expect(result, story(result, radius)).toMatchObject({
      failure: { code: 'no-common-method', offered: ['eap-md5'], accepted: ['eap-tls'] },
    })
    table.note('eap-tls', 'FreeRADIUS that has EAP-MD5 alone', '`no-common-method`')
  })
})

describe('an authority that nobody should talk to', () => {
  const untrusted = (code: string) => ({ failure: { code: 'auth-server-not-trusted', because: { code } } })

  it.each(IN_TLS)(
    'does not get a password by %s when its certificate is for another name',
    async (method) => {
      const radius = await authority({ leaf: { names: ['other.example.com'] } })
      const result = await signIn({ methods: [method], radius, showing: certificates.user })
      expect(result, story(result, radius)).toMatchObject(untrusted('certificate-wrong-name'))
      expect(radius.output).not.toMatch(/Found Auth-Type = (PAP|MS-CHAP)|User-Password|MS-CHAP2-Response/)
      table.note(method, 'FreeRADIUS with another name', '`auth-server-not-trusted`, wrong name')
    },
  )

  it.each(IN_TLS)('does not get a password by %s when its certificate has expired', async (method) => {
    const radius = await authority({ leaf: { validity: 'expired' } })
    const result = await signIn({ methods: [method], radius, showing: certificates.user })
    expect(result, story(result, radius)).toMatchObject(untrusted('certificate-expired'))
    table.note(method, 'FreeRADIUS with an expired certificate', '`auth-server-not-trusted`, expired')
  })

  it.each(IN_TLS)('does not get a password by %s when nobody vouches for it', async (method) => {
    const radius = await authority({ tls: '1.3' })
    const stranger = await testPki().then((pki) => pki.leaf({ names: ['stranger'], selfSigned: true }))
    const result = await signIn({
      methods: [method],
      radius,
      showing: certificates.user,
      signIn: { authServer: { name: NAME, ca: stranger.cert } },
    })
    expect(result, story(result, radius)).toMatchObject(untrusted('certificate-unknown-issuer'))
    table.note(method, 'FreeRADIUS of an unknown authority', '`auth-server-not-trusted`, unknown issuer')
  })
})

describe('a one-time code', () => {
  it('stands behind the password', async () => {
    const radius = await authority({ users: 'alice Cleartext-Password := "secret123456"\n' })
    const result = await signIn({
      methods: ['eap-ttls-pap'],
      radius,
      signIn: { oneTimeCode: 'append' },
      credentials: { oneTimeCode: '123456' },
    })
    expect(result, story(result, radius)).toMatchObject({ isBound: true })
    table.note('eap-ttls-pap', 'FreeRADIUS, code behind the password', 'signed in, binding verified')
  })

  it('answers a token card inside PEAP', async () => {
    const radius = await authority({ innerFirst: 'gtc', users: 'alice Cleartext-Password := "123456"\n' })
    const result = await signIn({
      methods: ['peap-ms-chap-v2'],
      radius,
      signIn: { oneTimeCode: 'challenge' },
      credentials: { oneTimeCode: '123456' },
    })
    expect(result, story(result, radius)).toMatchObject({ isBound: true })
    table.note(
      'peap-ms-chap-v2',
      'FreeRADIUS that asks for a token (GTC) instead',
      'signed in, binding verified',
    )
  })
})

describe('CHAP with MD5', () => {
  it('is answered by a server that wants it', async () => {
    const result = await signInLive({
      client: () => ({ methods: ['chap-md5'] }),
      server: { behaviour: vary(STRICT, { auth: { methods: ['chap-md5'] } }) },
    })
    expect(result).toMatchObject({ method: 'chap-md5', isBound: true })
    table.note('chap-md5', 'test server', 'signed in, binding with zeros')
  })
})

describe('secrets', () => {
  it('reach no log of ours', async () => {
    const radius = await authority({ tls: '1.2' })
    const logs: string[] = []
    for (const method of ['eap-ttls-pap', 'peap-ms-chap-v2', 'eap-tls'] as const) {
      const result = await signIn({ methods: [method], radius, showing: certificates.user })
      logs.push(...result.log, JSON.stringify(result.clientEvents))
    }
    expect(logs.join('\n')).toMatch(/tunnel of TLS/)
    expect(logs.join('\n')).not.toMatch(/secret|PRIVATE KEY|736563726574/)
  })
})

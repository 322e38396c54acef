import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInOptions } from '../../src-main/engine/sign-in-options.ts'
import { STRICT, vary } from '../../src-main/testing/behaviour.ts'
import { type SignInResult, signInLive } from '../../src-main/testing/live-pair.ts'
import type { Credentials } from '../../src-shared/credentials.ts'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { AuthMethod, Profile } from '../../src-shared/profile.ts'
import { type Identity, type LeafOptions, testPki } from '../testbed/pki.ts'
import { FreeRadius } from './freeradius.ts'
import type { AuthorityOptions } from './freeradius-config.ts'

const NAME = 'radius.example.com'
const USERS = `
alice Cleartext-Password := "secret"
expired Cleartext-Password := "old", SMB-Account-CTRL := 131088
`

const EAP = vary(STRICT, { auth: { methods: ['eap'] } })
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

interface SignIn {
  methods: readonly AuthMethod[]
  radius: FreeRadius
  credentials?: Partial<Credentials>
  signIn?: Partial<Profile['signIn']>
  identity?: Partial<Profile['identity']>
  showing?: Identity
}

async function signIn(options: SignIn): Promise<SignInResult> {
  const defaults = defaultProfile({ host: 'vpn.example.com', port: 443 })
  const { authority: ca } = await testPki()
  const { showing } = options
  const profile: Profile = {
    ...defaults,
    signIn: {
      ...defaults.signIn,
      methods: options.methods,
      authServer: { name: NAME },
      ...(showing !== undefined && { certificate: showing.cert }),
      ...options.signIn,
    },
    identity: { ...defaults.identity, ca: ca.cert, ...options.identity },
  }
  const credentials: Credentials = {
    user: 'alice',
    password: 'secret',
    ...(showing !== undefined && { privateKey: showing.key }),
    ...options.credentials,
  }
  return signInLive({
    client: (onProgress) => signInOptions({ profile, credentials, onProgress }),
    server: { radius: options.radius.server, behaviour: EAP },
  })
}

beforeAll(async () => {
  const pki = await testPki()
  certificates.user = await pki.leaf({ names: ['alice'], usage: 'client' })
  certificates.expired = await pki.leaf({ names: ['alice'], usage: 'client', validity: 'expired' })
})

afterAll(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]()
})

const METHODS = [
  ['eap-ms-chap-v2', '1.2'],
  ['eap-tls', '1.2'],
  ['eap-tls', '1.3'],
  ['peap-ms-chap-v2', '1.2'],
  ['peap-ms-chap-v2', '1.3'],
  ['peap-eap-tls', '1.2'],
  ['eap-ttls-pap', '1.2'],
  ['eap-ttls-pap', '1.3'],
  ['eap-ttls-ms-chap-v2', '1.2'],
] as const

describe('FreeRADIUS behind the VPN server', () => {
  it.each(METHODS)('signs in by %s with TLS %s, and its keys fit the crypto binding', async (method, tls) => {
    const radius = await authority({ tls })
    const result = await signIn({ methods: [method], radius, showing: certificates.user })
    expect(result, `${result.log.join('\n')}\n${radius.output.slice(-6000)}`).toMatchObject({
      method,
      failure: undefined,
      isBound: true,
    })
  })
})

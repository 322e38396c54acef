import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthMethod } from '../../src-shared/profile.ts'
import { type Identity, testPki } from '../testbed/pki.ts'
import { Hostapd } from './hostapd.ts'
import { MethodTable } from './method-table.ts'
import { NAME, signIn, story } from './sign-in.ts'

const USERS = `
"alice" PEAP,TTLS,TLS,MSCHAPV2 "secret"
"alice" MSCHAPV2,TTLS-MSCHAPV2,TTLS-PAP "secret" [2]
"inner-tls" TLS [2]
`

const METHODS = [
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
] as const satisfies readonly (readonly [AuthMethod, '1.2' | '1.3'])[]

const WITH_PASSWORD = ['eap-ms-chap-v2', 'peap-ms-chap-v2', 'eap-ttls-pap', 'eap-ttls-ms-chap-v2'] as const

const table = new MethodTable('hostapd')
const servers = new Map<string, Hostapd>()
let user: Identity
let expired: Identity

beforeAll(async () => {
  const pki = await testPki()
  user = await pki.leaf({ names: ['alice'], usage: 'client' })
  expired = await pki.leaf({ names: ['alice'], usage: 'client', validity: 'expired' })
  const identity = await pki.leaf({ names: [NAME] })
  for (const tls of ['1.2', '1.3'] as const)
    servers.set(tls, await Hostapd.start({ users: USERS, tls, identity, authority: pki.authority }))
})

afterAll(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]()
  table.write()
})

function hostapd(tls: '1.2' | '1.3'): Hostapd {
  const server = servers.get(tls)
  if (server === undefined) throw new Error(`no hostapd with TLS ${tls}`)
  return server
}

describe('hostapd behind the VPN server', () => {
  it.each(METHODS)('signs in by %s with TLS %s, and its keys fit the crypto binding', async (method, tls) => {
    const radius = hostapd(tls)
    const credentials = method === 'peap-eap-tls' ? { user: 'inner-tls' } : {}
    const result = await signIn({
      methods: [method],
      radius,
      showing: user,
      credentials,
      signIn: { outerIdentity: 'alice' },
    })
    expect(result, story(result, radius)).toMatchObject({ method, failure: undefined, isBound: true })
    table.note(
      method,
      method === 'eap-ms-chap-v2' ? 'hostapd' : `hostapd, TLS ${tls}`,
      'signed in, binding verified',
    )
  })

  it.each(['peap-ms-chap-v2', 'peap-eap-tls'] as const)(
    'has what is inside %s bound to the tunnel',
    async (method) => {
      for (const tls of ['1.2', '1.3'] as const) {
        const radius = hostapd(tls)
        const before = radius.output.length
        const credentials = method === 'peap-eap-tls' ? { user: 'inner-tls' } : {}
        const signInAs = { outerIdentity: 'alice' }
        const result = await signIn({
          methods: [method],
          radius,
          showing: user,
          credentials,
          signIn: signInAs,
        })
        expect(result.log.join('\n'), story(result, radius)).toContain(
          'the inner sign-in is bound to the tunnel',
        )
        expect(radius.output.slice(before)).toContain('Valid cryptobinding TLV received')
        table.note(method, `hostapd, TLS ${tls}, cryptobinding`, 'checked by both sides')
      }
    },
  )

  it.each(WITH_PASSWORD)('refuses a wrong password by %s', async (method) => {
    const radius = hostapd('1.2')
    const result = await signIn({ methods: [method], radius, credentials: { password: 'wrong' } })
    expect(result, story(result, radius)).toMatchObject({ failure: { code: 'sign-in-refused' } })
    table.note(method, 'hostapd, wrong password', '`sign-in-refused`')
  })

  it.each(['1.2', '1.3'] as const)('refuses an expired certificate with TLS %s', async (tls) => {
    const radius = hostapd(tls)
    for (const method of ['eap-tls', 'peap-eap-tls'] as const) {
      const credentials = method === 'peap-eap-tls' ? { user: 'inner-tls' } : {}
      const signInAs = { outerIdentity: 'alice' }
      const result = await signIn({
        methods: [method],
        radius,
        showing: expired,
        credentials,
        signIn: signInAs,
      })
      expect(result, story(result, radius)).toMatchObject({
        failure: { code: 'client-certificate-refused' },
      })
      table.note(
        method,
        `hostapd, TLS ${tls}, the user's certificate has expired`,
        '`client-certificate-refused`',
      )
    }
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../src-main/engine/messages.ts'
import type { Credentials } from '../../src-shared/credentials.ts'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { AuthMethod } from '../../src-shared/profile.ts'
import { EngineParent } from '../testbed/engine-parent.ts'
import { connect, Namespace } from '../testbed/namespace.ts'
import { type Identity, testPki } from '../testbed/pki.ts'
import { SoftEther } from '../testbed/softether/softether.ts'
import { MethodTable } from './method-table.ts'

const SERVER = '10.77.0.1'
const NAME = 'vpn.test'

const table = new MethodTable('softether')
let serverSide: Namespace
let clientSide: Namespace
let softEther: SoftEther
let authority: string
let carol: Identity
let expired: Identity

beforeAll(async () => {
  serverSide = await Namespace.create('softether')
  clientSide = await Namespace.create('client')
  await connect(
    { namespace: serverSide, device: 'wan0', address: `${SERVER}/24` },
    { namespace: clientSide, device: 'eth0', address: '10.77.0.2/24' },
  )
  const pki = await testPki()
  authority = pki.authority.cert
  carol = await pki.leaf({ names: ['carol'], usage: 'client' })
  expired = await pki.leaf({ names: ['carol'], usage: 'client', validity: 'expired' })
  softEther = await SoftEther.start({
    namespace: serverSide,
    identity: await pki.leaf({ names: [NAME] }),
    users: { alice: 'secret' },
    certified: { users: ['carol'], authorityFile: pki.authority.certFile },
  })
})

afterAll(async () => {
  await softEther?.stop()
  await clientSide?.remove()
  await serverSide?.remove()
  table.write()
})

/** Dials once, from the engine's own thread; resolves with how it ended, or when it is up, with the method. */
async function dial(methods: readonly AuthMethod[], credentials: Partial<Credentials>, showing?: Identity) {
  const defaults = defaultProfile({ host: SERVER, port: 443 })
  const parent = new EngineParent(clientSide)
  parent.send({
    type: 'connect',
    run: 1,
    profile: {
      ...defaults,
      signIn: {
        ...defaults.signIn,
        methods,
        ...(showing !== undefined && { certificate: showing.cert }),
      },
      identity: { ...defaults.identity, verifyName: NAME, sni: NAME, ca: authority },
    },
    credentials: {
      user: 'alice@LAB',
      password: '',
      ...(showing !== undefined && { privateKey: showing.key }),
      ...credentials,
    },
    reconnect: false,
  })
  try {
    await Promise.race([parent.connected(1), parent.ended(1)])
    const events = parent.messages.flatMap((message): EngineEvent[] =>
      message.type === 'event' ? [message.event] : [],
    )
    const up = events.flatMap((event) =>
      event.type === 'state' && event.state.state === 'connected' ? [event.state.auth] : [],
    )
    const failure: Failure | undefined = parent.messages.flatMap((message) =>
      message.type === 'ended' && message.failure !== undefined ? [message.failure] : [],
    )[0]
    const log = events.flatMap((event) => (event.type === 'log' ? [event.text] : [])).join('\n')
    if (failure === undefined) {
      parent.send({ type: 'disconnect' })
      await parent.ended(1)
    }
    return { method: up[0], failure, log }
  } finally {
    await parent.stop()
  }
}

describe('SoftEther VPN Server', () => {
  it('signs in by EAP-TLS whoever has a certificate of the hub', async () => {
    const result = await dial(['eap-tls'], { user: 'carol@LAB' }, carol)
    expect(result, `${JSON.stringify(result.failure)}\n${result.log}`).toMatchObject({
      method: 'eap-tls',
      failure: undefined,
    })
    table.note('eap-tls', 'SoftEther', 'signed in')
  })

  it('refuses a certificate that has expired', async () => {
    const result = await dial(['eap-tls'], { user: 'carol@LAB' }, expired)
    expect(result, `${JSON.stringify(result.failure)}\n${result.log}`).toMatchObject({
      failure: { code: 'client-certificate-refused' },
    })
    table.note('eap-tls', "SoftEther, the user's certificate has expired", '`client-certificate-refused`')
  })

  it.each(['eap-ms-chap-v2', 'peap-ms-chap-v2'] as const)(
    'knows no %s, and goes on to MS-CHAPv2',
    async (method) => {
      const alone = await dial([method], { password: 'secret' })
      expect(alone, `${JSON.stringify(alone.failure)}\n${alone.log}`).toMatchObject({
        failure: { code: 'no-common-method' },
      })
      table.note(method, 'SoftEther', '`no-common-method`')
      const both = await dial([method, 'ms-chap-v2'], { password: 'secret' })
      expect(both, `${JSON.stringify(both.failure)}\n${both.log}`).toMatchObject({
        method: 'ms-chap-v2',
        failure: undefined,
      })
      table.note(`${method}, ms-chap-v2`, 'SoftEther', 'signed in by ms-chap-v2')
    },
  )
})

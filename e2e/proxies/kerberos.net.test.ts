import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { Daemons, PORT } from './daemons.ts'
import { Kerberos } from './kerberos.ts'

const PROXY = 'proxy.lab.test'
const PASSWORD = 'in-the-domain'

let lab: Lab
let kerberos: Kerberos

beforeAll(async () => {
  lab = await Lab.create()
  await lab.server.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${LAB.server} ${LAB.serverName}\n` })
  await lab.client.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${LAB.server} ${PROXY}\n` })
  kerberos = await Kerberos.start(lab)
  await kerberos.addUser('anna', PASSWORD)
  const keys = await kerberos.addService(`HTTP/${PROXY}`)
  const daemons = await Daemons.create(lab)
  await daemons.squid(PORT.squidKerberos, [
    `auth_param negotiate program ${daemons.helper('negotiate_kerberos_auth')} -k ${keys} -s HTTP/${PROXY}`,
    'acl known proxy_auth anna@LAB.TEST',
    'http_access allow known',
    'http_access deny all',
  ])
}, 60_000)

afterAll(async () => {
  await lab?.remove()
})

function connect(ticket: string): Culvert {
  const url = `http://${PROXY}:${PORT.squidKerberos}`
  return Culvert.connect(lab.client, {
    profile: lab.profile({ more: `[proxy]\nmode = "manual"\nurl = "${url}"\n` }),
    password: LAB.password,
    args: ['--once'],
    env: { KRB5CCNAME: ticket, LD_LIBRARY_PATH: kerberos.libraries },
  })
}

describe('squid that takes nothing but tickets of Kerberos', () => {
  it('lets through who has signed in to the domain, without a further question', async () => {
    const culvert = connect(await kerberos.signIn('anna', PASSWORD))
    expect((await culvert.connected()).proxy).toBe(`http://${PROXY}:${PORT.squidKerberos}`)
    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
  })

  it('keeps out who has not, and he is told what to do', async () => {
    const { code, error } = await connect('FILE:/nowhere/ticket').ended()
    expect(code).toBe(25)
    expect(error).toMatchObject({ code: 'proxy-method-not-supported' })
    expect(error?.cause).toMatch(/accepts only Negotiate \(Kerberos\), and Kerberos was of no use: .{10}/)
    expect(error?.remedy).toContain('kinit')
  })
})

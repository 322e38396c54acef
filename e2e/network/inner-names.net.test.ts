import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { waitFor } from '../testbed/wait-for.ts'

const PREFIX = '2001:db8:77::'
const SERVER = `${PREFIX}53`

let lab: Lab

beforeAll(async () => {
  lab = await Lab.create()
})

afterAll(async () => {
  await lab?.remove()
})

const resolvConf = async () => (await lab.client.snapshot()).resolvConf

const told = (culvert: Culvert, text: string) =>
  culvert.event(text, (event): event is CliEvent => event.type === 'log' && event.text === text)

it('a name server of the router is asked for as long as the router lets it, and again when it is announced again', async () => {
  // A server may be used for eight seconds, and the router is asked no sooner than after ten.
  const router = { prefix: PREFIX, dns: [SERVER], dnsSeconds: 8, seconds: 30 }
  await lab.restart({ difference: { ipcp: { dns: 'reject' }, inner: { ipv6: {}, router } } })
  const before = await lab.client.snapshot()
  const culvert = Culvert.connect(lab.client, {
    profile: lab.profile(),
    password: LAB.password,
    args: ['--once'],
  })
  await waitFor('the name server', async () => (await resolvConf()).includes(SERVER))
  await told(culvert, 'the router in the tunnel has no name servers now')
  await waitFor('its end', async () => !(await resolvConf()).includes(SERVER))
  await told(culvert, `the router in the tunnel has the name servers ${SERVER} now`)
  await waitFor('its return', async () => (await resolvConf()).includes(SERVER))
  expect(await culvert.disconnect()).toMatchObject({ code: 0 })
  expect(await lab.client.snapshot()).toEqual(before)
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Running } from '../testbed/processes.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { Daemons, PORT } from './daemons.ts'

/** What becomes of a connection when the way to its server is lost and comes back. */
const FIXED = { fixedAddress: true } as const

let lab: Lab
let daemons: Daemons
let proxy: Running
let culvert: Culvert | undefined

beforeAll(async () => {
  lab = await Lab.create(FIXED)
  daemons = await Daemons.create(lab)
  await lab.server.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${LAB.server} ${LAB.serverName}\n` })
  proxy = await daemons.tinyproxy(PORT.tinyproxy)
})

afterEach(async () => {
  await culvert?.disconnect()
  culvert = undefined
})

afterAll(async () => {
  await lab?.remove()
})

const PROXY_URL = `http://${LAB.server}:${PORT.tinyproxy}`
const THROUGH_PROXY = `[proxy]\nmode = "manual"\nurl = "${PROXY_URL}"\n`

function dial(profile: string): Culvert {
  culvert = Culvert.connect(lab.client, { profile, password: LAB.password })
  return culvert
}

type State<Name> = Extract<CliEvent, { type: 'state'; state: Name }>

function statesOf<Name extends string>(of: Culvert, name: Name): State<Name>[] {
  return of.events.filter((event): event is State<Name> => event.type === 'state' && event.state === name)
}

const reached = (of: Culvert, name: string, times = 1) =>
  waitFor(`state ${name}, ${times} times`, () => statesOf(of, name).length >= times, { timeoutMs: 30_000 })

const page = () => lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)

describe('through a proxy', () => {
  it('a server that goes away and comes back is connected to again', async () => {
    const client = dial(lab.profile({ more: THROUGH_PROXY }))
    await client.connected()
    await lab.restart(FIXED)
    await reached(client, 'connected', 2)
    expect(statesOf(client, 'connected').map((state) => state.proxy)).toEqual([PROXY_URL, PROXY_URL])
    expect(await waitFor('the page', page)).toBe(PAGE)
  })

  it('a proxy that goes away is named, and waited for', async () => {
    const client = dial(lab.profile({ more: THROUGH_PROXY }))
    await client.connected()
    await proxy.stop()
    const codes = () => statesOf(client, 'reconnecting').map(({ code }) => code)
    await waitFor('a failure of the proxy', () => codes().includes('proxy-unreachable'))
    proxy = await daemons.tinyproxy(PORT.tinyproxy)
    await reached(client, 'connected', 2)
    expect(await waitFor('the page', page)).toBe(PAGE)
  })
})

describe('several servers', () => {
  const HOSTS = { first: '192.0.2.11', second: LAB.server }

  it('are tried in their order, and the one that answered is the first one the next time', async () => {
    // The first one's computer is there, and nothing listens on it.
    await lab.server.exec('ip', ['addr', 'add', `${HOSTS.first}/24`, 'dev', 'wan0'])
    await lab.restart({ ...FIXED, host: HOSTS.second })
    const profile = lab
      .profile({ more: `verify-name = "${LAB.serverName}"\n` })
      .replace(
        `server = "${LAB.serverName}"`,
        `server = "${HOSTS.first}"\nalternatives = ["${HOSTS.second}"]`,
      )
    const client = dial(profile)
    expect((await client.connected()).serverAddress).toBe(HOSTS.second)
    expect(statesOf(client, 'connected')).toHaveLength(1)

    await lab.restart({ ...FIXED, host: HOSTS.second })
    await reached(client, 'connected', 2)
    const { events } = client
    const again = events.slice(
      events.findIndex((event) => event.type === 'state' && event.state === 'reconnecting'),
    )
    const name = again.find((event) => event.type === 'ladder' && event.rung === 'name')
    expect(name).toMatchObject({ detail: HOSTS.second })
    expect(await waitFor('the page', page)).toBe(PAGE)
  })
})

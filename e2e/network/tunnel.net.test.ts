import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BEHAVIOUR_NAMES, type BehaviourName } from '../../src-main/testing/behaviours.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { TUNNEL } from '../testbed/sstp-server.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'

const TRANSFER_BYTES = 200_000_000

/** The promise to users: whatever happens to the client, the computer is as before within this. */
const RESTORE_MS = 2_000

let lab: Lab
let before: Snapshot

beforeAll(async () => {
  lab = await Lab.create()
  before = await lab.client.snapshot()
})

afterAll(async () => {
  await lab?.remove()
})

const dial = (methods: readonly string[] = ['ms-chap-v2'], more = '', args = ['--once']) =>
  Culvert.connect(lab.client, { profile: lab.profile({ methods, more }), password: LAB.password, args })

const ping = (address: string = LAB.inside) =>
  lab.client.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', address])

async function expectRestored(): Promise<void> {
  expect(await lab.client.snapshot()).toEqual(before)
}

describe.each(['ms-chap-v2', 'pap'])('the tunnel, signed in with %s', (method) => {
  it('carries pings, names, pages and 200 MB each way, and leaves nothing behind', {
    timeout: 300_000,
  }, async () => {
    await lab.restart()
    const culvert = dial([method])
    expect(await culvert.connected()).toMatchObject({
      address: TUNNEL.firstClient,
      peer: TUNNEL.server,
      dns: [LAB.inside],
      auth: method,
      binding: 'sha-256',
    })
    await lab.sstp.event('network-up')
    await ping()
    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    await lab.farEnd.transfer(lab.client, 'download', TRANSFER_BYTES)
    await lab.farEnd.transfer(lab.client, 'upload', TRANSFER_BYTES)

    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
    await expectRestored()
  })
})

describe.each(BEHAVIOUR_NAMES)('a server like %s', (behaviour: BehaviourName) => {
  it('is connected to, carries a page, and is left', async () => {
    await lab.restart({ behaviour })
    const culvert = dial()
    await culvert.connected()
    await lab.sstp.event('network-up')
    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    expect(await culvert.disconnect()).toMatchObject({ code: 0 })
    await expectRestored()
  })
})

describe('the end of a tunnel', () => {
  it('comes from the server in good order', async () => {
    await lab.restart()
    const culvert = dial()
    await culvert.connected()
    lab.sstp.disconnectAll()
    const { code, error } = await culvert.ended()
    expect({ code, name: error?.code }).toEqual({ code: 22, name: 'server-ended' })
    await expectRestored()
  })

  it('comes from a server that is killed', async () => {
    await lab.restart()
    const culvert = dial()
    await culvert.connected()
    lab.sstp.process.kill('SIGKILL')
    const { code, error } = await culvert.ended()
    expect({ code, name: error?.code }).toEqual({ code: 22, name: 'connection-lost' })
    await expectRestored()
  })

  it('comes from kill -9, and the computer is as before within two seconds', async () => {
    await lab.restart()
    const culvert = dial()
    await culvert.connected()
    expect(await lab.client.snapshot()).not.toEqual(before)
    culvert.kill('SIGKILL')
    await waitFor(
      'the network to be as before',
      async () => JSON.stringify(await lab.client.snapshot()) === JSON.stringify(before),
      { timeoutMs: RESTORE_MS },
    )
  })

  it('is only an interruption when the profile says to reconnect', async () => {
    await lab.restart()
    const culvert = dial(['ms-chap-v2'], '', [])
    await culvert.connected()
    await lab.restart()
    await waitFor(
      'the second connection',
      () =>
        culvert.events.filter((event) => event.type === 'state' && event.state === 'connected').length === 2,
      { timeoutMs: 30_000 },
    )
    await lab.sstp.event('network-up')
    await ping()
    expect(await culvert.disconnect()).toMatchObject({ code: 0 })
    await expectRestored()
  })
})

describe('a renegotiation in the middle of a session', () => {
  it('does not disturb a transfer for long', { timeout: 120_000 }, async () => {
    const renegotiations = [400, 800].map((afterMs) => ({
      at: 'network-up' as const,
      afterMs,
      does: { type: 'renegotiate' as const },
    }))
    await lab.restart({ difference: { incidents: renegotiations } })
    const culvert = dial()
    await culvert.connected()
    await lab.sstp.event('network-up')
    await lab.farEnd.transfer(lab.client, 'download', TRANSFER_BYTES)
    // On a fast machine the transfer is over before the second one.
    const ups = () => lab.sstp.events.filter(({ type }) => type === 'network-up').length
    await waitFor('both renegotiations', () => ups() === 3)
    expect(lab.sstp.events.filter(({ type }) => type === 'network-down')).toHaveLength(2)
    await waitFor('packets to flow again', () => ping())
    await culvert.disconnect()
    await expectRestored()
  })
})

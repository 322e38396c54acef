import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EngineParent } from '../../e2e/testbed/engine-parent.ts'
import { LAB, Lab } from '../../e2e/testbed/lab.ts'
import type { Snapshot } from '../../e2e/testbed/snapshot.ts'
import { waitFor } from '../../e2e/testbed/wait-for.ts'
import { parseSstp } from '../control/profile-formats/sstp.ts'
import type { EngineCommand } from '../engine/messages.ts'

/** What the helper has, after its client's end, to put the network back. */
const RESTORE_MS = 2_000

let lab: Lab
let before: Snapshot
let parent: EngineParent

beforeAll(async () => {
  lab = await Lab.create()
  before = await lab.client.snapshot()
})

afterAll(() => lab?.remove())

beforeEach(() => {
  parent = new EngineParent(lab.client)
})

afterEach(async () => {
  await parent.stop()
  await expectRestored()
})

function connect(run: number): EngineCommand {
  const { profile } = parseSstp(lab.profile(), 'lab.sstp')
  const credentials = { user: LAB.user, password: LAB.password }
  return { type: 'connect', run, profile, credentials, reconnect: false }
}

async function connected(run: number): Promise<void> {
  parent.send(connect(run))
  await parent.connected(run)
  await lab.client.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', LAB.inside])
  expect(await lab.client.snapshot()).not.toEqual(before)
}

/** From now on: the two seconds begin with the call. */
async function expectRestored(): Promise<void> {
  const restored = async () => JSON.stringify(await lab.client.snapshot()) === JSON.stringify(before)
  await waitFor('the network to be as before', restored, { timeoutMs: RESTORE_MS })
}

describe('the engine in its thread', () => {
  it('connects, carries packets, and puts the network back before it says that it has ended', async () => {
    await connected(1)
    parent.send({ type: 'disconnect' })
    await parent.ended(1)
    expect(await lab.client.snapshot()).toEqual(before)
    expect(parent.messages.at(-1)).toEqual({ type: 'ended', run: 1 })
  })

  it('calls a connection off that still waits for the end of the one before', async () => {
    await connected(1)
    parent.send(connect(2))
    parent.send({ type: 'disconnect' })
    await parent.ended(2)
    expect(parent.messages.filter((message) => 'run' in message && message.run === 2)).toEqual([
      { type: 'ended', run: 2 },
    ])
    expect(await lab.client.snapshot()).toEqual(before)
  })

  it('replaces a connection by the next one', async () => {
    await connected(1)
    await connected(2)
    const order = parent.messages.filter((message) => message.type === 'ended')
    expect(order).toEqual([{ type: 'ended', run: 1 }])
    parent.send({ type: 'disconnect' })
    await parent.ended(2)
  })
})

describe('the engine’s end that nobody asked for', () => {
  const crashes: { what: string; happen: () => void; reason: RegExp }[] = [
    {
      what: 'its thread is terminated',
      happen: () => parent.order({ do: 'terminate' }),
      reason: /^its thread ended with 1$/,
    },
    {
      what: 'an error that it does not catch',
      // A command from a different version is one thing that no code here expects.
      happen: () => parent.send(JSON.parse('{"type":"of another version"}')),
      reason: /Error: .*of another version/,
    },
  ]

  it.each(crashes)(
    '$what: restores the network, says why, and connects again',
    async ({ happen, reason }) => {
      await connected(1)
      happen()
      await expectRestored()
      expect(await parent.crash()).toMatch(reason)
      await connected(2)
      parent.send({ type: 'disconnect' })
      await parent.ended(2)
    },
  )

  const ends: { what: string; happen: () => void }[] = [
    { what: 'the app leaves with process.exit', happen: () => parent.order({ do: 'exit' }) },
    { what: 'the app is killed', happen: () => parent.kill('SIGKILL') },
  ]

  it.each(ends)('$what: restores the network, and the next start connects', async ({ happen }) => {
    await connected(1)
    happen()
    await expectRestored()
    parent = new EngineParent(lab.client)
    await connected(1)
    parent.send({ type: 'disconnect' })
    await parent.ended(1)
  })
})

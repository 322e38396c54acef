import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMAND } from '../testbed/command.ts'
import { Culvert } from '../testbed/culvert.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { killHelpers } from './aftermath.ts'
import { Judge } from './judge.ts'
import { MARK_PORT, MarkedFlow } from './marked-flow.ts'
import { KILL_SWITCH } from './slow.ts'
import { LAB, TwoGateways } from './two-gateways.ts'

let lab: TwoGateways
let judge: Judge
let flow: MarkedFlow
let before: Snapshot
let culvert: Culvert

/** What is printed at the end: how much the judge has seen, so that "no leak" means something. */
const seen = { transitions: 0, packets: 0 }

beforeAll(async () => {
  lab = await TwoGateways.create()
  before = await lab.client.snapshot()
  judge = await Judge.start(lab.client)
  flow = await MarkedFlow.start(lab.client)
})

afterAll(async () => {
  const refused = flow?.counts.refused
  console.log(
    `${seen.transitions} transitions, ${seen.packets} packets seen at the physical devices, ${refused} of the marked flow refused, none leaked`,
  )
  await flow?.stop()
  await judge?.stop()
  await lab?.remove()
})

async function connect(more: string): Promise<void> {
  culvert = Culvert.connect(lab.client, { profile: lab.profile(more), password: LAB.password })
  await culvert.connected()
}

/** Something happens, and then something is true again; nothing may leave beside the tunnel meanwhile. */
async function transition(
  act: () => Promise<unknown> | unknown,
  until: () => Promise<unknown>,
): Promise<void> {
  await act()
  await until()
  const { packets, leaks } = await judge.verdict()
  seen.transitions += 1
  seen.packets += packets
  expect(leaks).toEqual([])
}

/** Packets pass through the tunnel. */
const carried = () =>
  waitFor(
    'packets through the tunnel',
    async () =>
      (await lab.client.exec('ping', ['-c', '1', '-W', '1', LAB.inside], { check: false })).code === 0,
    { timeoutMs: 40_000 },
  )

/** The marked flow has been going on for a while. */
async function aWhile(): Promise<void> {
  const { sent, refused } = flow.counts
  await waitFor('more of the marked flow', () => flow.counts.sent + flow.counts.refused > sent + refused + 50)
}

/** The block stands, and says so to everybody. */
const blocked = async () => {
  const { stdout } = await lab.client.exec('cat', ['/var/lib/culvert/blocked'], { check: false })
  return stdout !== ''
}

const unblock = () => lab.client.exec(process.execPath, [COMMAND, 'unblock'])

async function expectOpen(): Promise<void> {
  await judge.verdict()
  await aWhile()
  const { leaks } = await judge.verdict()
  expect(leaks.join('\n')).toContain(`> ${LAB.marked}.${MARK_PORT}: UDP`)
}

describe('the judge', () => {
  it('sees the marked flow while nothing protects it: UDP, TCP, IPv6, names and raw ICMP', async () => {
    await aWhile()
    const { leaks } = await judge.verdict()
    const text = leaks.join('\n')
    expect(text).toContain(`> ${LAB.marked}.${MARK_PORT}: UDP`)
    expect(text).toContain(`> ${LAB.marked}.${MARK_PORT}: Flags [S]`)
    expect(text).toContain(`> ${LAB.marked6}.${MARK_PORT}: UDP`)
    expect(text).toContain(`> ${LAB.resolver}.53:`)
    expect(text).toContain(`> ${LAB.marked}: ICMP echo request`)
  })

  it('sees what leaves when a tunnel without a kill switch breaks', async () => {
    await connect('')
    await carried()
    await judge.verdict()
    culvert.kill('SIGKILL')
    await culvert.ended()
    await expectOpen()
    await waitFor(
      'the network as before',
      async () => JSON.stringify(await lab.client.snapshot()) === JSON.stringify(before),
    )
  })
})

describe('with the kill switch, nothing leaves beside the tunnel', () => {
  beforeAll(async () => {
    await connect(KILL_SWITCH)
    // What left before the block was raised, nobody had promised anything about.
    await judge.verdict()
  })

  it('while it is up', () => transition(aWhile, carried))

  it('when the server goes away, until it is back', async () => {
    await transition(() => lab.sstp.stop(), aWhile)
    await transition(() => lab.restartServer(), carried)
  })

  it('when another gateway takes over, and the first one comes back', async () => {
    await transition(async () => {
      await lab.use('b')
      await lab.plug('a', 'down')
    }, carried)
    await transition(async () => {
      await lab.plug('a', 'up')
      await lab.use('a')
      await lab.plug('b', 'down')
    }, carried)
    await transition(() => lab.plug('b', 'up'), aWhile)
  })

  it('when there is no network for a while', async () => {
    await transition(() => lab.plug('a', 'down'), aWhile)
    await transition(async () => {
      await lab.plug('a', 'up')
      await lab.use('a')
    }, carried)
  })

  const hostile = ['0.0.0.0/1', '128.0.0.0/1', `${LAB.marked}/32`, `${LAB.resolver}/32`, `${LAB.inside}/32`]
  it.each(hostile)('when a hostile DHCP server hands out a route to %s', async (network) => {
    const route = [network, 'via', '192.0.2.1', 'dev', 'eth0']
    await transition(() => lab.client.exec('ip', ['route', 'add', ...route]), aWhile)
    await transition(() => lab.client.exec('ip', ['route', 'del', ...route]), carried)
  })

  it('when a hostile access point claims to be the network that the traffic is meant for', async () => {
    const address = ['203.0.113.201/24', 'dev', 'eth0']
    await transition(() => lab.client.exec('ip', ['addr', 'add', ...address]), aWhile)
    await transition(() => lab.client.exec('ip', ['addr', 'del', ...address]), carried)
  })

  it('when the client is killed, until it is started again', async () => {
    await transition(async () => {
      culvert.kill('SIGKILL')
      await culvert.ended()
    }, aWhile)
    expect(await blocked()).toBe(true)
    await transition(() => connect(KILL_SWITCH), carried)
  })

  it('when the server ends the call and hands out another address', () =>
    transition(() => lab.sstp.disconnectAll(), carried))

  it('when another client comes and goes', async () => {
    const guest = Culvert.connect(lab.client, {
      profile: lab.profile('[routing]\nmode = "only"\nnetworks = ["10.99.0.0/16"]\n'),
      password: LAB.password,
    })
    await transition(() => guest.connected(), aWhile)
    await transition(() => guest.disconnect(), carried)
  })

  it('when client and helper die at once, until the next start has healed', async () => {
    await transition(async () => {
      await killHelpers(lab.client)
      culvert.kill('SIGKILL')
      await culvert.ended()
    }, aWhile)
    expect(await blocked()).toBe(true)
    await transition(() => connect(KILL_SWITCH), carried)
  })

  it('when the helper is killed; then the block can be opened without the app', async () => {
    await transition(
      () => killHelpers(lab.client),
      async () => {
        await culvert.ended()
        await aWhile()
      },
    )
    expect(await blocked()).toBe(true)
    await unblock()
    await expectOpen()
    expect(await blocked()).toBe(false)
  })

  it('up to the user’s own disconnecting, which puts the network back', async () => {
    await connect(KILL_SWITCH)
    await judge.verdict()
    await transition(aWhile, carried)
    await culvert.disconnect()
    await expectOpen()
    expect(await lab.client.snapshot()).toEqual(before)
  })

  it('and enough was watched to have seen it', () => {
    expect(seen.transitions).toBeGreaterThan(20)
    expect(seen.packets).toBeGreaterThan(300)
    expect(flow.counts.refused).toBeGreaterThan(500)
  })
})

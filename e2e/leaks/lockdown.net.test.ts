import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HELPER } from '../../src-main/testing/helper-sandbox.ts'
import { COMMAND } from '../testbed/command.ts'
import { Culvert } from '../testbed/culvert.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { killHelpers, wall } from './aftermath.ts'
import { Judge } from './judge.ts'
import { MarkedFlow } from './marked-flow.ts'
import { KILL_SWITCH } from './slow.ts'
import { LAB, TwoGateways } from './two-gateways.ts'

const UNIT = join(import.meta.dirname, '../../src-main/native/linux-helper/culvert-lockdown.service')

let lab: TwoGateways
let judge: Judge
let before: Snapshot

beforeAll(async () => {
  lab = await TwoGateways.create()
  before = await lab.client.snapshot()
  judge = await Judge.start(lab.client)
})

afterAll(async () => {
  await judge?.stop()
  await lab?.remove()
})

const sh = (script: string) => lab.client.exec('sh', ['-c', script])
const helper = async (...words: string[]) => (await lab.client.exec(HELPER, words)).stdout.trim()

/** What the unit says to the helper when a computer starts. */
async function runUnit(): Promise<string> {
  const words =
    /^ExecStart=\/usr\/lib\/culvert\/culvert-helper (.*)$/m.exec(readFileSync(UNIT, 'utf8'))?.[1] ?? ''
  return await helper(...words.split(' '))
}

/**
 * What remains of a computer after its power was cut: the disk, and nothing of what the kernel knew. Networks are there only
 * once somebody brings them up.
 */
async function restart(run: Culvert): Promise<void> {
  await killHelpers(lab.client)
  run.kill('SIGKILL')
  await run.ended()
  for (const way of ['a', 'b'] as const) await lab.plug(way, 'down')
  await sh(`
    cat /proc/sys/kernel/random/uuid > /mnt/boot-id
    mount --bind /mnt/boot-id /proc/sys/kernel/random/boot_id
    nft flush ruleset
    for device in $(ip -o link | grep -o 'sstp[0-9]'); do ip link del $device; done
    for family in -4 -6; do
      for table in $(ip $family rule | grep -o 'lookup 213[0-9]*' | cut -d' ' -f2); do ip $family route flush table $table; done
      ip $family rule flush protocol 220
    done
    sysctl -qw net.ipv4.conf.all.arp_ignore=0`)
  expect((await lab.client.exec('nft', ['list', 'tables'])).stdout).toBe('')
}

async function comeUp(): Promise<void> {
  for (const way of ['a', 'b'] as const) await lab.plug(way, 'up')
  await lab.use('a')
}

it('lockdown outlives a power cut: nothing gets out before the tunnel is back, nor after it has ended', {
  timeout: 120_000,
}, async () => {
  const run = Culvert.connect(lab.client, { profile: lab.profile(KILL_SWITCH), password: LAB.password })
  await run.connected()
  expect(await helper('--lockdown-strict')).toBe('blocked now')
  await judge.verdict()
  await restart(run)
  expect(await runUnit()).toBe('blocked now')
  expect(await wall(lab.client)).toEqual({ stands: true, because: 'lockdown' })
  await comeUp()

  const flow = await MarkedFlow.start(lab.client)
  const pause = async () => {
    const { sent, refused } = flow.counts
    await waitFor(
      'more of the marked flow',
      () => flow.counts.sent + flow.counts.refused > sent + refused + 100,
    )
  }
  await pause()
  expect((await judge.verdict()).leaks).toEqual([])

  // The first client after it heals what the power cut left, and is let out by the same block.
  const next = Culvert.connect(lab.client, { profile: lab.profile(KILL_SWITCH), password: LAB.password })
  await next.connected()
  await pause()
  expect(await next.disconnect()).toMatchObject({ code: 0 })
  await pause()
  expect(await wall(lab.client)).toEqual({ stands: true, because: 'lockdown' })
  expect((await judge.verdict()).leaks).toEqual([])

  expect(await helper('--lockdown-off')).toBe('open now')
  await pause()
  expect((await judge.verdict()).leaks.join('\n')).toContain(`> ${LAB.marked}`)
  await flow.stop()
  expect(await wall(lab.client)).toEqual({ stands: false, because: undefined })
  expect(await runUnit()).toBe('open already')
  expect(await lab.client.snapshot()).toEqual(before)
})

it('without lockdown a power cut opens, and the next client finds nothing to be afraid of', async () => {
  const run = Culvert.connect(lab.client, { profile: lab.profile(KILL_SWITCH), password: LAB.password })
  await run.connected()
  await restart(run)
  expect(await runUnit()).toBe('open already')
  await comeUp()
  expect(await wall(lab.client)).toEqual({ stands: false, because: undefined })
  const next = Culvert.connect(lab.client, { profile: lab.profile(KILL_SWITCH), password: LAB.password })
  await next.connected()
  expect(await next.disconnect()).toMatchObject({ code: 0 })
  expect(await lab.client.snapshot()).toEqual(before)
})

it('"culvert unblock" ends lockdown as well, also for the next start', async () => {
  expect(await helper('--lockdown-lan')).toBe('blocked now')
  expect(await wall(lab.client)).toEqual({ stands: true, because: 'lockdown' })
  await lab.client.exec(process.execPath, [COMMAND, 'unblock'])
  expect(await wall(lab.client)).toEqual({ stands: false, because: undefined })
  expect(await runUnit()).toBe('open already')
  expect(await lab.client.snapshot()).toEqual(before)
})

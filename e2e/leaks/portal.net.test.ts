import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { Culvert } from '../testbed/culvert.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { connected, seen } from './crash-lab.ts'
import { Judge } from './judge.ts'
import { MarkedFlow } from './marked-flow.ts'
import { KILL_SWITCH } from './slow.ts'
import { LAB, TwoGateways } from './two-gateways.ts'

const PORTAL = join(import.meta.dirname, '../testbed/portal-main.ts')
const SIGN_IN_PAGE = 'http://login.hotel.test/welcome'

/** What the opening is for: names, and the owner's web. Of the marked flow, that is its questions for a name. */
const OPENED = / > 203\.0\.113\.53\.53: /

let lab: TwoGateways
let judge: Judge
let flow: MarkedFlow

afterEach(async () => {
  await flow?.stop()
  await judge?.stop()
  await lab?.remove()
})

const isPortal = (event: CliEvent) => event.type === 'state' && event.state === 'captive-portal'

it('a network that wants a sign-in while the routes of a tunnel stand: opened for that on request, and shut by itself', {
  timeout: 120_000,
}, async () => {
  lab = await TwoGateways.create()
  const { client } = lab
  const gateway = lab.gateways.a
  judge = await Judge.start(client)
  flow = await MarkedFlow.start(client)
  const run = Culvert.connect(client, { profile: lab.profile(KILL_SWITCH), password: LAB.password })
  await connected(run, 1)
  const pause = async () => {
    const { sent, refused } = flow.counts
    await waitFor(
      'more of the marked flow',
      () => flow.counts.sent + flow.counts.refused > sent + refused + 50,
    )
  }
  // As the user that the command becomes when root starts it: only his browser is let through.
  const words = ['--reuid', 'nobody', '--clear-groups', 'curl', '-sS', '-m', '2', '-o', '/dev/null']
  const browse = async () =>
    (
      await client.exec('setpriv', [...words, '-w', '%{http_code}', `http://${LAB.server}/`], {
        check: false,
      })
    ).stdout
  await judge.verdict()

  const portal = gateway.spawnNode(PORTAL, ['8080', SIGN_IN_PAGE])
  await portal.line('start', (line) => line === 'ready')
  const rules = `table ip portal {
    chain in { type nat hook prerouting priority dstnat; ip daddr ${LAB.server} tcp dport { 80, 443 } redirect to :8080; }
  }`
  await gateway.exec('nft', ['-f', '-'], { input: rules })
  lab.sstp.disconnectAll()
  await seen(run, 'sign-in page', 1, isPortal)
  expect((await client.exec('ip', ['rule'])).stdout).toContain('lookup 21300')
  expect(await browse()).toBe('000')
  await pause()
  expect((await judge.verdict()).leaks).toEqual([])

  run.kill('SIGUSR2')
  await waitFor('the page', async () => (await browse()) === '302')
  await pause()
  const open = await judge.verdict()
  expect(open.leaks.filter((line) => !OPENED.test(line))).toEqual([])
  expect(open.leaks.length).toBeGreaterThan(0)

  await gateway.exec('nft', ['delete', 'table', 'ip', 'portal'])
  await connected(run, 2)
  await waitFor('the end of the opening', async () => {
    const { stdout } = await client.exec('nft', ['list', 'set', 'inet', 'culvert', 'opened'])
    return !stdout.includes('elements')
  })
  await judge.verdict()
  await pause()
  expect((await judge.verdict()).leaks).toEqual([])
  expect((await client.exec('ip', ['rule'])).stdout).toContain('lookup 21300')
  expect(await browse()).not.toBe('302')
  expect(await run.disconnect()).toMatchObject({ code: 0 })
})

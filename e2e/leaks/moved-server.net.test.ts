import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { Culvert } from '../testbed/culvert.ts'
import type { Running } from '../testbed/processes.ts'
import { connected } from './crash-lab.ts'
import { Judge } from './judge.ts'
import { MarkedFlow } from './marked-flow.ts'
import { Probe } from './probe.ts'
import { KILL_SWITCH } from './slow.ts'
import { LAB, TwoGateways } from './two-gateways.ts'

const NAMES = join(import.meta.dirname, '../testbed/traffic/dns-responder.ts')

/** Where the server goes. */
const NEW_ADDRESS = '203.0.113.101'

/** The client's own questions for the server's name, and its way to the new address: all that may leave besides. */
const OWN = [/ > 203\.0\.113\.53\.53: .*vpn\.lab\.test/, / > 203\.0\.113\.101\.443: /]

let lab: TwoGateways
let judge: Judge
let flow: MarkedFlow
let probe: Probe | undefined

afterEach(async () => {
  await probe?.stop()
  await flow?.stop()
  await judge?.stop()
  await lab?.remove()
})

/** A name server outside that says where the server is. */
async function startNames(address: string): Promise<Running> {
  const names = lab.internet.spawnNode(NAMES, [LAB.resolver, LAB.serverName, address])
  await names.line('start', (line) => line === 'ready')
  return names
}

it('a server that moves is found again under its name, by a question of our own, while nothing else gets out', {
  timeout: 120_000,
}, async () => {
  lab = await TwoGateways.create()
  await lab.client.exec('sh', [
    '-c',
    'grep -v vpn.lab.test /etc/hosts > /mnt/hosts; cp /mnt/hosts /etc/hosts',
  ])
  let names = await startNames(LAB.server)
  judge = await Judge.start(lab.client)
  // Names are first asked for while the block stands already.
  const run = Culvert.connect(lab.client, { profile: lab.profile(KILL_SWITCH), password: LAB.password })
  await connected(run, 1)
  probe = new Probe(lab.client, LAB.inside)
  await probe.answerAfter(Date.now())
  flow = await MarkedFlow.start(lab.client)
  await judge.verdict()

  await names.stop()
  await lab.sstp.stop()
  await lab.internet.exec('ip', ['addr', 'del', `${LAB.server}/32`, 'dev', 'lo'])
  await lab.internet.exec('ip', ['addr', 'add', `${NEW_ADDRESS}/32`, 'dev', 'lo'])
  names = await startNames(NEW_ADDRESS)
  await lab.restartServer()

  await connected(run, 2)
  await probe.answerAfter(Date.now())
  const { packets, leaks } = await judge.verdict()
  expect(leaks.filter((line) => !OWN.some((own) => own.test(line)))).toEqual([])
  expect(leaks.some((line) => OWN[0].test(line))).toBe(true)
  expect(leaks.some((line) => OWN[1].test(line))).toBe(true)
  expect(packets).toBeGreaterThan(20)
  expect(await run.disconnect()).toMatchObject({ code: 0 })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { Culvert } from '../testbed/culvert.ts'
import { Judge } from './judge.ts'
import { MarkedFlow } from './marked-flow.ts'
import { Probe } from './probe.ts'
import { KILL_SWITCH, slow } from './slow.ts'
import { LAB, TwoGateways, type Way } from './two-gateways.ts'

const SWITCHES = slow ? 10 : 3

/**
 * At 20 Mbit/s the download would take 20 s for each switch. That makes it last, however busy the machine is; after the last
 * switch the line is set free, so that nobody waits for the rest.
 */
const LINE = ['rate', '20mbit', 'burst', '64kb', 'latency', '50ms']
const DOWNLOAD_BYTES = SWITCHES * 50_000_000

/**
 * The goal is a median of 1.5 s, which is printed. Two of ten changes take 3.2 s also at rest, the time after which TCP asks
 * for a connection the third time, so that two of three may; what the quickest needs does not depend on that.
 */
const LIMIT_MS = { median: 5_000, quickest: 2_000 }

let lab: TwoGateways
let judge: Judge
let flow: MarkedFlow
let probe: Probe

beforeAll(async () => {
  lab = await TwoGateways.create({ fixedAddress: true })
  await shapeLines('add', ['tbf', ...LINE])
  judge = await Judge.start(lab.client)
  flow = await MarkedFlow.start(lab.client)
})

afterAll(async () => {
  await probe?.stop()
  await flow?.stop()
  await judge?.stop()
  await lab?.remove()
})

async function shapeLines(verb: 'add' | 'del', words: readonly string[] = []): Promise<void> {
  for (const gateway of Object.values(lab.gateways)) {
    await gateway.exec('tc', ['qdisc', verb, 'dev', 'lan0', 'root', ...words])
  }
}

/** The network goes away, another one comes: a train that leaves the Wi-Fi of a station. */
async function changeTo(way: Way): Promise<number> {
  const other = way === 'a' ? 'b' : 'a'
  await lab.plug(way, 'up')
  await lab.plug(other, 'down')
  await lab.use(way)
  return Date.now()
}

it('changes from one gateway to the other under load, the download goes on, and nothing leaks', {
  timeout: 300_000,
}, async () => {
  const culvert = Culvert.connect(lab.client, {
    profile: lab.profile(KILL_SWITCH),
    password: LAB.password,
  })
  await culvert.connected()
  // What left before the block was raised, nobody had promised anything about.
  await judge.verdict()
  probe = new Probe(lab.client, LAB.inside)
  await probe.answerAfter(Date.now())

  const state = { isOver: false }
  const download = lab.farEnd.transfer(lab.client, 'download', DOWNLOAD_BYTES).finally(() => {
    state.isOver = true
  })
  const times: number[] = []
  const seen = { packets: 0, leaks: [] as string[] }
  for (let i = 0; i < SWITCHES; i++) {
    times.push(await probe.answerAfter(await changeTo(i % 2 === 0 ? 'b' : 'a')))
    const { packets, leaks } = await judge.verdict()
    seen.packets += packets
    seen.leaks.push(...leaks)
  }
  const lasted = !state.isOver
  await shapeLines('del')
  const { bytes, ms } = await download
  const sorted = times.map(Math.round).sort((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)]
  console.log(
    `${SWITCHES} changes of the gateway: traffic again after ${sorted.join(', ')} ms, median ${median} ms; ` +
      `${bytes} bytes downloaded meanwhile in ${Math.round(ms)} ms; ${seen.packets} packets seen, ${seen.leaks.length} leaked`,
  )
  expect(seen.leaks).toEqual([])
  expect(lasted).toBe(true)
  expect(seen.packets).toBeGreaterThan(SWITCHES * 20)
  expect(median).toBeLessThan(LIMIT_MS.median)
  expect(sorted[0]).toBeLessThan(LIMIT_MS.quickest)
  expect(await culvert.disconnect()).toMatchObject({ code: 0 })
})

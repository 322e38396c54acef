import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FarEnd } from '../../e2e/testbed/traffic/far-end.ts'
import { PAGE } from '../../e2e/testbed/traffic/server.ts'
import { iperf, serveIperf } from '../measures/iperf.ts'
import { pings } from '../measures/ping.ts'
import { culvertFromSources as culvert } from '../peers/culvert.ts'
import type { PeerClient } from '../peers/peer.ts'
import { median } from '../statistics.ts'
import { SLOW } from './slow-line.ts'
import { type WanLab, wanLab } from './wan-lab.ts'

const SECONDS = 8

/** About 40 ms with the queue for slow lines, 500 ms without; a busy computer adds to both. */
const PING_MS = 250

let lab: WanLab
let inside: string
let client: PeerClient
let farEnd: FarEnd

beforeAll(async () => {
  lab = await wanLab(culvert)
  const site = await culvert.serve(lab)
  inside = site.inside
  await serveIperf(lab.server)
  client = await site.dial()
  await client.ready
  await lab.line.narrow(SLOW.megabits, SLOW.bufferMs)
  farEnd = await FarEnd.start(lab.server, inside, 'page.lab.test')
})

afterAll(async () => {
  await client?.stop()
  await lab?.remove()
})

interface Streams {
  end: { streams: { receiver: { bytes: number } }[]; sum_received: { bits_per_second: number } }
}

describe('while four uploads fill a line of 20 Mbit/s', () => {
  it('pings and new connections come through, no upload starves, and the line is used', async () => {
    const upload = iperf(lab.client, inside, SECONDS, '--parallel', '4', '--congestion', 'cubic')
    const times = pings(lab.client, inside, SECONDS - 2)
    const pages: string[] = []
    for (let i = 0; i < 3; i++) pages.push(await farEnd.get(lab.client, `http://${inside}/`))

    expect(pages).toEqual([PAGE, PAGE, PAGE])
    expect(median(await times)).toBeLessThan(PING_MS)
    const { streams, sum_received } = (JSON.parse(await upload) as Streams).end
    const bytes = streams.map(({ receiver }) => receiver.bytes)
    expect(Math.min(...bytes)).toBeGreaterThan(Math.max(...bytes) / 4)
    expect(sum_received.bits_per_second).toBeGreaterThan(10e6)
  })
})

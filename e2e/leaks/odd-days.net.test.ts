import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { helperJob, type Traces, traces, waitForStillness, wall } from './aftermath.ts'
import { KILL_SWITCH, PROTECTIONS, slow } from './slow.ts'

const EVERYTHING = KILL_SWITCH
const ONE_NETWORK = `[routing]\nmode = "only"\nnetworks = ["${LAB.inside}/32"]\n`

let lab: Lab
let before: Traces

beforeEach(async () => {
  lab = await Lab.create()
  before = await traces(lab.client)
})

afterEach(() => lab?.remove())

const connect = (more: string) =>
  Culvert.connect(lab.client, { profile: lab.profile({ more }), password: LAB.password })

const page = () => lab.farEnd.get(lab.client, `http://${LAB.inside}/`)

describe('two clients at once', () => {
  const pairs = [
    ['the one that takes everything', EVERYTHING, ONE_NETWORK],
    ['the one that takes a network', ONE_NETWORK, EVERYTHING],
  ]

  it.each(slow ? pairs : pairs.slice(0, 1))(
    '%s is killed: the other goes on, and ends as if it had been alone',
    async (_, dying, living) => {
      const first = connect(dying)
      await first.connected()
      const second = connect(living)
      const { device } = await second.connected()
      expect(await page()).toBe(PAGE)
      first.kill('SIGKILL')
      await first.ended()
      await waitFor('the end of the first device', async () => {
        const { stdout } = await lab.client.exec('ip', ['-o', 'link'])
        return stdout.match(/sstp\d/g)?.every((name) => name === device)
      })
      expect((await wall(lab.client)).stands).toBe(true)
      expect(await page()).toBe(PAGE)
      expect(await second.disconnect()).toMatchObject({ code: 0 })
      await waitForStillness(lab.client, before)
      // Whoever did not raise the block does not take it down.
      const stays = dying === EVERYTHING
      expect(await wall(lab.client)).toEqual({ stands: stays, because: stays ? 'crash' : undefined })
      await helperJob(lab.client, '--unblock')
      expect(await traces(lab.client)).toEqual(before)
    },
  )

  it('end one after the other, in the order in which they came, and leave nothing', async () => {
    const runs = [connect(EVERYTHING)]
    await runs[0].connected()
    runs.push(connect(EVERYTHING))
    await runs[1].connected()
    await runs[0].disconnect()
    // The other one still wants it.
    expect(await wall(lab.client)).toEqual({ stands: true, because: 'tunnel' })
    expect(await page()).toBe(PAGE)
    await runs[1].disconnect()
    expect(await traces(lab.client)).toEqual(before)
  })
})

describe('a full disk', () => {
  const fill = 'mount -t tmpfs -o size=64k tmpfs /var/lib; head -c 1000000 /dev/zero > /var/lib/filler; true'

  it.each(PROTECTIONS)(
    '$protection: nothing is begun that could not be undone, and that is said',
    async ({ more }) => {
      await lab.client.exec('sh', ['-c', fill])
      const { code, error } = await connect(more).ended()
      expect({ code, name: error?.code, words: error?.cause }).toMatchObject({
        name: expect.stringMatching(/^(helper-failed|block-failed)$/),
        words: expect.stringContaining('No space left on device'),
      })
      await lab.client.exec('umount', ['/var/lib'])
      expect(await traces(lab.client)).toEqual(before)
    },
  )

  it('that fills up while a connection is up does not keep it from ending well', async () => {
    const run = connect(EVERYTHING)
    await run.connected()
    await lab.client.exec('sh', [
      '-c',
      'mount -o remount,size=64k /var/lib; head -c 1000000 /dev/zero > /var/lib/filler; true',
    ])
    await run.disconnect()
    await lab.client.exec('rm', ['/var/lib/filler'])
    expect(await traces(lab.client)).toEqual(before)
  })
})

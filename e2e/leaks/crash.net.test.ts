import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { helperJob, type Traces, traces, waitForStillness, wall, withoutBlock } from './aftermath.ts'
import { slow } from './slow.ts'
import { Tap, VICTIMS, type Victim } from './tap.ts'

let lab: Lab
let tap: Tap
let before: Traces

beforeAll(async () => {
  lab = await Lab.create()
  tap = await Tap.install(lab.client)
  before = await traces(lab.client)
})

afterAll(async () => {
  tap?.dispose()
  await lab?.remove()
})

/** How far a connection is led before it is ended: the server hands out another address each time. */
type Course = 'connect' | 'reconnect'

/** Leads a connection through its life; a run that is killed on the way ends this early. */
async function live(course: Course, more: string): Promise<void> {
  const run = Culvert.connect(lab.client, { profile: lab.profile({ more }), password: LAB.password })
  const connected = (times: number) => {
    let seen = 0
    const isOne = (event: CliEvent) => event.type === 'state' && event.state === 'connected'
    return run.event(`connection ${times}`, (event): event is CliEvent => isOne(event) && ++seen === times)
  }
  try {
    await connected(1)
    if (course === 'reconnect') {
      lab.sstp.disconnectAll()
      await connected(2)
    }
    run.kill('SIGINT')
  } catch (error) {
    // The end of the run is what these tests are about.
    if (!String(error).includes('ended with')) throw error
  }
  await run.ended()
}

/** Whether the statements that were carried out leave a block behind. */
function hasBlocked(statements: readonly string[]): boolean {
  return statements.findLast((line) => /^(block |unblock|undo)/.test(line))?.startsWith('block ') === true
}

/** Asserts what the dead leave, brings the computer back as suits who died, and asserts that it is as before. */
async function putRight(victim: Victim, more: string, step: string): Promise<void> {
  await waitForStillness(lab.client, before)
  const blocked = hasBlocked(tap.said)
  const expected = { stands: blocked, because: blocked ? 'crash' : undefined }
  expect(await wall(lab.client), step).toEqual(expected)
  switch (victim) {
    case 'client':
      // The helper has undone everything else by itself.
      expect(withoutBlock(await traces(lab.client)), step).toEqual(withoutBlock(before))
      break
    case 'helper':
      await helperJob(lab.client, '--repair')
      expect(await wall(lab.client), step).toEqual(expected)
      break
    case 'both':
      // What comes after a power cut: the next start heals, and its clean end opens.
      tap.arm()
      await live('connect', more)
      expect(await traces(lab.client), step).toEqual(before)
      return
  }
  expect(await helperJob(lab.client, '--unblock'), step).toBe(blocked ? 'open now' : 'open already')
  expect(await traces(lab.client), step).toEqual(before)
}

/** A statement whatever address the server hands out this time, and whatever port a connection is made from. */
const whoever = (line: string) => line.replace(/10\.77\.0\.\d+/, '<own>').replace(/ \d+$/, ' <number>')

/** Kills at one statement, one victim after the other, and puts the computer right each time. */
async function killAt(
  statements: readonly string[],
  {
    after,
    course,
    victims,
    more,
  }: { after: number; course: Course; victims: readonly Victim[]; more: string },
): Promise<void> {
  for (const kill of victims) {
    const step = `${kill} killed after statement ${after}, "${statements[after]}"`
    tap.arm({ after, kill })
    await live(course, more)
    expect(tap.said.slice(0, after + 1).map(whoever), step).toEqual(statements.slice(0, after + 1))
    await putRight(kill, more, step)
  }
}

describe.each([['without a kill switch', '']] as const)(
  'kill -9 after a statement of the helper, %s',
  (protection, more) => {
    let statements: readonly string[]
    /** How many of them make the first connection. */
    let first: number

    beforeAll(async () => {
      tap.arm()
      await live('reconnect', more)
      expect(await traces(lab.client)).toEqual(before)
      statements = tap.said.map(whoever)
      first = statements.indexOf('commit') + 1
      expect(first).toBeGreaterThan(15)
      expect(statements.slice(first).join()).toMatch(/address .*remove address .*commit,undo$/)
    })

    /** All of them where there is time; otherwise one victim for each of a few. */
    async function killAtEach(steps: readonly number[], course: Course): Promise<void> {
      const chosen = steps.filter((step) => slow || step % 7 === 3)
      let deaths = 0
      for (const after of chosen) {
        const victims = slow ? VICTIMS : [VICTIMS[(after >> 3) % VICTIMS.length]]
        await killAt(statements, { after, course, victims, more })
        deaths += victims.length
      }
      expect(deaths).toBeGreaterThan(0)
      console.log(
        `${protection}, ${course}: ${deaths} deaths at ${chosen.length} of ${steps.length} statements`,
      )
    }

    it('that connects: this computer is as before, or is blocked and says so', { timeout: 600_000 }, () =>
      killAtEach([...statements.keys()].slice(0, first), 'connect'),
    )

    it('that reconnects with another address, or disconnects: the same', { timeout: 600_000 }, () =>
      killAtEach([...statements.keys()].slice(first), 'reconnect'),
    )
  },
)

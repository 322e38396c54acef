import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { RUNGS } from '../../src-shared/ladder.ts'
import { CrashLab, connected, seen } from './crash-lab.ts'
import { PROTECTIONS, slow } from './slow.ts'
import { VICTIMS } from './tap.ts'

interface Step {
  name: string
  /** Whether the first connection has to be lost before. */
  again: boolean
  matches: (event: CliEvent) => boolean
}

const state = (name: string) => (event: CliEvent) => event.type === 'state' && event.state === name
const rungs = (again: boolean): Step[] =>
  RUNGS.map((rung) => ({
    name: `${rung}${again ? ', reconnecting' : ''}`,
    again,
    matches: (event) => event.type === 'ladder' && event.rung === rung,
  }))

/** What the engine tells of, from the user's wish to the second connection. */
const STEPS: readonly Step[] = [
  { name: 'connecting', again: false, matches: state('connecting') },
  ...rungs(false),
  { name: 'connected', again: false, matches: state('connected') },
  { name: 'waiting', again: true, matches: state('reconnecting') },
  ...rungs(true),
  { name: 'connected again', again: true, matches: state('connected') },
]

describe.each(PROTECTIONS)('kill -9 at a step of the engine, $protection', ({ protection, more }) => {
  let lab: CrashLab

  beforeAll(async () => {
    lab = await CrashLab.create(more)
  })

  afterAll(() => lab?.remove())

  it('leaves this computer as before, or blocked, and that is said', { timeout: 600_000 }, async () => {
    const everyStep = slow && more !== ''
    const steps = STEPS.filter((_, index) => everyStep || index % 9 === 4)
    for (const [index, { name, again, matches }] of steps.entries()) {
      const victim = VICTIMS[index % VICTIMS.length]
      lab.arm()
      const run = lab.connect()
      if (again) {
        await connected(run, 1)
        lab.interrupt()
      }
      await seen(run, name, again && name !== 'waiting' ? 2 : 1, matches)
      await lab.kill(victim, run)
      await lab.putRight(victim, `${victim} killed at ${name}`, 'any')
    }
    console.log(
      `${protection}: ${steps.length} deaths at ${steps.length} of ${STEPS.length} steps of the engine`,
    )
    expect(steps.length).toBeGreaterThan(1)
  })

  it('while it disconnects: the same', { timeout: 120_000 }, async () => {
    for (const victim of slow ? VICTIMS : (['client'] as const)) {
      lab.arm()
      const run = lab.connect()
      await connected(run, 1)
      run.kill('SIGINT')
      await seen(run, 'disconnecting', 1, state('disconnecting'))
      await lab.kill(victim, run)
      await lab.putRight(victim, `${victim} killed while disconnecting`, 'any')
    }
  })
})

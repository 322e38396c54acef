import { expect } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Namespace } from '../testbed/namespace.ts'
import {
  helperJob,
  killHelpers,
  type Traces,
  traces,
  waitForStillness,
  wall,
  withoutBlock,
} from './aftermath.ts'
import { type KillOrder, Tap, type Victim } from './tap.ts'

/** How far a connection is led before it is ended: the server hands out another address each time. */
export type Course = 'connect' | 'reconnect'

/** A computer whose connections die at a chosen point, and what it was like before. */
export class CrashLab {
  readonly #lab: Lab
  readonly #tap: Tap
  readonly #before: Traces
  readonly #more: string

  private constructor(parts: { lab: Lab; tap: Tap; before: Traces; more: string }) {
    this.#lab = parts.lab
    this.#tap = parts.tap
    this.#before = parts.before
    this.#more = parts.more
  }

  /** `more` are further lines of the profile, `furniture` is shell that prepares the computer. */
  static async create(more: string, furniture = ''): Promise<CrashLab> {
    const lab = await Lab.create()
    try {
      await lab.client.exec('sh', ['-c', `set -e\n${furniture}`])
      const tap = await Tap.install(lab.client)
      return new CrashLab({ lab, tap, before: await traces(lab.client), more })
    } catch (cause) {
      await lab.remove()
      throw cause
    }
  }

  /** The statements that the latest run's helper has carried out. */
  get said(): string[] {
    return this.#tap.said
  }

  get client(): Namespace {
    return this.#lab.client
  }

  /** A page from behind the server, by its name, which only the tunnel's name server knows. */
  page(): Promise<string> {
    return this.#lab.farEnd.get(this.client, `http://${LAB.pageName}/`)
  }

  connect(): Culvert {
    return Culvert.connect(this.client, {
      profile: this.#lab.profile({ more: this.#more }),
      password: LAB.password,
    })
  }

  /** Ends every connection from the server's side; the clients come back, and get other addresses. */
  interrupt(): void {
    this.#lab.sstp.disconnectAll()
  }

  /** What the helper of the next run does besides its work. */
  arm(death?: KillOrder): void {
    this.#tap.arm(death)
  }

  /** Leads a connection through its life; a run that is killed on the way ends this early. */
  async live(course: Course, death?: KillOrder): Promise<void> {
    this.arm(death)
    const run = this.connect()
    try {
      await connected(run, 1)
      if (course === 'reconnect') {
        this.interrupt()
        await connected(run, 2)
      }
      run.kill('SIGINT')
    } catch (error) {
      // The end of the run is what these tests are about.
      if (!String(error).includes('ended with')) throw error
    }
    await run.ended()
  }

  /** Kills from outside, whatever is being done at the moment. */
  async kill(victim: Victim, run: Culvert): Promise<void> {
    if (victim !== 'client') await killHelpers(this.client)
    if (victim !== 'helper') run.kill('SIGKILL')
    await run.ended()
  }

  async expectAsBefore(step: string): Promise<void> {
    expect(await traces(this.client), step).toEqual(this.#before)
  }

  /**
   * Asserts what the dead leave, brings the computer back as suits who died, and asserts that it is as before. A helper that
   * dies in the midst of a statement may or may not have carried it out.
   */
  async putRight(victim: Victim, step: string, moment: 'between' | 'any' = 'between'): Promise<void> {
    const { client } = this.#lab
    await waitForStillness(client, this.#before)
    const found = await wall(client)
    if (moment === 'between' || victim === 'client') expect(found.stands, step).toBe(hasBlocked(this.said))
    expect(found.because, step).toBe(found.stands ? 'crash' : undefined)
    switch (victim) {
      case 'client':
        // The helper has undone everything else by itself.
        expect(withoutBlock(await traces(client)), step).toEqual(withoutBlock(this.#before))
        break
      case 'helper':
        await helperJob(client, '--repair')
        expect(await wall(client), step).toEqual(found)
        break
      case 'both':
        // What comes after a power cut: the next start heals, and its clean end opens.
        await this.live('connect')
        return await this.expectAsBefore(step)
      default:
        return unreachable(victim)
    }
    expect(await helperJob(client, '--unblock'), step).toBe(found.stands ? 'open now' : 'open already')
    await this.expectAsBefore(step)
  }

  async remove(): Promise<void> {
    this.#tap.dispose()
    await this.#lab.remove()
  }
}

/** Waits until a run has been connected so many times. */
export async function connected(run: Culvert, times: number): Promise<void> {
  await seen(
    run,
    `connection ${times}`,
    times,
    (event) => event.type === 'state' && event.state === 'connected',
  )
}

/** Waits until a run has told something for so many times. */
export async function seen(
  run: Culvert,
  what: string,
  times: number,
  matches: (event: CliEvent) => boolean,
): Promise<void> {
  let count = 0
  await run.event(what, (event): event is CliEvent => matches(event) && ++count === times)
}

/** Whether these statements leave a block behind. */
function hasBlocked(statements: readonly string[]): boolean {
  return statements.findLast((line) => /^(block |unblock|undo)/.test(line))?.startsWith('block ') === true
}

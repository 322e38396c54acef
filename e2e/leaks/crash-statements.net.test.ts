import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, CrashLab } from './crash-lab.ts'
import { PROTECTIONS, slow } from './slow.ts'
import { VICTIMS } from './tap.ts'

/** A statement whatever address the server hands out this time, and whatever port a connection is made from. */
const whoever = (line: string) =>
  line.replace(/10\.77\.0\.\d+/, '<own>').replace(/^(dial .*) \d+$/, '$1 <port>')

describe.each(PROTECTIONS)('kill -9 after a statement of the helper, $protection', ({ protection, more }) => {
  let lab: CrashLab
  let statements: readonly string[]
  /** How many of them make the first connection. */
  let first: number

  beforeAll(async () => {
    lab = await CrashLab.create(more)
    await lab.live('reconnect')
    await lab.expectAsBefore('nobody killed')
    statements = lab.said.map(whoever)
    first = statements.indexOf('commit') + 1
    expect(first).toBeGreaterThan(15)
    expect(statements.includes('block lan')).toBe(more !== '')
    expect(statements.slice(first).join()).toMatch(/address .*remove address .*commit,undo$/)
  })

  afterAll(() => lab?.remove())

  /**
   * All of them where there is time; otherwise one victim for each of a few. Without a kill switch one victim for each
   * statement will do: what a block adds is what the three differ in.
   */
  async function killAtEach(steps: readonly number[], course: Course): Promise<void> {
    const chosen = steps.filter((step) => slow || step % 7 === 3)
    let deaths = 0
    for (const after of chosen) {
      const everybody = slow && more !== ''
      for (const kill of everybody ? VICTIMS : [VICTIMS[after % VICTIMS.length]]) {
        const step = `${kill} killed after statement ${after}, "${statements[after]}"`
        await lab.live(course, { after, kill })
        expect(lab.said.slice(0, after + 1).map(whoever), step).toEqual(statements.slice(0, after + 1))
        await lab.putRight(kill, step)
        deaths += 1
      }
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
})

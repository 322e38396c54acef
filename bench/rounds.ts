import type { Step, Values } from './measures/measure.ts'
import type { Subject } from './subject.ts'

/** One number of one round. */
export interface Point {
  round: number
  subject: string
  /** A key of `metrics.ts`. */
  metric: string
  value: number
}

export interface Results {
  points: Point[]
  /** What did not work, in words. */
  failures: string[]
}

/**
 * Every step with every subject, so many times. Within a step the subjects follow one another closely, because what
 * slows the machine down for a while shall slow all of them; each round begins with another.
 */
export async function takeRounds(
  { points, failures }: Results,
  subjects: readonly Subject[],
  steps: readonly Step[],
  { rounds, quick }: { rounds: number; quick: boolean },
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    const first = (round - 1) % Math.max(1, subjects.length)
    const turn = [...subjects.slice(first), ...subjects.slice(0, first)]
    for (const step of steps) {
      const seconds = quick ? step.seconds.quick : step.seconds.full
      if (seconds === undefined) continue
      const told: string[] = []
      for (const subject of turn) {
        const what = `round ${round}, ${step.name}, ${subject.name}`
        const values = await noting(failures, what, () => subject.take(step, seconds))
        if (values === undefined) continue
        for (const [metric, value] of Object.entries(values)) {
          points.push({ round, subject: subject.name, metric, value })
        }
        told.push(`${subject.name} ${shortly(values)}`)
      }
      console.log(`round ${round}, ${step.name.padEnd(8)} ${told.join(' · ')}`)
    }
  }
}

/** What `action` gives; a failure goes to the list and to the terminal, and the run goes on. */
export async function noting<Result>(
  failures: string[],
  what: string,
  action: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await action()
  } catch (cause) {
    const words = `${what}: ${cause instanceof Error ? cause.message.trim() : String(cause)}`
    failures.push(words)
    console.error(words)
    return undefined
  }
}

function shortly(values: Values): string {
  const [first] = Object.values(values)
  return first === undefined ? '–' : first.toFixed(first < 10 ? 2 : 0)
}

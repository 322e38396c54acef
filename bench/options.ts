import { parseArgs } from 'node:util'

export interface BenchOptions {
  quick: boolean
  rounds: number
  /** Subjects to measure; all if left out. */
  only: string[] | undefined
}

/** The options behind `npm run bench --`. Throws, with words, at what it does not know. */
export function benchOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' } },
  })
  const { quick = false } = values
  const only = values.only?.split(',').map((name) => name.trim())
  const stranger = only?.find((name) => !known.includes(name))
  if (stranger !== undefined) throw new Error(`--only ${stranger}: there are ${known.join(', ')}`)
  const rounds = Number(values.rounds ?? (quick ? 2 : 5))
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds ${values.rounds}: not a number of rounds`)
  return { quick, rounds, only }
}

import { readdirSync, readFileSync } from 'node:fs'

/** Memory in bytes. */
export interface Memory {
  /** Resident: with everything that is shared with other processes. */
  rss: number
  /** Proportional: what is shared is divided among those who share it. */
  pss: number
}

/** What the kernel says of one process (proc_pid_smaps(5)). */
export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const bytes = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1])
  return { rss: bytes('Rss'), pss: bytes('Pss') }
}

export function sum(parts: readonly Memory[]): Memory {
  return {
    rss: parts.reduce((total, { rss }) => total + rss, 0),
    pss: parts.reduce((total, { pss }) => total + pss, 0),
  }
}

/** All processes that this one started, and those that they started. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = parentOf(name)
    if (parent !== undefined) parents.set(Number(name), parent)
  }
  const belongs = (each: number | undefined): boolean =>
    each !== undefined && (each === pid || belongs(parents.get(each)))
  return [...parents.keys()].filter((each) => each !== pid && belongs(each))
}

/** Undefined for a process that has ended since the list was made. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

/** Processor time of a process since it started, in ticks of the kernel. */
export function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

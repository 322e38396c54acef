import { existsSync } from 'node:fs'
import { run } from '../processes.ts'
import { type Snapshot, takeSnapshot } from '../snapshot.ts'

/** What the whole computer looks like, for the comparison before and after. */
export type Machine = Snapshot & { namespaces: string }

export async function lookAtMachine(): Promise<Machine> {
  const { stdout } = await run('ip', ['netns', 'list'])
  // Tests of other people may run at the same time; what they make is theirs.
  const namespaces = stdout
    .split('\n')
    .map((line) => line.split(' ')[0])
    .filter((name) => !/^culvert-/.test(name) || name.startsWith(`culvert-${process.pid}-`))
  return { ...(await takeSnapshot()), namespaces: namespaces.sort().join('\n') }
}

/** The aspects in which two looks differ. */
export function differences<Look extends Record<string, string>>(before: Look, after: Look): string[] {
  return Object.keys(before).filter((aspect) => before[aspect] !== after[aspect])
}

/** Those of the processes that still run. */
export function survivors(pids: readonly number[]): number[] {
  return pids.filter((pid) => existsSync(`/proc/${pid}`))
}

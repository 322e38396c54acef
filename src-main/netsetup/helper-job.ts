import type { ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { chooseLaunch, type HelperPlace, type Launch, spawnHelper, startFailure } from './helper-launch.ts'

/** What the helper does without a client. */
export type HelperJob = '--repair' | '--unblock' | '--lockdown-lan' | '--lockdown-strict' | '--lockdown-off'

export interface JobOptions extends HelperPlace {
  /** Starts the helper; tests put another child process in its place. */
  spawn?: (launch: Launch) => ChildProcess
}

/**
 * Runs the helper for one job and resolves with the words that follow `expected` in its answer. Rejects with
 * `FailureError`: what `failed` makes of the helper's own reason, or why it could not be started.
 */
export async function runHelperJob(
  job: HelperJob,
  expected: string,
  failed: (detail: string) => Failure,
  { spawn = spawnHelper, ...place }: JobOptions,
): Promise<string[]> {
  const launch = chooseLaunch(place, [job])
  const child = spawn(launch)
  child.stdin?.end()
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const said = Promise.all([child.stdout ? text(child.stdout) : '', child.stderr ? text(child.stderr) : ''])
  try {
    const [code, [output, errors]] = await Promise.all([ended, said])
    const [kind, ...words] = output.trim().split(' ')
    if (code === 0 && kind === expected) return words
    const detail = kind === 'error' ? words.slice(1).join(' ') : undefined
    throw new FailureError(detail === undefined ? startFailure(launch, code, errors) : failed(detail))
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError(startFailure(launch, null, String(error)), { cause: error })
  }
}

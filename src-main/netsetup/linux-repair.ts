import type { ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { FailureError } from '../../src-shared/failure.ts'
import { chooseLaunch, type HelperPlace, type Launch, spawnHelper, startFailure } from './helper-launch.ts'

/**
 * Undoes what a killed helper left: devices, rules, routes, name servers. Resolves with the names of the
 * devices that were healed, none when there was nothing to do. Rejects with `FailureError`.
 */
export async function repairLinux(
  place: HelperPlace = {},
  spawn: (launch: Launch) => ChildProcess = spawnHelper,
): Promise<string[]> {
  const launch = chooseLaunch(place, ['--repair'])
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
    if (code === 0 && kind === 'healed') return words
    const detail = kind === 'error' ? words.slice(1).join(' ') : undefined
    throw new FailureError(
      detail === undefined
        ? startFailure(launch, code, errors)
        : { code: 'helper-failed', step: 'repair', detail },
    )
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError(startFailure(launch, null, String(error)), { cause: error })
  }
}

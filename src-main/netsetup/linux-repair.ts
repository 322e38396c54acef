import { type JobOptions, runHelperJob } from './helper-job.ts'

/**
 * Undoes what a killed helper left: devices, rules, routes, name servers; not a block. Resolves with the names of the
 * devices that were healed, none when there was nothing to do. Rejects with `FailureError`.
 */
export function repairLinux(options: JobOptions = {}): Promise<string[]> {
  return runHelperJob(
    '--repair',
    'healed',
    (detail) => ({ code: 'helper-failed', step: 'repair', detail }),
    options,
  )
}

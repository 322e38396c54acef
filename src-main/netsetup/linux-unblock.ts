import { type JobOptions, runHelperJob } from './helper-job.ts'

/**
 * Opens this computer, whoever has blocked it and for whatever reason, and ends the lockdown. Resolves with whether there was
 * a block. Rejects with `FailureError`.
 */
export async function unblockLinux(options: JobOptions = {}): Promise<boolean> {
  const words = await runHelperJob(
    '--unblock',
    'open',
    (detail) => ({ code: 'unblock-failed', detail }),
    options,
  )
  return words[0] === 'now'
}

/** Blocks until it is opened again, also after restarts of the computer. Rejects with `FailureError`. */
export async function lockLinuxDown(lan: boolean, options: JobOptions = {}): Promise<void> {
  const job = lan ? '--lockdown-lan' : '--lockdown-strict'
  await runHelperJob(job, 'blocked', (detail) => ({ code: 'block-failed', detail }), options)
}

/** Ends the lockdown alone: the kill switch of a connection that is up stays. Rejects with `FailureError`. */
export async function endLinuxLockdown(options: JobOptions = {}): Promise<void> {
  await runHelperJob('--lockdown-off', 'open', (detail) => ({ code: 'unblock-failed', detail }), options)
}

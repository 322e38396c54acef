import { FailureError } from '../../src-shared/failure.ts'
import { type BlockReason, currentBlock as linuxBlock } from './block-note.ts'
import type { JobOptions } from './helper-job.ts'
import { LinuxNetworkSetup, type LinuxNetworkSetupOptions } from './linux.ts'
import { repairLinux } from './linux-repair.ts'
import { endLinuxLockdown, lockLinuxDown, unblockLinux } from './linux-unblock.ts'
import type { NetworkSetup } from './network-setup.ts'

/** The way to change the network of the system that we run on. Throws `FailureError` where there is none yet. */
export function createNetworkSetup(options: LinuxNetworkSetupOptions = {}): NetworkSetup {
  if (process.platform !== 'linux') throw notYet()
  return new LinuxNetworkSetup(options)
}

/** Undoes what a run that was killed had left; one sentence for each device. Rejects with `FailureError`. */
export async function repair(): Promise<string[]> {
  if (process.platform !== 'linux') throw notYet()
  return await repairLinux()
}

/** Why nothing leaves this computer beside the tunnel; undefined while it is open. Needs no rights. */
export function currentBlock(root = '/'): BlockReason | undefined {
  return process.platform === 'linux' ? linuxBlock(undefined, root) : undefined
}

/** Opens this computer, whatever has blocked it. Resolves with whether something had. Rejects with `FailureError`. */
export async function unblock(options?: JobOptions): Promise<boolean> {
  if (process.platform !== 'linux') throw notYet()
  return await unblockLinux(options)
}

/** Blocks this computer until `unblock`, also after restarts. Rejects with `FailureError`. */
export async function lockDown(lan: boolean, options?: JobOptions): Promise<void> {
  if (process.platform !== 'linux') throw notYet()
  await lockLinuxDown(lan, options)
}

/** Ends `lockDown`; the kill switch of a connection that is up stays. Rejects with `FailureError`. */
export async function endLockdown(options?: JobOptions): Promise<void> {
  if (process.platform !== 'linux') throw notYet()
  await endLinuxLockdown(options)
}

function notYet(): FailureError {
  return new FailureError({
    code: 'tun-unavailable',
    detail: `Culvert cannot change the network of ${process.platform} yet`,
  })
}

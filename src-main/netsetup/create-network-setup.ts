import { FailureError } from '../../src-shared/failure.ts'
import { LinuxNetworkSetup, type LinuxNetworkSetupOptions } from './linux.ts'
import { repairLinux } from './linux-repair.ts'
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

function notYet(): FailureError {
  return new FailureError({
    code: 'tun-unavailable',
    detail: `Culvert cannot change the network of ${process.platform} yet`,
  })
}

import { FailureError } from '../../src-shared/failure.ts'
import { attachLinuxTun } from './linux.ts'
import type { TunDevice } from './tun-device.ts'

/** Attaches to the device that the network set-up created, by the means of this system. Throws `FailureError`. */
export function attachTun(name: string, log?: (text: string) => void): TunDevice {
  const onRefused = () => log?.('this kernel refuses joined packets: from now on each is handed over alone')
  if (process.platform === 'linux') return attachLinuxTun(name, { onRefused })
  throw new FailureError({
    code: 'tun-unavailable',
    detail: `virtual network devices are not supported on ${process.platform} yet`,
  })
}

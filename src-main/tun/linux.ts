import { closeSync, constants, openSync } from 'node:fs'
import { FailureError } from '../../src-shared/failure.ts'
import { type Libc, lastError, libc } from './libc.ts'
import { TunDescriptor } from './linux-descriptor.ts'
import { LinuxOffloadTun } from './linux-offload-tun.ts'
import { LinuxPlainTun } from './linux-plain-tun.ts'
import {
  IFF_NO_PI,
  IFF_TUN,
  IFF_VNET_HDR,
  interfaceRequest,
  OFFLOAD_SETS,
  TUN_PATH,
  TUNSETIFF,
  TUNSETOFFLOAD,
  TUNSETVNETHDRSZ,
  takesDatagrams,
} from './linux-tun-ioctl.ts'
import { VNET_HEADER_SIZE } from './offload/vnet-header.ts'
import type { TunDevice } from './tun-device.ts'

/**
 * Attaches to a TUN device that the helper created for this user; needs no privileges. The device must not be attached
 * elsewhere. With offloads where the kernel has them, unless `offload` is false. Throws `FailureError`.
 */
export function attachLinuxTun(
  name: string,
  { offload = true, onRefused }: { offload?: boolean; onRefused?: () => void } = {},
): TunDevice {
  const c = libc()
  const fd = openClone()
  try {
    const features = offload ? attachWithOffload(c, fd, name) : undefined
    if (features !== undefined) {
      const options = { ...features, ...(onRefused !== undefined && { onRefused }) }
      return new LinuxOffloadTun(new TunDescriptor(name, fd, c), options)
    }
    attachPlain(c, fd, name)
    return new LinuxPlainTun(new TunDescriptor(name, fd, c))
  } catch (cause) {
    closeSync(fd)
    throw cause
  }
}

/**
 * A descriptor that nobody else can hold on to, because that would keep the device busy: Node opens with O_CLOEXEC, so no
 * child inherits it, and when a worker is terminated Node closes what it opened.
 */
function openClone(): number {
  try {
    return openSync(TUN_PATH, constants.O_RDWR | constants.O_NONBLOCK)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new FailureError({ code: 'tun-unavailable', detail: `${TUN_PATH}: ${code ?? message}` }, { cause })
  }
}

/** What the kernel takes besides TCP; undefined when it cannot do any of it, and the descriptor is as before. */
function attachWithOffload(c: Libc, fd: number, name: string): { datagrams: boolean } | undefined {
  const request = interfaceRequest(name, IFF_TUN | IFF_NO_PI | IFF_VNET_HDR)
  if (c.ioctl(fd, TUNSETIFF, request) < 0) {
    const error = lastError()
    if (error === 'EINVAL') return undefined
    throw attachFailure(name, error)
  }
  const size = new Uint8Array(new Uint32Array([VNET_HEADER_SIZE]).buffer)
  if (c.ioctl(fd, TUNSETVNETHDRSZ, size) < 0) throw attachFailure(name, lastError())
  // A kernel that takes none of these still works: it just hands over finished packets.
  const accepted = OFFLOAD_SETS.find((features) => c.ioctlValue(fd, TUNSETOFFLOAD, features) === 0)
  return { datagrams: accepted !== undefined && takesDatagrams(accepted) }
}

function attachPlain(c: Libc, fd: number, name: string): void {
  if (c.ioctl(fd, TUNSETIFF, interfaceRequest(name, IFF_TUN | IFF_NO_PI)) < 0)
    throw attachFailure(name, lastError())
  // The device remembers what the last one who attached could do, and would go on leaving checksums unfinished.
  if (c.ioctlValue(fd, TUNSETOFFLOAD, 0) < 0) throw attachFailure(name, lastError())
}

function attachFailure(name: string, error: string): FailureError {
  return new FailureError(
    error === 'EBUSY'
      ? { code: 'tun-busy', device: name }
      : { code: 'tun-failed', device: name, detail: `cannot attach: ${error}` },
  )
}

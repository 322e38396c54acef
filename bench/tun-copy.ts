import { constants, openSync } from 'node:fs'
import { libc } from '../src-main/tun/libc.ts'
import { TunDescriptor } from '../src-main/tun/linux-descriptor.ts'
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
} from '../src-main/tun/linux-tun-ioctl.ts'
import { SUPER_PACKET_SIZE } from '../src-main/tun/offload/segmenter.ts'
import { VNET_HEADER_SIZE } from '../src-main/tun/offload/vnet-header.ts'

/**
 * What a tunnel costs before it does anything: `node tun-copy.ts <device> <device>` hands every super-packet of one TUN device
 * to the other as it is, uncut and in the clear. It prints "ready" once it is attached to both; the devices can then be moved
 * to network namespaces of their own.
 */
const TURN = 16

function attach(name: string): TunDescriptor {
  const c = libc()
  const fd = openSync(TUN_PATH, constants.O_RDWR | constants.O_NONBLOCK)
  const size = new Uint8Array(new Uint32Array([VNET_HEADER_SIZE]).buffer)
  const attached =
    c.ioctl(fd, TUNSETIFF, interfaceRequest(name, IFF_TUN | IFF_NO_PI | IFF_VNET_HDR)) === 0 &&
    c.ioctl(fd, TUNSETVNETHDRSZ, size) === 0 &&
    OFFLOAD_SETS.some((features) => c.ioctlValue(fd, TUNSETOFFLOAD, features) === 0)
  if (!attached) throw new Error(`cannot attach to ${name} with offloads`)
  return new TunDescriptor(name, fd, c)
}

function forward(from: TunDescriptor, to: TunDescriptor): void {
  const buffer = new Uint8Array(SUPER_PACKET_SIZE)
  const turn = () => {
    for (let i = 0; i < TURN; i++) {
      const length = from.read(buffer, 0, buffer.length)
      if (length === 0) break
      to.write(buffer, 0, length)
    }
    from.onReadable(turn)
  }
  from.onReadable(turn)
}

const [one, other] = process.argv.slice(2).map(attach)
forward(one, other)
forward(other, one)
console.log('ready')

/** Constants of linux/if_tun.h and linux/if.h; the same on x64 and arm64. */
export const TUN_PATH = '/dev/net/tun'

export const TUNSETIFF = 0x4004_54ca
export const TUNSETOFFLOAD = 0x4004_54d0
export const TUNSETVNETHDRSZ = 0x4004_54d8

export const IFF_TUN = 0x0001
/** Without the four bytes of packet information in front of every packet. */
export const IFF_NO_PI = 0x1000
/** With a `virtio_net_hdr` in front of every packet instead. */
export const IFF_VNET_HDR = 0x4000

/** What the kernel may leave to us. USO came with Linux 6.2, so there is a set without it. */
const TUN_F = { checksum: 0x01, tso4: 0x02, tso6: 0x04, tsoEcn: 0x08, uso4: 0x20, uso6: 0x40 } as const
const TSO = TUN_F.checksum | TUN_F.tso4 | TUN_F.tso6 | TUN_F.tsoEcn
const USO = TUN_F.uso4 | TUN_F.uso6
export const OFFLOAD_SETS = [TSO | USO, TSO] as const

/** A kernel that hands over super-packets of UDP takes them, too: both came at once. */
export function takesDatagrams(features: number): boolean {
  return (features & USO) === USO
}

/** IFNAMSIZ, which includes the terminating zero. */
const NAME_SIZE = 16
const IFREQ_SIZE = 40

/** `struct ifreq` with a name and flags. */
export function interfaceRequest(name: string, flags: number): Uint8Array {
  const encoded = new TextEncoder().encode(name)
  if (encoded.length === 0 || encoded.length >= NAME_SIZE)
    throw new RangeError(`not an interface name: ${name}`)
  const request = new Uint8Array(IFREQ_SIZE)
  request.set(encoded)
  request[NAME_SIZE] = flags
  request[NAME_SIZE + 1] = flags >>> 8
  return request
}

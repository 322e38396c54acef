/** Constants of linux/if_tun.h, fcntl.h and linux/if.h; the same on x64 and arm64. */
export const TUN_PATH = '/dev/net/tun'

/**
 * Close-on-exec matters: a child that inherits the descriptor keeps the device busy after we closed it, and the next
 * attach fails with EBUSY until the child ends.
 */
export const O_RDWR_NONBLOCK_CLOEXEC = 0o2 | 0o4000 | 0o2000000

export const TUNSETIFF = 0x4004_54ca
export const IFF_TUN = 0x0001
/** Without the four bytes of packet information in front of every packet. */
export const IFF_NO_PI = 0x1000

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

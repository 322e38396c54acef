import { FailureError } from '../../src-shared/failure.ts'
import { addressOf, type Libc, lastError, libc } from './libc.ts'
import {
  IFF_NO_PI,
  IFF_TUN,
  interfaceRequest,
  O_RDWR_NONBLOCK_CLOEXEC,
  TUN_PATH,
  TUNSETIFF,
} from './linux-tun-ioctl.ts'
import { Readiness } from './readiness.ts'
import { MAX_TUNNEL_PACKET, type TunDevice } from './tun-device.ts'

/**
 * Attaches to a TUN device that the helper created for this user; needs no privileges. The device must not be attached
 * elsewhere. Throws `FailureError`.
 */
export function attachLinuxTun(name: string): TunDevice {
  const c = libc()
  const fd = c.open(TUN_PATH, O_RDWR_NONBLOCK_CLOEXEC)
  if (fd < 0) throw new FailureError({ code: 'tun-unavailable', detail: `${TUN_PATH}: ${lastError()}` })
  if (c.ioctl(fd, TUNSETIFF, interfaceRequest(name, IFF_TUN | IFF_NO_PI)) < 0) {
    const error = lastError()
    c.close(fd)
    throw new FailureError(
      error === 'EBUSY'
        ? { code: 'tun-busy', device: name }
        : { code: 'tun-failed', device: name, detail: `cannot attach: ${error}` },
    )
  }
  return new LinuxTun(name, fd, c)
}

class LinuxTun implements TunDevice {
  readonly name: string
  readonly #fd: number
  readonly #libc: Libc
  readonly #readiness: Readiness
  /** Addresses of the few buffers that this device ever sees. */
  readonly #addresses = new WeakMap<ArrayBufferLike, number>()
  #closed = false

  constructor(name: string, fd: number, c: Libc) {
    this.name = name
    this.#fd = fd
    this.#libc = c
    this.#readiness = new Readiness(fd)
  }

  readBatch(slab: Uint8Array, start: number, end: number, headroom: number, lengths: Uint32Array): number {
    if (this.#closed) return 0
    const base = this.#addressOf(slab)
    const needed = headroom + MAX_TUNNEL_PACKET
    let at = start
    let count = 0
    // The kernel cuts a packet that does not fit, so every read gets room for the longest.
    while (count < lengths.length && end - at >= needed) {
      const length = this.#libc.read(this.#fd, base + at + headroom, MAX_TUNNEL_PACKET)
      if (length <= 0) {
        if (length < 0) this.#checkReadError()
        break
      }
      lengths[count++] = length
      at += headroom + length
    }
    return count
  }

  onReadable(wake: () => void): void {
    this.#readiness.once(wake)
  }

  writePacket(buffer: Uint8Array, start: number, end: number): boolean {
    if (this.#closed) return false
    return this.#libc.write(this.#fd, this.#addressOf(buffer) + start, end - start) === end - start
  }

  flush(): void {}

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#readiness.close()
    this.#libc.close(this.#fd)
  }

  #addressOf(bytes: Uint8Array): number {
    let address = this.#addresses.get(bytes.buffer)
    if (address === undefined) {
      address = addressOf(bytes) - bytes.byteOffset
      this.#addresses.set(bytes.buffer, address)
    }
    return address + bytes.byteOffset
  }

  #checkReadError(): void {
    const error = lastError()
    if (error === 'EAGAIN' || error === 'EINTR') return
    throw new FailureError({ code: 'tun-failed', device: this.name, detail: `cannot read: ${error}` })
  }
}

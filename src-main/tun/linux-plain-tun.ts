import type { TunDescriptor } from './linux-descriptor.ts'
import { PLAIN_MEMORY } from './packet-memory.ts'
import { MAX_TUNNEL_PACKET, type TunDevice } from './tun-device.ts'

/** A TUN device without offloads: packets go straight from the kernel into the slab, and back. */
export class LinuxPlainTun implements TunDevice {
  /** Each packet is the kernel's at once, or refused at once. */
  readonly dropped = 0
  readonly memory = PLAIN_MEMORY
  readonly #descriptor: TunDescriptor

  constructor(descriptor: TunDescriptor) {
    this.#descriptor = descriptor
  }

  get name(): string {
    return this.#descriptor.name
  }

  readBatch(slab: Uint8Array, start: number, end: number, headroom: number, lengths: Uint32Array): number {
    const needed = headroom + MAX_TUNNEL_PACKET
    let at = start
    let count = 0
    // The kernel cuts a packet that does not fit, so every read gets room for the longest.
    while (count < lengths.length && end - at >= needed) {
      const length = this.#descriptor.read(slab, at + headroom, MAX_TUNNEL_PACKET)
      if (length === 0) break
      lengths[count++] = length
      at += headroom + length
    }
    return count
  }

  onReadable(wake: () => void): void {
    this.#descriptor.onReadable(wake)
  }

  writePacket(buffer: Uint8Array, start: number, end: number): boolean {
    return this.#descriptor.write(buffer, start, end)
  }

  flush(): void {
    // Nothing is gathered here.
  }

  close(): void {
    this.#descriptor.close()
  }
}

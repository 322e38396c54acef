import type { TunDescriptor } from './linux-descriptor.ts'
import { Coalescer } from './offload/coalescer.ts'
import { DatagramCoalescer } from './offload/datagram-coalescer.ts'
import { Segmenter, SUPER_PACKET_SIZE } from './offload/segmenter.ts'
import { packetsIn } from './offload/vnet-header.ts'
import { createPacketMemory } from './packet-memory.ts'
import type { TunDevice } from './tun-device.ts'

/**
 * Room for what is cut and joined here (thirteen super-packets), and for the slabs and the receive buffer of two sessions,
 * because the old one may still be on its way out when the next begins.
 */
const MEMORY_BYTES = 2.25 * 1024 * 1024

/** What is needed of the open descriptor. */
type Descriptor = Pick<TunDescriptor, 'name' | 'read' | 'write' | 'onReadable' | 'close'>

/**
 * A TUN device that exchanges super-packets of up to 64 KiB with the kernel. They are cut into the slab on the way out,
 * and put together from one turn's packets on the way in, so that the stack of the host is entered once for dozens of
 * packets. That, not the encryption, is what a tunnel spends its time on.
 */
export class LinuxOffloadTun implements TunDevice {
  readonly #descriptor: Descriptor
  readonly memory = createPacketMemory(MEMORY_BYTES)
  readonly #segmenter = new Segmenter(this.memory)
  readonly #coalescer: Coalescer
  readonly #datagrams: DatagramCoalescer | undefined
  #wake: (() => void) | undefined
  #immediate: NodeJS.Immediate | undefined
  #flush: NodeJS.Immediate | undefined
  #dropped = 0
  #closed = false

  /** `datagrams`: the kernel takes super-packets of UDP. */
  constructor(descriptor: Descriptor, { datagrams = false } = {}) {
    this.#descriptor = descriptor
    const write = (bytes: Uint8Array, start: number, end: number) => {
      if (!descriptor.write(bytes, start, end)) this.#dropped += packetsIn(bytes, start, end)
    }
    this.#coalescer = new Coalescer(write, this.memory)
    if (datagrams) this.#datagrams = new DatagramCoalescer(write, this.memory)
  }

  get name(): string {
    return this.#descriptor.name
  }

  get dropped(): number {
    return this.#dropped
  }

  readBatch(slab: Uint8Array, start: number, end: number, headroom: number, lengths: Uint32Array): number {
    const segmenter = this.#segmenter
    let at = start
    let count = 0
    while (count < lengths.length && !this.#closed) {
      if (segmenter.done) {
        const read = this.#descriptor.read(segmenter.staging, 0, SUPER_PACKET_SIZE)
        if (read === 0) break
        if (!segmenter.load(read)) {
          this.#dropped += 1
          continue
        }
      }
      const length = segmenter.emit(slab, at + headroom, end - at - headroom)
      // The rest of this super-packet waits for the next slab.
      if (length < 0) break
      lengths[count++] = length
      at += headroom + length
    }
    return count
  }

  onReadable(wake: () => void): void {
    if (this.#closed) return
    if (this.#segmenter.done) {
      this.#descriptor.onReadable(wake)
      return
    }
    // What is left of a super-packet is readable although the kernel's queue may be empty.
    this.#wake = wake
    this.#immediate ??= setImmediate(() => {
      this.#immediate = undefined
      this.#wake?.()
    })
  }

  /** Packets are gathered until `flush`; what the kernel does not take then is lost, and counted. */
  writePacket(buffer: Uint8Array, start: number, end: number): boolean {
    if (this.#closed) return false
    if (this.#datagrams?.add(buffer, start, end) !== true) this.#coalescer.add(buffer, start, end)
    return true
  }

  /**
   * Hands over at the end of this turn of the event loop: one read of the socket delivers several TLS records, each with
   * a flush of its own, and packets of all of them belong together. (Measured: 51 kB instead of 13 kB a super-packet, a tenth less CPU.)
   */
  flush(): void {
    if (this.#closed) return
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined
      this.#coalescer.flush()
      this.#datagrams?.flush()
    })
  }

  close(): void {
    this.#closed = true
    clearImmediate(this.#immediate)
    clearImmediate(this.#flush)
    this.#wake = undefined
    this.#segmenter.close()
    this.#coalescer.close()
    this.#datagrams?.close()
    this.#descriptor.close()
  }
}

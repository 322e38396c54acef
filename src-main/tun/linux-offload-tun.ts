import type { TunDescriptor } from './linux-descriptor.ts'
import { Coalescer } from './offload/coalescer.ts'
import { DatagramCoalescer } from './offload/datagram-coalescer.ts'
import { MAX_PACKET } from './offload/gathered-headers.ts'
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
type Descriptor = Pick<TunDescriptor, 'name' | 'read' | 'write' | 'wasRefused' | 'onReadable' | 'close'>

export interface OffloadOptions {
  /** The kernel takes super-packets of UDP. */
  datagrams?: boolean
  /** The kernel does not take super-packets after all. */
  onRefused?: () => void
}

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
  #joins = true
  #closed = false

  constructor(descriptor: Descriptor, { datagrams = false, onRefused }: OffloadOptions = {}) {
    this.#descriptor = descriptor
    const write = (bytes: Uint8Array, start: number, end: number) => {
      if (descriptor.write(bytes, start, end)) return
      const packets = packetsIn(bytes, start, end)
      if (packets === 1 || !descriptor.wasRefused()) {
        this.#dropped += packets
        return
      }
      if (this.#joins) onRefused?.()
      this.#joins = false
      this.#writeApart(bytes, start, end)
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
    if (!this.#joins) this.#writeAlone(buffer, start, end)
    else if (this.#datagrams?.add(buffer, start, end) !== true) this.#coalescer.add(buffer, start, end)
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
      this.#handOver()
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

  #handOver(): void {
    this.#coalescer.flush()
    this.#datagrams?.flush()
  }

  /** Behind what may still be gathered of its flow. */
  #writeAlone(buffer: Uint8Array, start: number, end: number): void {
    this.#handOver()
    this.#coalescer.writeSingle(buffer, start, end)
  }

  /**
   * Some kernels refuse what they say they take: a faulty check of super-packets came with the updates of July 2024, Linux 6.1.103
   * and 6.10.3 among them (tailscale issue 13041). What was joined is cut again, and nothing is joined any more.
   */
  #writeApart(bytes: Uint8Array, start: number, end: number): void {
    const segmenter = new Segmenter()
    segmenter.staging.set(bytes.subarray(start, end))
    const packet = new Uint8Array(MAX_PACKET)
    segmenter.load(end - start)
    for (
      let length = segmenter.emit(packet, 0, MAX_PACKET);
      length > 0;
      length = segmenter.emit(packet, 0, MAX_PACKET)
    ) {
      this.#coalescer.writeSingle(packet, 0, length)
    }
  }
}

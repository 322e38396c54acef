import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { PLAIN_MEMORY } from '../tun/packet-memory.ts'
import { MAX_TUNNEL_PACKET, type TunDevice } from '../tun/tun-device.ts'

/** A TUN device without a kernel: a test plays the host's network stack behind it. */
export class MemoryTun implements TunDevice {
  readonly memory = PLAIN_MEMORY
  dropped = 0
  readonly name: string
  /** Copies of the packets that the tunnel wrote, in order. */
  readonly written: Uint8Array[] = []
  /** True makes the kernel refuse further packets. */
  full = false
  /** How often a turn of writing was ended. */
  flushes = 0
  readonly #queue: Uint8Array[] = []
  #wake: (() => void) | undefined
  #immediate: NodeJS.Immediate | undefined
  #failure: Failure | undefined
  #closed = false

  constructor(name = 'memory0') {
    this.name = name
  }

  /** Packets that nobody has read yet. */
  get queued(): number {
    return this.#queue.length
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Queues packets that the host sends into the tunnel. */
  inject(...packets: readonly Uint8Array[]): void {
    this.#queue.push(...packets)
    this.#schedule()
  }

  /** Makes the next read throw, as a device does that was taken away. */
  fail(failure: Failure): void {
    this.#failure = failure
    this.#schedule()
  }

  readBatch(slab: Uint8Array, start: number, end: number, headroom: number, lengths: Uint32Array): number {
    if (this.#failure !== undefined) throw new FailureError(this.#failure)
    let at = start
    let count = 0
    while (this.#queue.length > 0 && count < lengths.length && end - at >= headroom + MAX_TUNNEL_PACKET) {
      const packet = this.#queue.shift() as Uint8Array
      slab.set(packet, at + headroom)
      lengths[count++] = packet.length
      at += headroom + packet.length
    }
    return count
  }

  /** Like the real device's, the wake comes in a later turn of the event loop. */
  onReadable(wake: () => void): void {
    if (this.#closed) return
    this.#wake = wake
    this.#schedule()
  }

  writePacket(buffer: Uint8Array, start: number, end: number): boolean {
    if (this.#closed || this.full) return false
    this.written.push(buffer.slice(start, end))
    return true
  }

  flush(): void {
    this.flushes += 1
  }

  close(): void {
    this.#closed = true
    this.#queue.length = 0
    this.#wake = undefined
    clearImmediate(this.#immediate)
  }

  #schedule(): void {
    const readable = this.#queue.length > 0 || this.#failure !== undefined
    if (!readable || this.#wake === undefined || this.#immediate !== undefined) return
    this.#immediate = setImmediate(() => {
      this.#immediate = undefined
      const wake = this.#wake
      this.#wake = undefined
      wake?.()
    })
  }
}

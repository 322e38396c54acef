import { PLAIN_MEMORY } from '../../../src-main/tun/packet-memory.ts'
import type { TunDevice } from '../../../src-main/tun/tun-device.ts'

/** Packets that wait to be read, like the queue of a real device. */
const QUEUE_LENGTH = 500

/** A TUN device without a kernel: behind it is a function instead of a network stack. */
export class MemoryHost implements TunDevice {
  readonly dropped = 0
  readonly memory = PLAIN_MEMORY
  readonly name: string
  readonly #queue: Uint8Array[] = []
  #wake: (() => void) | undefined
  #room: (() => void) | undefined
  #closed = false
  /** Takes each packet that comes out of the tunnel; the view is valid only during the call. */
  receive: (packet: Uint8Array) => void = () => {}

  constructor(name: string) {
    this.name = name
  }

  /** Sends a packet into the tunnel. Waits while the queue is full, so that nothing is lost. */
  async send(packet: Uint8Array): Promise<void> {
    while (this.#queue.length >= QUEUE_LENGTH && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#room = resolve
      })
    }
    this.#queue.push(packet)
    if (this.#queue.length === 1) this.#wakeReader()
  }

  readBatch(slab: Uint8Array, start: number, end: number, headroom: number, lengths: Uint32Array): number {
    let at = start
    let count = 0
    while (count < lengths.length && count < this.#queue.length) {
      const packet = this.#queue[count]
      if (at + headroom + packet.length > end) break
      slab.set(packet, at + headroom)
      at += headroom + packet.length
      lengths[count++] = packet.length
    }
    this.#queue.splice(0, count)
    this.#makeRoom()
    return count
  }

  onReadable(wake: () => void): void {
    this.#wake = wake
    if (this.#queue.length > 0) this.#wakeReader()
  }

  writePacket(buffer: Uint8Array, start: number, end: number): boolean {
    this.receive(buffer.subarray(start, end))
    return true
  }

  flush(): void {}

  close(): void {
    this.#closed = true
    this.#wake = undefined
    this.#makeRoom()
  }

  #wakeReader(): void {
    const wake = this.#wake
    this.#wake = undefined
    if (wake !== undefined) setImmediate(wake)
  }

  #makeRoom(): void {
    this.#room?.()
    this.#room = undefined
  }
}

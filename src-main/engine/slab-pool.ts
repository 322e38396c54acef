import type { PacketMemory } from '../tun/packet-memory.ts'

/**
 * A fixed number of large buffers that packets are read into and sent from. A slab is taken for one write and comes
 * back when the socket is done with it; when all are out, reading stops. Nothing here can grow.
 */
export class SlabPool {
  readonly #memory: PacketMemory
  readonly #free: Uint8Array[] = []
  #closed = false

  constructor(memory: PacketMemory, count: number, size: number) {
    this.#memory = memory
    for (let i = 0; i < count; i++) this.#free.push(memory.allocate(size))
  }

  /** A slab with arbitrary content, or undefined when all are in use. */
  take(): Uint8Array | undefined {
    return this.#free.pop()
  }

  giveBack(slab: Uint8Array): void {
    if (this.#closed) this.#memory.release(slab)
    else this.#free.push(slab)
  }

  /** Gives the memory back: of slabs that are out, when they come back. */
  close(): void {
    this.#closed = true
    for (const slab of this.#free.splice(0)) this.#memory.release(slab)
  }
}

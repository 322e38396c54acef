/**
 * A fixed number of large buffers that packets are read into and sent from. A slab is taken for one write and comes
 * back when the socket is done with it; when all are out, reading stops. Nothing here can grow.
 */
export class SlabPool {
  readonly #free: Uint8Array[] = []

  constructor(count: number, size: number) {
    for (let i = 0; i < count; i++) this.#free.push(new Uint8Array(size))
  }

  /** A slab with arbitrary content, or undefined when all are in use. */
  take(): Uint8Array | undefined {
    return this.#free.pop()
  }

  giveBack(slab: Uint8Array): void {
    this.#free.push(slab)
  }
}

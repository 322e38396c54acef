import type { PumpTransport } from '../engine/pump.ts'

interface Write {
  /** The pump's memory, ours until `written`. */
  bytes: Uint8Array
  /** What it held when it was handed over. */
  copy: Uint8Array
  written: () => void
}

/** A socket by hand: a test says when it is full, when a write is done and when there is room again. */
export class ManualTransport implements PumpTransport {
  /** What the next writes are answered. */
  hasRoom = true
  /** Every write so far, as it was handed over. */
  readonly writes: Uint8Array[] = []
  readonly #pending: Write[] = []
  #drain: () => void = () => undefined

  /** Writes that the socket still holds. */
  get pending(): number {
    return this.#pending.length
  }

  write(bytes: Uint8Array, written: () => void): boolean {
    const copy = bytes.slice()
    this.writes.push(copy)
    this.#pending.push({ bytes, copy, written })
    return this.hasRoom
  }

  onDrain(callback: () => void): void {
    this.#drain = callback
  }

  /** The oldest write is done. Throws when its bytes were touched meanwhile. */
  finishWrite(): void {
    const write = this.#pending.shift()
    if (write === undefined) throw new Error('nothing is being written')
    if (Buffer.compare(write.bytes, write.copy) !== 0)
      throw new Error('a slab was reused while it was written')
    write.written()
  }

  drain(): void {
    this.hasRoom = true
    this.#drain()
  }
}

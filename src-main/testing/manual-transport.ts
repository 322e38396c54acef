import type { PumpTransport } from '../engine/pump.ts'

interface Write {
  /** The pump's memory, ours until `written`. */
  bytes: Uint8Array
  /** What it held when it was handed over. */
  copy: Uint8Array
  written: () => void
}

/** A socket by hand: a test says when a write is done. */
export class ManualTransport implements PumpTransport {
  /** Every write so far, as it was handed over. */
  readonly writes: Uint8Array[] = []
  readonly #pending: Write[] = []

  /** Writes that the socket still holds. */
  get pending(): number {
    return this.#pending.length
  }

  write(bytes: Uint8Array, written: () => void): void {
    const copy = bytes.slice()
    this.writes.push(copy)
    this.#pending.push({ bytes, copy, written })
  }

  /** The oldest write is done. Throws when its bytes were touched meanwhile. */
  finishWrite(): void {
    const write = this.#pending.shift()
    if (write === undefined) throw new Error('nothing is being written')
    if (Buffer.compare(write.bytes, write.copy) !== 0)
      throw new Error('a slab was reused while it was written')
    write.written()
  }
}

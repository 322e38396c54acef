import { closeSync } from 'node:fs'
import { FailureError } from '../../src-shared/failure.ts'
import { addressOf, type Libc, lastError, wasInvalid, wouldBlock } from './libc.ts'
import { Readiness } from './readiness.ts'

/** The open descriptor of an attached TUN device: reads and writes without blocking, into memory by its position. */
export class TunDescriptor {
  readonly name: string
  readonly #fd: number
  readonly #libc: Libc
  readonly #readiness: Readiness
  /** Positions of the few buffers that a device ever sees. */
  readonly #positions = new WeakMap<ArrayBufferLike, number>()
  #closed = false

  constructor(name: string, fd: number, c: Libc) {
    this.name = name
    this.#fd = fd
    this.#libc = c
    this.#readiness = new Readiness(fd)
  }

  /** Reads one packet to `bytes[at...]`, at most `size` bytes of it. Returns its length, 0 when none is queued. */
  read(bytes: Uint8Array, at: number, size: number): number {
    if (this.#closed) return 0
    const length = this.#libc.read(this.#fd, this.#positionOf(bytes) + at, size)
    if (length >= 0) return length
    if (wouldBlock()) return 0
    throw new FailureError({ code: 'tun-failed', device: this.name, detail: `cannot read: ${lastError()}` })
  }

  /** Writes one packet; false when the kernel did not take it. */
  write(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#closed) return false
    return this.#libc.write(this.#fd, this.#positionOf(bytes) + start, end - start) === end - start
  }

  /** Whether the write that just failed did so because of its vnet header, and not because of the device. */
  wasRefused(): boolean {
    return !this.#closed && wasInvalid()
  }

  onReadable(wake: () => void): void {
    this.#readiness.once(wake)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#readiness.close()
    closeSync(this.#fd)
  }

  #positionOf(bytes: Uint8Array): number {
    let position = this.#positions.get(bytes.buffer)
    if (position === undefined) {
      position = addressOf(bytes) - bytes.byteOffset
      this.#positions.set(bytes.buffer, position)
    }
    return position + bytes.byteOffset
  }
}

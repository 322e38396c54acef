import { sumBytes } from './offload/checksum.ts'
import { PACKET_KERNEL } from './offload/packet-kernel.generated.ts'

/**
 * Memory for packets, with the two operations that a tunnel spends its own time on. What `allocate` gave out is handled
 * fastest; any other byte array is handled as well.
 */
export interface PacketMemory {
  /** A buffer with arbitrary content. When the memory is used up, an ordinary one: slower and just as good. */
  allocate(size: number): Uint8Array

  /** Takes a buffer back when nobody uses it any more. Ordinary ones are left to the garbage collector. */
  release(buffer: Uint8Array): void

  /**
   * The sum of `[start, end)` for the Internet checksum, over little-endian words; not folded, below 2^31. An odd last
   * byte counts as if a zero followed.
   */
  sum(bytes: Uint8Array, start: number, end: number): number

  /** Where the compiled loops find the bytes; negative when they cannot. */
  addressOf(bytes: Uint8Array): number

  /**
   * Appends the packet `[start, end)` to the gathering at this address, or says that nothing was done and somebody else
   * must decide; see `Coalescer`.
   */
  append(gathering: number, bytes: Uint8Array, start: number, end: number): number

  /**
   * Writes the next packet of the super-packet whose state is at this address to `slab[at...]`; returns its length, or -1
   * when `room` is too small for it; see `Segmenter`.
   */
  cut(state: number, slab: Uint8Array, at: number, room: number): number

  /** Copies `[start, end)` of `source` to `target[at...]`, which must not overlap, and returns its sum. */
  copyAndSum(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number
}

/** What became of a packet that was to be appended: nothing, or it was, or it was and nothing may follow it. */
export const APPENDED = { no: 0, more: 1, last: 2 } as const

/** Plain TypeScript: for devices without offloads, and where WebAssembly has no SIMD. */
export const PLAIN_MEMORY: PacketMemory = {
  allocate: (size) => new Uint8Array(size),
  release: () => undefined,
  sum: sumBytes,
  addressOf: () => -1,
  append: () => APPENDED.no,
  cut: () => -1,
  copyAndSum: (source, start, end, target, at) => {
    target.set(source.subarray(start, end), at)
    return sumBytes(source, start, end)
  },
}

const PAGE = 65_536
/** Buffers begin on these, so that vectors of a slab lie on cache lines. */
const ALIGNMENT = 64

interface Kernel {
  sum(source: number, length: number): number
  copyAndSum(source: number, target: number, length: number): number
  append(gathering: number, packet: number, length: number): number
  cut(state: number, target: number, room: number): number
}

/** Fixed memory, shared with the compiled inner loops: 67 instead of 390 ns to copy and sum 1448 bytes (measured). */
export class KernelMemory implements PacketMemory {
  readonly #buffer: ArrayBufferLike
  readonly #kernel: Kernel
  readonly #free = new Map<number, Uint8Array[]>()
  #used = 0
  /** Packets come in runs out of one buffer, and asking an array for its buffer costs as much as handling a packet. */
  #lastBytes: Uint8Array = new Uint8Array(0)
  #lastAddress = -1

  /** @throws CompileError where the runtime has no WebAssembly SIMD */
  constructor(size: number) {
    const pages = Math.ceil(size / PAGE)
    // It never grows: growing would move it away from under the buffers.
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const module = new WebAssembly.Module(Buffer.from(PACKET_KERNEL, 'base64'))
    this.#buffer = memory.buffer
    this.#kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel
  }

  allocate(size: number): Uint8Array {
    const free = this.#free.get(size)?.pop()
    if (free !== undefined) return free
    if (this.#used + size > this.#buffer.byteLength) return new Uint8Array(size)
    const buffer = new Uint8Array(this.#buffer, this.#used, size)
    this.#used += Math.ceil(size / ALIGNMENT) * ALIGNMENT
    return buffer
  }

  release(buffer: Uint8Array): void {
    if (buffer.buffer !== this.#buffer) return
    const free = this.#free.get(buffer.length)
    if (free === undefined) this.#free.set(buffer.length, [buffer])
    else free.push(buffer)
  }

  addressOf(bytes: Uint8Array): number {
    if (bytes !== this.#lastBytes) {
      this.#lastBytes = bytes
      this.#lastAddress = bytes.buffer === this.#buffer ? bytes.byteOffset : -1
    }
    return this.#lastAddress
  }

  append(gathering: number, bytes: Uint8Array, start: number, end: number): number {
    requireRange(bytes, start, end)
    const address = this.addressOf(bytes)
    return address < 0 ? APPENDED.no : this.#kernel.append(gathering, address + start, end - start)
  }

  cut(state: number, slab: Uint8Array, at: number, room: number): number {
    requireRange(slab, at, at + Math.max(room, 0))
    return this.#kernel.cut(state, this.addressOf(slab) + at, room)
  }

  sum(bytes: Uint8Array, start: number, end: number): number {
    requireRange(bytes, start, end)
    if (bytes.buffer !== this.#buffer) return PLAIN_MEMORY.sum(bytes, start, end)
    return this.#kernel.sum(bytes.byteOffset + start, end - start) >>> 0
  }

  copyAndSum(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
    const length = end - start
    requireRange(source, start, end)
    requireRange(target, at, at + length)
    if (target.buffer !== this.#buffer) return PLAIN_MEMORY.copyAndSum(source, start, end, target, at)
    if (source.buffer !== this.#buffer) {
      target.set(source.subarray(start, end), at)
      return this.sum(target, at, at + length)
    }
    return this.#kernel.copyAndSum(source.byteOffset + start, target.byteOffset + at, length) >>> 0
  }
}

/** The compiled loops check nothing, so an impossible range must not reach them. */
function requireRange(bytes: Uint8Array, start: number, end: number): void {
  if (start < 0 || end < start || end > bytes.length) throw new RangeError(`no bytes ${start} to ${end} here`)
}

/** The fastest memory that this runtime can give. */
export function createPacketMemory(size: number): PacketMemory {
  try {
    return new KernelMemory(size)
  } catch (cause) {
    if (cause instanceof WebAssembly.CompileError || cause instanceof ReferenceError) return PLAIN_MEMORY
    throw cause
  }
}

const NONE = -1

/** A line of packets, first in, first out; their numbers are chained in `PacketSlots`. */
export interface PacketLine {
  first: number
  last: number
}

export function emptyLine(): PacketLine {
  return { first: NONE, last: NONE }
}

/**
 * Room for a fixed number of packets, each with its length and the time of its arrival, in lines that others keep. The
 * memory is taken when the first packet comes, and never grows.
 */
export class PacketSlots {
  readonly #size: number
  readonly #count: number
  #bytes: Uint8Array | undefined
  readonly #lengths: Uint16Array
  readonly #arrivals: Float64Array
  /** For each slot the one behind it in its line, or in the line of the free ones. */
  readonly #next: Int32Array
  readonly #free = emptyLine()
  #used = 0

  constructor(count: number, size: number) {
    this.#size = size
    this.#count = count
    this.#lengths = new Uint16Array(count)
    this.#arrivals = new Float64Array(count)
    this.#next = new Int32Array(count)
    for (let slot = 0; slot < count; slot++) this.#append(this.#free, slot)
  }

  get used(): number {
    return this.#used
  }

  get isFull(): boolean {
    return this.#used === this.#count
  }

  /** All packets, whose places `offsetOf` tells. */
  get bytes(): Uint8Array {
    this.#bytes ??= new Uint8Array(this.#count * this.#size)
    return this.#bytes
  }

  /** Copies a packet to the end of a line. There must be room, and the packet must fit. */
  push(line: PacketLine, source: Uint8Array, start: number, end: number, now: number): void {
    const slot = this.#free.first
    if (slot === NONE || end - start > this.#size) throw new RangeError(`no room for ${end - start} bytes`)
    this.#free.first = this.#next[slot]
    const target = this.bytes
    const at = slot * this.#size
    // A loop would cost more from about thirty bytes on.
    target.set(source.subarray(start, end), at)
    this.#lengths[slot] = end - start
    this.#arrivals[slot] = now
    this.#append(line, slot)
    this.#used += 1
  }

  isEmpty(line: PacketLine): boolean {
    return line.first === NONE
  }

  /** The first packet of a line that is not empty. */
  offsetOf({ first }: PacketLine): number {
    return first * this.#size
  }

  lengthOf({ first }: PacketLine): number {
    return this.#lengths[first]
  }

  arrivalOf({ first }: PacketLine): number {
    return this.#arrivals[first]
  }

  /** Takes the first packet away; its bytes stay as they are until the next `push`. */
  shift(line: PacketLine): void {
    const slot = line.first
    line.first = this.#next[slot]
    if (line.first === NONE) line.last = NONE
    this.#append(this.#free, slot)
    this.#used -= 1
  }

  #append(line: PacketLine, slot: number): void {
    this.#next[slot] = NONE
    if (line.first === NONE) line.first = slot
    else this.#next[line.last] = slot
    line.last = slot
  }
}

import { CONTROL_FLAG, HEADER_LENGTH, MAX_PACKET_LENGTH, VERSION } from './constants.ts'

/** Takes packets out of the stream. A span is valid only during the call. */
export interface FrameSink {
  /** The PPP frame inside a data packet, with `FF 03` if the peer sent it. */
  dataFrame(buffer: Uint8Array, start: number, end: number): void
  /** A whole control packet, header included. */
  controlFrame(buffer: Uint8Array, start: number, end: number): void
}

/**
 * Cuts the byte stream into SSTP packets (MS-SSTP section 2.2.1). Packets are handed on where they lie in the chunk;
 * only one that the end of a chunk cuts is copied, into a fixed buffer. Nothing is allocated per packet.
 */
export class FrameDecoder {
  /** The beginning of a packet whose end has not come yet. */
  readonly #carry: Uint8Array
  #carried = 0
  #stopped = false
  #lost = false

  /** @param carry room for one packet, perhaps in memory where packets are handled fastest */
  constructor(carry: Uint8Array = new Uint8Array(MAX_PACKET_LENGTH)) {
    this.#carry = carry
  }

  /** Drops everything from now on; a sink may call it while it handles a packet. */
  stop(): void {
    this.#stopped = true
  }

  /**
   * Feeds bytes, cut anywhere. Returns false when the stream is no longer SSTP (wrong version, impossible length);
   * it stays lost then, because there is no way to find the next packet.
   */
  handleBytes(chunk: Uint8Array, sink: FrameSink): boolean {
    if (this.#stopped) return true
    if (this.#lost) return false
    let at = this.#carried === 0 ? 0 : this.#completeCarried(chunk, sink)
    while (at < chunk.length && !this.#stopped && !this.#lost) {
      const length = packetLength(chunk, at, chunk.length)
      if (length === IMPOSSIBLE) {
        this.#lost = true
      } else if (length === UNKNOWN || at + length > chunk.length) {
        this.#carry.set(chunk.subarray(at))
        this.#carried = chunk.length - at
        at = chunk.length
      } else {
        deliver(chunk, at, at + length, sink)
        at += length
      }
    }
    return !this.#lost
  }

  /** Completes the carried packet from the chunk; returns how much of the chunk that took. */
  #completeCarried(chunk: Uint8Array, sink: FrameSink): number {
    const afterHeader = this.#fillCarry(HEADER_LENGTH, chunk, 0)
    const length = packetLength(this.#carry, 0, this.#carried)
    this.#lost = length === IMPOSSIBLE
    if (length < 0) return afterHeader
    const afterPacket = this.#fillCarry(length, chunk, afterHeader)
    if (this.#carried === length) {
      this.#carried = 0
      deliver(this.#carry, 0, length, sink)
    }
    return afterPacket
  }

  /** Copies from the chunk until `target` bytes are carried or the chunk ends; returns where it stopped. */
  #fillCarry(target: number, chunk: Uint8Array, start: number): number {
    const end = Math.min(chunk.length, start + Math.max(target - this.#carried, 0))
    this.#carry.set(chunk.subarray(start, end), this.#carried)
    this.#carried += end - start
    return end
  }
}

const UNKNOWN = -1
const IMPOSSIBLE = -2

/** The length of the packet at `start`, as far as the bytes before `end` tell. Reserved bits are ignored. */
function packetLength(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== VERSION) return IMPOSSIBLE
  if (end - start < HEADER_LENGTH) return UNKNOWN
  const length = ((bytes[start + 2] & 0x0f) << 8) | bytes[start + 3]
  return length < HEADER_LENGTH ? IMPOSSIBLE : length
}

function deliver(buffer: Uint8Array, start: number, end: number, sink: FrameSink): void {
  if ((buffer[start + 1] & CONTROL_FLAG) !== 0) sink.controlFrame(buffer, start, end)
  // Some servers send empty data packets as a sign of life; there is no frame in them.
  else if (end - start > HEADER_LENGTH) sink.dataFrame(buffer, start + HEADER_LENGTH, end)
}

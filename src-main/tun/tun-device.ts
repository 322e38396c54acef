import type { PacketMemory } from './packet-memory.ts'

/** The longest packet that one SSTP packet can carry: 4095 bytes less the headers of SSTP and PPP. */
export const MAX_TUNNEL_PACKET = 4087

/**
 * A TUN device in batches. The packet path owns the memory: packets are read straight into its slabs, each behind
 * `headroom` bytes that the caller fills with the tunnel's headers, so that a batch goes out as one contiguous write.
 */
export interface TunDevice {
  readonly name: string

  /** Packets that were lost after `writePacket` had taken them, or before `readBatch` could give them out. */
  readonly dropped: number

  /** Where buffers for its packets are handled fastest. */
  readonly memory: PacketMemory

  /**
   * Reads the packets that are queued, back to back, into `slab` from `start`: each preceded by `headroom` untouched
   * bytes, never beyond `end`. Writes the packets' lengths into `lengths` and returns how many there are; 0 means that
   * the queue is empty, so wait with `onReadable`. Each packet needs room for `MAX_TUNNEL_PACKET` when it is read.
   * Throws `FailureError` when the device is gone.
   */
  readBatch(slab: Uint8Array, start: number, end: number, headroom: number, lengths: Uint32Array): number

  /** Calls `wake` once, as soon as packets are queued. At most one wait is pending; a second call replaces it. */
  onReadable(wake: () => void): void

  /** Writes one packet. Returns false when the kernel has no room: the packet is lost, as on any full queue. */
  writePacket(buffer: Uint8Array, start: number, end: number): boolean

  /** Ends a turn of `writePacket`: devices that gather packets hand them over now. */
  flush(): void

  /** Releases the device and any pending wait; later calls of the other methods do nothing. Idempotent. */
  close(): void
}

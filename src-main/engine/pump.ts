import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import { DATA_HEADROOM, writeDataHeader } from '../protocol/sstp/data-header.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import { now } from './clock.ts'
import { SlabPool } from './slab-pool.ts'

/** Bytes that one turn reads at most: eight TLS records, small enough that inbound traffic gets its turn soon. */
const TURN_BYTES = 128 * 1024

/**
 * Slabs on their way into the socket. The second keeps it busy while the next is filled (measured: a fifth more
 * throughput at a fifth less CPU); more only add delay in front of the kernel's own buffer.
 */
const SLABS = 2

/**
 * A second slab is sent ahead only while one leaves within this many milliseconds, at 100 Mbit/s or more: on a slow
 * line it would stand in the way of every ping for as long as it takes.
 */
const QUICK_MS = 10

/** Packets of one turn, if they are as small as packets get. */
const TURN_PACKETS = 1024

/** The pump's view of the socket. */
export interface PumpTransport {
  /** Queues bytes; they belong to the transport until it calls `written`, which says that there is room again. */
  write(bytes: Uint8Array, written: () => void): void
}

export interface PumpOptions {
  tun: TunDevice
  transport: PumpTransport
  /** The device failed; the pump has stopped. */
  onFailure: (failure: Failure) => void
  /** Milliseconds, monotonic; the engine's own if left out. */
  clock?: () => number
}

/**
 * Moves packets between the TUN device and the transport. Outbound, packets are read back to back into a slab, their
 * headers are written in front of them in place, and the slab is one write; while slabs are on their way, the device is
 * not read, its queue in the kernel drops, and the connections inside slow down. Inbound, packets are written to the
 * device where they lie in the receive buffer. There is no queue in between and no allocation per packet.
 */
export class Pump {
  readonly #options: PumpOptions
  readonly #slabs: SlabPool
  readonly #lengths = new Uint32Array(TURN_PACKETS)
  readonly #counts = { bytesIn: 0, bytesOut: 0, packetsIn: 0, packetsOut: 0, dropped: 0 }
  #mtu = 0
  #running = false
  #closed = false
  /** Slabs that the transport has, and how many it may have. */
  #underway = 0
  #allowed = 1
  /** As many as allowed are out; the next that comes back goes on. */
  #starved = false

  constructor(options: PumpOptions) {
    this.#options = options
    this.#slabs = new SlabPool(options.tun.memory, SLABS, TURN_BYTES)
  }

  /** The longest packet that the server takes; longer ones are dropped, as on any link. */
  setLimits({ mtu }: { mtu: number }): void {
    this.#mtu = mtu
  }

  /** Lets packets flow; also after `pause`. */
  start(): void {
    if (this.#closed || this.#running) return
    this.#running = true
    this.#await()
  }

  /** Stops both directions until `start`: the link is being renegotiated. */
  pause(): void {
    this.#running = false
  }

  close(): void {
    this.#running = false
    this.#closed = true
    this.#slabs.close()
  }

  /** One packet from the server, read only during the call. */
  handlePacket(buffer: Uint8Array, start: number, end: number): void {
    if (!this.#running || !this.#options.tun.writePacket(buffer, start, end)) {
      this.#counts.dropped += 1
      return
    }
    this.#counts.packetsIn += 1
    this.#counts.bytesIn += end - start
  }

  /** Ends a run of `handlePacket`. */
  flush(): void {
    if (this.#running) this.#options.tun.flush()
  }

  stats(): Omit<TunnelStats, 'at'> {
    return { ...this.#counts }
  }

  #await(): void {
    if (this.#running && !this.#starved) this.#options.tun.onReadable(this.#turn)
  }

  /** One wake: everything that is queued, up to one slab, in one write. The rest gets the next turn of the event loop. */
  readonly #turn = (): void => {
    if (!this.#running) return
    const slab = this.#underway < this.#allowed ? this.#slabs.take() : undefined
    if (slab === undefined) {
      this.#starved = true
      return
    }
    try {
      const length = this.#fill(slab)
      if (length === 0) this.#slabs.giveBack(slab)
      else this.#send(slab, length)
    } catch (cause) {
      this.close()
      this.#options.onFailure(
        cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) },
      )
      return
    }
    this.#await()
  }

  /** Reads a batch into the slab and frames it; returns the length of the finished run. */
  #fill(slab: Uint8Array): number {
    const count = this.#options.tun.readBatch(slab, 0, slab.length, DATA_HEADROOM, this.#lengths)
    let read = 0
    let kept = 0
    for (let i = 0; i < count; i++) {
      const length = this.#lengths[i]
      const packet = read + DATA_HEADROOM
      const next = packet + length
      if (length > this.#mtu || slab[packet] >>> 4 !== 4) {
        // IPV6CP is not spoken yet, and what is too long would end the call.
        this.#counts.dropped += 1
      } else {
        if (kept !== read) slab.copyWithin(kept, read, next)
        writeDataHeader(slab, kept + DATA_HEADROOM, length)
        kept += DATA_HEADROOM + length
        this.#counts.packetsOut += 1
        this.#counts.bytesOut += length
      }
      read = next
    }
    return kept
  }

  #send(slab: Uint8Array, length: number): void {
    const clock = this.#options.clock ?? now
    const sentAt = clock()
    this.#underway += 1
    const written = () => {
      this.#slabs.giveBack(slab)
      this.#underway -= 1
      this.#allowed = clock() - sentAt < QUICK_MS ? SLABS : 1
      if (!this.#starved) return
      this.#starved = false
      this.#await()
    }
    this.#options.transport.write(slab.subarray(0, length), written)
  }
}

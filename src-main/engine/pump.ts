import { randomInt } from 'node:crypto'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import { PROTOCOL } from '../protocol/ppp/constants.ts'
import { DATA_HEADROOM, writeDataHeader } from '../protocol/sstp/data-header.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import { now } from './clock.ts'
import { ManagedEgress } from './egress/managed-egress.ts'
import { WRITE_MS } from './egress/write-budget.ts'
import { SlabPool } from './slab-pool.ts'

/** Bytes that one turn reads at most: eight TLS records, small enough that inbound traffic gets its turn soon. */
const TURN_BYTES = 128 * 1024

/**
 * Slabs on their way into the socket. The second keeps it busy while the next is filled (measured: a fifth more
 * throughput at a fifth less CPU); more only add delay in front of the kernel's own buffer. It is sent ahead only while
 * one leaves within `WRITE_MS`, at 100 Mbit/s or more: on a slow line it would stand in the way of every ping.
 */
const SLABS = 2

/** Packets of one turn, if they are as small as packets get. */
const TURN_PACKETS = 1024

/** The pump's view of the socket. */
export interface PumpTransport {
  /** Queues bytes; they belong to the transport until it calls `written`, which says that there is room again. */
  write(bytes: Uint8Array, written: () => void): void
  /** How much of it the kernel may hold that it has not sent yet, where that can be said. */
  limitUnsent?(bytes: number): void
}

export interface PumpOptions {
  tun: TunDevice
  transport: PumpTransport
  /** The device failed; the pump has stopped. */
  onFailure: (failure: Failure) => void
  /** Milliseconds, monotonic; the engine's own if left out. */
  clock?: () => number
  /** False sends everything in the order of its arrival, however slow the line is: for comparison. */
  queue?: boolean
}

/**
 * Moves packets between the TUN device and the transport. Outbound, packets are read back to back into a slab, their
 * headers are written in front of them in place, and the slab is one write; while slabs are on their way, the device is
 * not read, its queue in the kernel drops, and the connections inside slow down. Only while the line is slow does a fair
 * queue stand in between. Inbound, packets are written to the device where they lie in the receive buffer. Nothing is
 * allocated per packet.
 */
export class Pump {
  readonly #options: PumpOptions
  readonly #slabs: SlabPool
  readonly #egress: ManagedEgress | undefined
  /** What is read here goes into the queue. */
  readonly #staging: Uint8Array
  readonly #lengths = new Uint32Array(TURN_PACKETS)
  readonly #counts = { bytesIn: 0, bytesOut: 0, packetsIn: 0, packetsOut: 0, dropped: 0 }
  /** The device outlives the pump, and may have lost packets before. */
  readonly #lostBefore: number
  #mtu = 0
  #ipv6 = false
  #running = false
  #closed = false
  /** Slabs that the transport has, and how many it may have. */
  #underway = 0
  #allowed = 1
  /** As many as allowed are out; the next that comes back goes on. */
  #starved = false
  #unsentLimit = 0

  constructor(options: PumpOptions) {
    this.#options = options
    this.#lostBefore = options.tun.dropped
    this.#slabs = new SlabPool(options.tun.memory, SLABS, TURN_BYTES)
    this.#staging = options.tun.memory.allocate(TURN_BYTES)
    if (options.queue !== false) this.#egress = new ManagedEgress(randomInt(2 ** 31))
  }

  /** The longest packet that the server takes, and whether it takes IPv6; others are dropped, as on any link. */
  setLimits({ mtu, ipv6 = false }: { mtu: number; ipv6?: boolean }): void {
    this.#mtu = mtu
    this.#ipv6 = ipv6
    this.#egress?.setLongest(mtu)
  }

  /** Lets packets flow; also after `pause`. */
  start(): void {
    if (this.#closed || this.#running) return
    this.#running = true
    this.#limitUnsent()
    this.#release()
    this.#await()
  }

  /** Stops both directions until `start`: the link is being renegotiated. */
  pause(): void {
    this.#running = false
  }

  close(): void {
    if (this.#closed) return
    this.#running = false
    this.#closed = true
    this.#slabs.close()
    this.#options.tun.memory.release(this.#staging)
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
    const { packetsOut, bytesOut, dropped, ...incoming } = this.#counts
    const withheld = this.#egress?.withheld ?? { dropped: 0, packets: 0, bytes: 0 }
    return {
      ...incoming,
      packetsOut: packetsOut - withheld.packets,
      bytesOut: bytesOut - (withheld.bytes - withheld.packets * DATA_HEADROOM),
      dropped: dropped + withheld.dropped + this.#options.tun.dropped - this.#lostBefore,
    }
  }

  #await(): void {
    if (this.#running && !this.#starved) this.#options.tun.onReadable(this.#turn)
  }

  /** One wake: everything that is queued, up to one slab. The rest gets the next turn of the event loop. */
  readonly #turn = (): void => {
    if (!this.#running) return
    try {
      if (this.#egress?.isInTheWay === true) this.#gather(this.#egress)
      else this.#forward()
    } catch (cause) {
      this.close()
      this.#options.onFailure(
        cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) },
      )
      return
    }
    this.#await()
  }

  /** The line is quick: what is read is written. */
  #forward(): void {
    const slab = this.#underway < this.#allowed ? this.#slabs.take() : undefined
    if (slab === undefined) {
      this.#starved = true
      return
    }
    const length = this.#fill(slab)
    if (length === 0) this.#slabs.giveBack(slab)
    else this.#send(slab, length)
  }

  /** The line is slow: what is read goes into the queue, at once, because only there can it be overtaken. */
  #gather(egress: ManagedEgress): void {
    if (egress.isLeaving) {
      this.#starved = true
      return
    }
    const length = this.#fill(this.#staging)
    egress.push(this.#staging, length, this.#clock())
    this.#release()
  }

  /** Sends what the queue lets go, one write at a time. */
  #release(): void {
    if (!this.#running || this.#underway > 0 || this.#egress?.isInTheWay !== true) return
    const slab = this.#slabs.take()
    if (slab === undefined) return
    const length = this.#egress.pull(slab, this.#clock())
    if (length === 0) this.#slabs.giveBack(slab)
    else this.#send(slab, length)
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
      const protocol = this.#protocolOf(slab[packet] >>> 4)
      // What is too long would end the call.
      if (length > this.#mtu || protocol === 0) {
        this.#counts.dropped += 1
      } else {
        if (kept !== read) slab.copyWithin(kept, read, next)
        writeDataHeader(slab, kept + DATA_HEADROOM, length, protocol)
        kept += DATA_HEADROOM + length
        this.#counts.packetsOut += 1
        this.#counts.bytesOut += length
      }
      read = next
    }
    return kept
  }

  /** PPP's number for a version of IP, or 0 for one that the server does not take. */
  #protocolOf(version: number): number {
    if (version === 4) return PROTOCOL.ipv4
    return version === 6 && this.#ipv6 ? PROTOCOL.ipv6 : 0
  }

  #send(slab: Uint8Array, length: number): void {
    const sentAt = this.#clock()
    this.#underway += 1
    const written = () => {
      this.#slabs.giveBack(slab)
      this.#underway -= 1
      this.#handleWritten(length, this.#clock() - sentAt)
    }
    this.#options.transport.write(slab.subarray(0, length), written)
  }

  #handleWritten(length: number, elapsedMs: number): void {
    this.#allowed = elapsedMs < WRITE_MS ? SLABS : 1
    this.#egress?.handleWritten(length, elapsedMs)
    this.#limitUnsent()
    this.#release()
    if (!this.#starved) return
    this.#starved = false
    this.#await()
  }

  #limitUnsent(): void {
    const limit = this.#egress?.unsentBytes ?? 0
    if (limit === this.#unsentLimit) return
    this.#unsentLimit = limit
    this.#options.transport.limitUnsent?.(limit)
  }

  #clock(): number {
    return (this.#options.clock ?? now)()
  }
}

import { nodeCrypto } from '../engine/node-crypto.ts'
import type { ProtocolFailure } from '../protocol/errors.ts'
import type { TunnelEvent } from '../protocol/events.ts'
import { DATA_HEADROOM, writeDataHeader } from '../protocol/sstp/data-header.ts'
import { earlier } from '../protocol/timer-table.ts'
import { TunnelClient } from '../protocol/tunnel-client.ts'
import type { TunnelClientOptions } from '../protocol/tunnel-client-options.ts'
import { AddressPool } from './address-pool.ts'
import { type Behaviour, STRICT } from './behaviour.ts'
import type { Moment } from './incident.ts'
import { type ServerEvent, type ServerOptions, ServerSession } from './server-session.ts'

/** One way of the virtual wire, in milliseconds. */
const LATENCY_MS = 10

/** Inputs that one `run` may take; an honest connection needs some dozens, a livelock fails instead of hanging. */
const MAX_STEPS = 20_000

export interface PairOptions {
  behaviour?: Behaviour
  client?: Partial<TunnelClientOptions>
  server?: Partial<ServerOptions>
  /** Cuts what the server sends into pieces of so many bytes. */
  cutAt?: number
  /** Changes what the client sends, write by write. */
  tamper?: (bytes: Uint8Array) => Uint8Array
}

interface Delivery {
  at: number
  deliver: () => void
}

/** Client and server in memory, with a wire of constant latency and a clock that jumps from deadline to deadline. */
export class Pair {
  readonly client: TunnelClient
  readonly server: ServerSession
  readonly clientEvents: TunnelEvent[] = []
  readonly serverEvents: ServerEvent[] = []
  /** IPv4 packets that came out at the ends. */
  readonly atClient: Uint8Array[] = []
  readonly atServer: Uint8Array[] = []
  now = 0
  readonly #wire: Delivery[] = []
  readonly #cutAt: number
  readonly #tamper: (bytes: Uint8Array) => Uint8Array
  #clientDone = false
  #serverDone = false
  #steps = 0

  constructor(options: PairOptions = {}) {
    const { behaviour = STRICT, client, server } = options
    this.#cutAt = options.cutAt ?? Number.POSITIVE_INFINITY
    this.#tamper = options.tamper ?? ((bytes) => bytes)
    const certificate = Uint8Array.from({ length: 700 }, (_, i) => i * 7)
    this.client = new TunnelClient({
      crypto: nodeCrypto,
      host: 'vpn.example.com',
      port: 443,
      correlationId: '00000000-0000-4000-8000-000000000000',
      leafCertificate: certificate,
      serverVerified: true,
      credentials: { user: 'alice', password: 'secret' },
      methods: ['ms-chap-v2'],
      mru: 1500,
      requestDns: true,
      onPacket: (buffer, start, end) => this.atClient.push(buffer.slice(start, end)),
      ...client,
    })
    this.server = new ServerSession(
      {
        crypto: nodeCrypto,
        certificate,
        users: { alice: 'secret' },
        pool: new AddressPool('10.0.0.2', 10),
        address: '10.0.0.1',
        dns: ['10.0.0.53', '10.0.0.54'],
        behaviour,
        ...server,
      },
      (buffer, start, end) => this.atServer.push(buffer.slice(start, end)),
    )
  }

  start(): this {
    this.server.start(this.now)
    this.client.start(this.now)
    this.#drain()
    return this
  }

  /** Runs until `condition` holds, or for `forMs`, or until nothing is left to happen. Returns whether it holds. */
  run(condition: () => boolean = () => false, forMs = 300_000): boolean {
    const end = this.now + forMs
    while (!condition()) {
      const next = this.#nextDeadline()
      if (next === undefined || next > end) {
        this.now = next === undefined ? this.now : end
        return condition()
      }
      if (++this.#steps > MAX_STEPS) throw new Error(`still busy after ${MAX_STEPS} steps`)
      this.now = Math.max(this.now, next)
      this.#step()
    }
    return true
  }

  /** Lets time pass. */
  wait(ms: number): void {
    const end = this.now + ms
    this.run(() => false, ms)
    this.now = end
  }

  /** Connects and runs until IP flows; throws with the events when it does not. */
  connect(): this {
    this.start()
    if (!this.run(() => this.isUp)) throw new Error(JSON.stringify(this.clientEvents, null, 1))
    return this
  }

  /** The server sends one IPv4 packet. */
  sendFromServer(packet: Uint8Array): void {
    this.server.sendPacket(packet)
    this.#drain()
  }

  /** The client sends one IPv4 packet as its packet path does, past the machine. */
  sendFromClient(packet: Uint8Array): void {
    const slab = new Uint8Array(DATA_HEADROOM + packet.length)
    slab.set(packet, DATA_HEADROOM)
    writeDataHeader(slab, DATA_HEADROOM, packet.length)
    this.#toServer(slab)
  }

  disconnect(): void {
    this.client.disconnect(this.now)
    this.#drain()
  }

  /** True from `network-up` until the next `network-down` or the end. */
  get isUp(): boolean {
    const last = this.clientEvents.findLast(({ type }) =>
      ['network-up', 'network-down', 'closed'].includes(type),
    )
    return last?.type === 'network-up'
  }

  get isClosed(): boolean {
    return this.#clientDone
  }

  /** Why the client ended; undefined when it did not, or in good order. */
  get failure(): ProtocolFailure | undefined {
    const closed = this.clientEvents.find((event) => event.type === 'closed')
    return closed?.type === 'closed' ? closed.failure : undefined
  }

  /** The rung that the client was on last. */
  get rung(): string | undefined {
    const last = this.clientEvents.findLast((event) => event.type === 'rung-start')
    return last?.type === 'rung-start' ? last.rung : undefined
  }

  /** How far the server saw the call come. */
  get moments(): Moment[] {
    return this.serverEvents.flatMap((event) => (event.type === 'reached' ? [event.moment] : []))
  }

  #nextDeadline(): number | undefined {
    const client = this.#clientDone ? undefined : this.client.nextDeadline()
    const server = this.#serverDone ? undefined : this.server.nextDeadline()
    return earlier(this.#wire[0]?.at, earlier(client, server))
  }

  #step(): void {
    if (this.#wire.length > 0 && this.#wire[0].at <= this.now) this.#wire.shift()?.deliver()
    else {
      if (!this.#clientDone) this.client.handleTimeout(this.now)
      if (!this.#serverDone) this.server.handleTimeout(this.now)
    }
    this.#drain()
  }

  #drain(): void {
    for (let bytes = this.client.pollTransmit(); bytes !== undefined; bytes = this.client.pollTransmit()) {
      this.#toServer(bytes)
    }
    for (let event = this.client.pollEvent(); event !== undefined; event = this.client.pollEvent()) {
      this.clientEvents.push(event)
      if (event.type !== 'closed') continue
      this.#clientDone = true
      this.#later(() => this.server.handleTransportClosed())
    }
    for (let bytes = this.server.pollTransmit(); bytes !== undefined; bytes = this.server.pollTransmit()) {
      this.#toClient(bytes)
    }
    for (let event = this.server.pollEvent(); event !== undefined; event = this.server.pollEvent()) {
      this.serverEvents.push(event)
      if (event.type !== 'closed') continue
      this.#serverDone = true
      const { how } = event
      this.#later(() => {
        if (!this.#clientDone) this.client.handleTransportClosed(how)
      })
    }
  }

  #toServer(bytes: Uint8Array): void {
    const received = this.#tamper(bytes)
    this.#later(() => this.server.handleBytes(received, this.now))
  }

  #toClient(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += this.#cutAt) {
      const piece = bytes.slice(at, at + this.#cutAt)
      this.#later(() => {
        if (!this.#clientDone) this.client.handleBytes(piece, this.now)
      })
    }
  }

  #later(deliver: () => void): void {
    this.#wire.push({ at: this.now + LATENCY_MS, deliver })
  }
}

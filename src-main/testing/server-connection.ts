import type net from 'node:net'
import type tls from 'node:tls'
import { now } from '../engine/clock.ts'
import { Pump } from '../engine/pump.ts'
import { readInto } from '../engine/read-into.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import type { ServerEvent, ServerSession } from './server-session.ts'

/** Four TLS records. */
const READ_BYTES = 64 * 1024

/** Opens the device behind one client, between the server's address and the client's. */
export type OpenTun = (addresses: {
  server: string
  client: string
  mtu: number
  /** The prefix of IPv6 behind the device, in which the server is ::1. */
  prefix?: string
}) => Promise<TunDevice>

export interface ServerConnectionOptions {
  socket: tls.TLSSocket
  /** The TCP connection under it, for ends that TLS does not know. */
  tcp: net.Socket
  /** Makes the machine; it hands packets to the function given. */
  createSession: (onPacket: (buffer: Uint8Array, start: number, end: number) => void) => ServerSession
  address: string
  openTun: OpenTun | undefined
  /** The prefix of IPv6 inside the tunnel, where there is one. */
  prefix: string | undefined
  onEvent: (event: ServerEvent) => void
}

/** Runs one session on one TLS socket, with a device behind it while IP flows. */
export class ServerConnection {
  readonly #options: ServerConnectionOptions
  readonly #session: ServerSession
  #tun: TunDevice | undefined
  #pump: Pump | undefined
  #timer: NodeJS.Timeout | undefined
  #armedFor = 0
  #over = false

  constructor(options: ServerConnectionOptions) {
    this.#options = options
    const { socket } = options
    this.#session = options.createSession((buffer, start, end) =>
      this.#pump?.handlePacket(buffer, start, end),
    )
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    this.#readInto(new Uint8Array(READ_BYTES))
    // The end of the connection is what counts; its cause is only for people.
    socket.on('error', (error: Error) => options.onEvent({ type: 'log', text: error.message }))
    socket.on('close', () => {
      this.#session.handleTransportClosed()
      this.#drive()
    })
    this.#session.start(now())
    this.#drive()
  }

  #readInto(buffer: Uint8Array): void {
    readInto(this.#options.socket, buffer, (length) => this.#receive(buffer.subarray(0, length)))
  }

  #receive(chunk: Uint8Array): void {
    this.#session.handleBytes(chunk, now())
    this.#pump?.flush()
    this.#drive()
  }

  /** Ends the call in good order. */
  disconnect(): void {
    this.#session.disconnect(now())
    this.#drive()
  }

  /** Ends TCP without a word. */
  drop(): void {
    this.#options.tcp.resetAndDestroy()
  }

  #drive(): void {
    const { socket } = this.#options
    for (
      let bytes = this.#session.pollTransmit();
      bytes !== undefined;
      bytes = this.#session.pollTransmit()
    ) {
      if (socket.writable) socket.write(bytes)
    }
    for (let event = this.#session.pollEvent(); event !== undefined; event = this.#session.pollEvent()) {
      this.#handleEvent(event)
    }
    this.#schedule()
  }

  /** As in the engine's driver: a timer that finds nothing due just asks again, which is cheaper than one for each chunk. */
  #schedule(): void {
    const deadline = this.#over ? undefined : this.#session.nextDeadline()
    if (deadline !== undefined && this.#timer !== undefined && this.#armedFor <= deadline) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (deadline === undefined) return
    this.#armedFor = deadline
    const fire = () => {
      this.#timer = undefined
      this.#session.handleTimeout(now())
      this.#drive()
    }
    this.#timer = setTimeout(fire, Math.max(Math.ceil(deadline - now()), 0))
  }

  #handleEvent(event: ServerEvent): void {
    this.#options.onEvent(event)
    switch (event.type) {
      case 'network-up':
        void this.#openNetwork(event)
        return
      case 'network-down':
        this.#pump?.pause()
        return
      case 'closed':
        this.#finish(event.how)
    }
  }

  async #openNetwork({ client, mtu }: { client: string; mtu: number }): Promise<void> {
    const { openTun, address, prefix, socket, onEvent } = this.#options
    if (openTun === undefined) return
    try {
      this.#tun ??= await openTun({ server: address, client, mtu, ...(prefix !== undefined && { prefix }) })
    } catch (cause) {
      onEvent({ type: 'log', text: `no device for ${client}: ${String(cause)}` })
      this.disconnect()
      return
    }
    if (this.#over) {
      this.#tun.close()
      return
    }
    this.#pump ??= new Pump({
      tun: this.#tun,
      transport: {
        write: (bytes, written) => {
          socket.write(bytes, () => written())
        },
      },
      // A server that stays but carries nothing would look like a slow one.
      onFailure: (failure) => {
        onEvent({ type: 'log', text: `no packets for ${client} any more: ${JSON.stringify(failure)}` })
        this.disconnect()
      },
    })
    // Packets are joined fastest where the device has its own memory.
    this.#readInto(this.#tun.memory.allocate(READ_BYTES))
    this.#pump.setLimits({ mtu, ipv6: prefix !== undefined })
    this.#pump.start()
  }

  #finish(how: 'notify' | 'no-notify' | 'reset'): void {
    const { socket, tcp } = this.#options
    this.#over = true
    clearTimeout(this.#timer)
    this.#pump?.close()
    this.#tun?.close()
    if (how === 'notify') socket.end()
    else if (how === 'reset') tcp.resetAndDestroy()
    // An empty write is done when those before it are; TLS then gets no chance to say goodbye.
    else if (socket.writable) socket.write('', () => socket.destroy())
  }
}

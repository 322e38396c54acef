import { fromHex } from '../protocol/bytes.ts'
import type { CryptoProvider } from '../protocol/crypto-provider.ts'
import { PROTOCOL } from '../protocol/ppp/constants.ts'
import { encodeFrame, ipv4Start, ipv6Start } from '../protocol/ppp/frame.ts'
import { encodeDataPacket } from '../protocol/sstp/data-header.ts'
import { FrameDecoder, type FrameSink } from '../protocol/sstp/frame-decoder.ts'
import { earlier } from '../protocol/timer-table.ts'
import { type AddressPool, formatAddress, parseAddress } from './address-pool.ts'
import { type Behaviour, STRICT } from './behaviour.ts'
import { HttpRequest } from './http-request.ts'
import { type Deed, Incidents, type Moment } from './incident.ts'
import { InnerRouter } from './inner-router.ts'
import type { RadiusServer } from './radius-client.ts'
import { ServerCall } from './server-call.ts'
import { reframe, ServerLink } from './server-link.ts'

export interface ServerOptions {
  crypto: CryptoProvider
  /** DER of the certificate that TLS presents. */
  certificate: Uint8Array
  /** Passwords by user name. */
  users: Readonly<Record<string, string>>
  /** Who signs users in by EAP. */
  radius?: RadiusServer
  pool: AddressPool
  /** The server's own address in the tunnel. */
  address: string
  /** Name servers for clients, two at most. */
  dns: readonly string[]
  behaviour?: Behaviour
}

export type ServerEvent =
  | { type: 'reached'; moment: Moment }
  | { type: 'signed-in'; user: string; method: string }
  | { type: 'network-up'; client: string; mtu: number }
  | { type: 'network-down' }
  /** Close the transport: with TLS close_notify, or without, or by a reset. */
  | { type: 'closed'; how: 'notify' | 'no-notify' | 'reset'; reason: string }
  | { type: 'log'; text: string }

/**
 * One client of an SSTP server, from the HTTP request to the end, as a pure machine: the same shape as the client's.
 * It follows MS-SSTP strictly, except where its `Behaviour` says otherwise.
 */
export class ServerSession {
  readonly #options: ServerOptions
  readonly #behaviour: Behaviour
  readonly #onPacket: (buffer: Uint8Array, start: number, end: number) => void
  readonly #http: HttpRequest
  readonly #decoder = new FrameDecoder()
  readonly #call: ServerCall
  readonly #link: ServerLink
  readonly #incidents: Incidents
  readonly #router: InnerRouter | undefined
  readonly #sink: FrameSink
  readonly #transmits: Uint8Array[] = []
  readonly #events: ServerEvent[] = []
  readonly #client: number | undefined
  #phase: 'http' | 'stream' | 'over' = 'http'
  #silent = false
  #networkUp = false
  #now = 0

  /** `onPacket` takes IP packets of the client where they lie; the span is valid only during the call. */
  constructor(
    options: ServerOptions,
    onPacket: (buffer: Uint8Array, start: number, end: number) => void = () => {},
  ) {
    const { crypto, certificate, users, pool, address, dns, behaviour = STRICT } = options
    this.#options = options
    this.#behaviour = behaviour
    this.#onPacket = onPacket
    this.#http = new HttpRequest(behaviour.http)
    this.#incidents = new Incidents(behaviour.incidents)
    this.#client = pool.take()
    if (Object.keys(behaviour.inner).length > 0) this.#router = new InnerRouter(behaviour.inner, address)
    this.#call = new ServerCall(
      { crypto, certificate, behaviour: behaviour.call },
      {
        send: (packet) => this.#transmit(packet),
        reached: (moment, now) => this.#handleCallMoment(moment, now),
        ended: (reason) => this.#close(behaviour.call.closeNotify ? 'notify' : 'no-notify', reason),
      },
    )
    this.#link = new ServerLink(
      {
        crypto,
        users,
        ...(options.radius !== undefined && { radius: options.radius }),
        behaviour,
        own: parseAddress(address),
        client: this.#client,
        dns: behaviour.ipcp.dns === 'give' ? dns.map(parseAddress) : [],
      },
      {
        send: (frame) => this.#sendFrame(frame),
        reached: (moment, now) => this.#reach(moment, now),
        signedIn: (user, method, hlak) => {
          this.#call.signedIn(hlak)
          this.#events.push({ type: 'signed-in', user, method })
        },
        networkUp: () => this.#handleNetworkUp(),
        networkDown: () => this.#handleNetworkDown(),
        ended: (reason) => this.#handleLinkEnded(reason),
        log: (text) => this.#events.push({ type: 'log', text }),
      },
    )
    this.#sink = {
      dataFrame: (buffer, start, end) => this.#handleFrame(buffer, start, end),
      controlFrame: (buffer, start, end) => this.#call.handleControl(buffer.subarray(start, end), this.#now),
    }
  }

  /** TLS is up. */
  start(now: number): void {
    this.#now = now
    this.#call.start(now)
    this.#reach('accepted', now)
  }

  handleBytes(chunk: Uint8Array, now: number): void {
    this.#now = now
    if (this.#silent || this.#phase === 'over') return
    if (this.#phase === 'stream') this.#handleStream(chunk, now)
    else this.#handleRequest(chunk, now)
  }

  handleTimeout(now: number): void {
    this.#now = now
    if (this.#silent || this.#phase === 'over') return
    for (
      let deed = this.#incidents.takeExpired(now);
      deed !== undefined;
      deed = this.#incidents.takeExpired(now)
    ) {
      this.#perform(deed, now)
    }
    if (this.#phase !== 'stream' || this.#silent) return
    this.#call.handleTimeout(now)
    this.#link.handleTimeout(now)
  }

  /** The client is gone. */
  handleTransportClosed(): void {
    this.#close('reset', 'the client closed the connection')
  }

  /** Ends the call as an administrator would. */
  disconnect(now: number): void {
    this.#call.disconnect(0, now)
  }

  nextDeadline(): number | undefined {
    if (this.#silent || this.#phase === 'over') return undefined
    const incidents = this.#incidents.nextDeadline()
    if (this.#phase === 'http') return incidents
    return earlier(incidents, earlier(this.#call.nextDeadline(), this.#link.nextDeadline()))
  }

  /** Sends one IP packet to the client. */
  sendPacket(packet: Uint8Array): void {
    const protocol = packet[0] >>> 4 === 4 ? PROTOCOL.ipv4 : PROTOCOL.ipv6
    if (this.#networkUp) this.#sendFrame(encodeFrame(protocol, packet))
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  pollEvent(): ServerEvent | undefined {
    return this.#events.shift()
  }

  #handleRequest(chunk: Uint8Array, now: number): void {
    const verdict = this.#http.handleBytes(chunk)
    if (verdict.type === 'more') return
    this.#transmit(verdict.answer)
    if (verdict.type === 'refused') {
      this.#close('notify', 'the HTTP request was refused')
      return
    }
    this.#phase = 'stream'
    this.#reach('http', now)
    if (verdict.rest.length > 0) this.#handleStream(verdict.rest, now)
  }

  #handleStream(chunk: Uint8Array, now: number): void {
    this.#call.notePacket(now)
    // MS-SSTP section 3.1.5.1: nothing is sent when the stream is lost.
    if (!this.#decoder.handleBytes(chunk, this.#sink)) this.#close('notify', 'the stream is not SSTP')
  }

  #handleFrame(buffer: Uint8Array, start: number, end: number): void {
    if (this.#silent || !this.#call.carriesPpp) return
    let packet = ipv4Start(buffer, start, end)
    if (packet < 0 && this.#link.carriesIpv6) packet = ipv6Start(buffer, start, end)
    if (packet < 0) {
      this.#link.handleFrame(buffer, start, end, this.#now)
      return
    }
    // MS-SSTP section 3.3.5.2.3: user data counts only when the call is bound.
    const isBound = this.#call.isBound || this.#behaviour.call.binding === 'ignore'
    if (!isBound || !this.#networkUp) return
    const answer = this.#router?.answer(buffer.subarray(packet, end))
    if (answer === undefined) this.#onPacket(buffer, packet, end)
    else this.sendPacket(answer)
  }

  #sendFrame(frame: Uint8Array): void {
    if (this.#call.carriesPpp) this.#transmit(encodeDataPacket(reframe(frame, this.#behaviour.lcp.framing)))
  }

  #transmit(bytes: Uint8Array): void {
    if (!this.#silent && this.#phase !== 'over') this.#transmits.push(bytes)
  }

  #handleCallMoment(moment: Moment, now: number): void {
    this.#reach(moment, now)
    if (moment === 'acknowledged') this.#link.start(now)
  }

  #handleNetworkUp(): void {
    this.#networkUp = true
    const client = formatAddress(this.#client ?? 0)
    this.#events.push({ type: 'network-up', client, mtu: this.#link.mtu })
  }

  #handleNetworkDown(): void {
    if (this.#networkUp) this.#events.push({ type: 'network-down' })
    this.#networkUp = false
  }

  #handleLinkEnded(reason: string): void {
    this.#events.push({ type: 'log', text: reason })
    this.#call.linkEnded(this.#now)
  }

  #reach(moment: Moment, now: number): void {
    this.#events.push({ type: 'reached', moment })
    for (const deed of this.#incidents.reach(moment, now)) this.#perform(deed, now)
  }

  #perform(deed: Deed, now: number): void {
    switch (deed.type) {
      case 'silence':
        this.#silent = true
        return
      case 'abort':
        this.#call.abort({ status: deed.status, attribute: deed.attribute ?? 0 }, now, 'as it was told to')
        return
      case 'disconnect':
        this.#call.disconnect(deed.status ?? 0, now)
        return
      case 'send':
        this.#transmit(fromHex(deed.hex))
        return
      case 'renegotiate':
        this.#link.renegotiate(now)
        return
      case 'challenge':
        this.#link.challenge(now)
        return
      case 'terminate':
        this.#link.terminate(deed.text)
        return
      case 'drop':
        this.#close('reset', 'as it was told to')
        return
      case 'close':
        this.#close('notify', 'as it was told to')
    }
  }

  #close(how: 'notify' | 'no-notify' | 'reset', reason: string): void {
    if (this.#phase === 'over') return
    this.#phase = 'over'
    this.#handleNetworkDown()
    this.#decoder.stop()
    if (this.#client !== undefined) this.#options.pool.giveBack(this.#client)
    this.#events.push({ type: 'closed', how, reason })
  }
}

import { failureOfTransport } from './certificate-alerts.ts'
import type { ProtocolFailure } from './errors.ts'
import type { TunnelEvent } from './events.ts'
import { DuplexPostResponse, encodeDuplexPost, SSTP_PATH } from './http/duplex-post.ts'
import type { Rung } from './ladder.ts'
import { ipv4Start, ipv6Start } from './ppp/frame.ts'
import { Link, type LinkEvent } from './ppp/link.ts'
import { linkIsUp } from './ppp/link-output.ts'
import { Call } from './sstp/call.ts'
import type { CallEvent } from './sstp/call-interface.ts'
import { encodeDataPacket } from './sstp/data-header.ts'
import { FrameDecoder } from './sstp/frame-decoder.ts'
import { earlier, TimerTable } from './timer-table.ts'
import type { FrameHandler, TunnelClientOptions } from './tunnel-client-options.ts'
import { FAILED_END_MS, GRACEFUL_END_MS, RUNG_DEADLINES } from './tunnel-deadlines.ts'

type Phase = 'idle' | 'http' | 'call' | 'ending' | 'closed'

/**
 * The client's whole side of one connection above TLS, as a pure machine: HTTP, then the SSTP call, then the PPP link,
 * and the events in which they drive each other.
 *
 * Inputs are `handle*`, commands are `start` and `disconnect`, outputs are `poll*`. After every input poll transmits and
 * events until they are empty, then ask `nextDeadline`. `now` is monotonic milliseconds and never goes back. Packets of
 * IP do not pass through the event queue: they leave by `onPacket` at once.
 */
export class TunnelClient {
  readonly #options: TunnelClientOptions
  readonly #response = new DuplexPostResponse()
  readonly #decoder: FrameDecoder
  readonly #call: Call
  readonly #link: Link
  readonly #timers = new TimerTable<Rung | 'end'>()
  readonly #transmits: Uint8Array[] = []
  readonly #events: TunnelEvent[] = []
  readonly #sink: { dataFrame: FrameHandler; controlFrame: FrameHandler }
  #phase: Phase = 'idle'
  #failure: ProtocolFailure | undefined
  #binding: 'sha-1' | 'sha-256' = 'sha-256'
  #bound = false
  #networkUp = false
  #ipv6Up = false
  #now = 0

  constructor(options: TunnelClientOptions) {
    this.#options = options
    this.#decoder = new FrameDecoder(options.carry)
    this.#call = new Call({ crypto: options.crypto, leafCertificate: options.leafCertificate })
    this.#link = new Link(options)
    this.#sink = {
      dataFrame: (buffer, start, end) => this.#handlePppFrame(buffer, start, end),
      controlFrame: (buffer, start, end) => this.#call.handleControl(buffer.subarray(start, end), this.#now),
    }
  }

  start(now: number): void {
    const { host, port, correlationId, query = '' } = this.#options
    this.#phase = 'http'
    this.#startRung('sstp', now)
    this.#transmits.push(encodeDuplexPost({ host, port, path: SSTP_PATH + query, correlationId }))
  }

  /** Bytes that TLS delivered, cut anywhere. */
  handleBytes(chunk: Uint8Array, now: number): void {
    this.#now = now
    switch (this.#phase) {
      case 'http':
        this.#handleHttp(chunk, now)
        break
      case 'call':
      case 'ending':
        this.#handleFrames(chunk, now)
        break
      default:
        return
    }
    this.#settle(now)
  }

  handleTimeout(now: number): void {
    for (let due = this.#timers.takeExpired(now); due !== undefined; due = this.#timers.takeExpired(now)) {
      this.#handleTimer(due, now)
    }
    if (this.#phase === 'call' || this.#phase === 'ending') {
      this.#call.handleTimeout(now)
      this.#link.handleTimeout(now)
    }
    this.#settle(now)
  }

  /** TLS inside EAP has come further by itself. */
  handleProgress(now: number): void {
    if (this.#phase === 'call') this.#link.handleProgress(now)
    this.#settle(now)
  }

  /** The transport is gone; `detail` says how, for people. */
  handleTransportClosed(detail: string): void {
    if (this.#phase === 'ending') this.#close(this.#failure)
    // A server that aborts and hangs up in one breath leaves no time for the end of the call.
    else this.#close(this.#call.failure ?? failureOfTransport(detail))
  }

  /** Asks the server for a sign of life in both ways there are: SoftEther answers nothing but LCP's echo. */
  requestEcho(now: number): void {
    if (this.#phase !== 'call') return
    this.#call.requestEcho()
    this.#link.requestEcho()
    this.#settle(now)
  }

  /** Ends the connection as the user asked: PPP first, then the call, bounded as a whole. */
  disconnect(now: number): void {
    if (this.#phase === 'idle' || this.#phase === 'http') this.#close(undefined)
    if (this.#phase !== 'call') return
    this.#phase = 'ending'
    this.#timers.stopAll()
    this.#timers.set('end', now + GRACEFUL_END_MS)
    this.#link.close(now)
    this.#settle(now)
  }

  /** When `handleTimeout` wants to be called next; undefined when only input can move the machine. */
  nextDeadline(): number | undefined {
    if (this.#phase === 'closed') return undefined
    const rest = earlier(this.#call.nextDeadline(), this.#link.nextDeadline())
    return earlier(this.#timers.next(), this.#phase === 'http' ? undefined : rest)
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  pollEvent(): TunnelEvent | undefined {
    return this.#events.shift()
  }

  #handleHttp(chunk: Uint8Array, now: number): void {
    const answer = this.#response.handleBytes(chunk)
    switch (answer.type) {
      case 'more':
        return
      case 'refused':
        this.#close(answer.failure)
        return
      case 'accepted':
        this.#events.push({ type: 'http-accepted', headers: answer.headers })
        this.#phase = 'call'
        this.#call.start(now)
        if (answer.rest.length > 0) this.#handleFrames(answer.rest, now)
    }
  }

  #handleFrames(chunk: Uint8Array, now: number): void {
    this.#call.notePacket(now)
    // MS-SSTP section 3.1.5.1: a stream that cannot be cut into packets any more is closed without a message.
    if (!this.#decoder.handleBytes(chunk, this.#sink)) this.#close({ code: 'sstp-framing-lost' })
  }

  #handlePppFrame(buffer: Uint8Array, start: number, end: number): void {
    let packet = ipv4Start(buffer, start, end)
    if (packet < 0 && this.#ipv6Up) packet = ipv6Start(buffer, start, end)
    if (packet < 0) this.#link.handleFrame(buffer, start, end, this.#now)
    else if (this.#networkUp) this.#options.onPacket(buffer, packet, end)
  }

  /** Moves what the parts produced to the outside, and lets each part's events drive the others. */
  #settle(now: number): void {
    while (this.#phase !== 'closed') {
      // The call speaks first: CALL_CONNECTED must precede the first frame of IPCP (MS-SSTP section 3.2.7.1).
      for (let packet = this.#call.pollTransmit(); packet !== undefined; packet = this.#call.pollTransmit()) {
        this.#transmits.push(packet)
      }
      for (let frame = this.#link.pollTransmit(); frame !== undefined; frame = this.#link.pollTransmit()) {
        this.#transmits.push(encodeDataPacket(frame))
      }
      const callEvent = this.#call.pollEvent()
      if (callEvent !== undefined) {
        this.#handleCallEvent(callEvent, now)
        continue
      }
      const linkEvent = this.#link.pollEvent()
      if (linkEvent === undefined) return
      this.#handleLinkEvent(linkEvent, now)
    }
  }

  #handleCallEvent(event: CallEvent, now: number): void {
    switch (event.type) {
      case 'acknowledged':
        this.#binding = event.hash
        this.#events.push({ type: 'call-acknowledged', hashes: event.hashes })
        this.#endRung('sstp')
        if (this.#options.stopAfter === 'call-connect-ack') {
          this.#phase = 'ending'
          this.#endCall(FAILED_END_MS, now)
        } else {
          this.#startRung('sign-in', now)
          this.#link.open(now)
        }
        return
      case 'closed':
        this.#close(this.#failure ?? event.failure)
        return
      case 'log':
        this.#events.push(event)
    }
  }

  #handleLinkEvent(event: LinkEvent, now: number): void {
    switch (event.type) {
      case 'established':
        this.#events.push(linkIsUp(event))
        return
      case 'authenticated':
        this.#events.push({ type: 'authenticated', method: event.method, binding: this.#binding })
        this.#endRung('sign-in', event.method)
        // A link that was renegotiated signs in again, but a call is bound only once.
        if (!this.#bound) this.#call.innerAuthenticationCompleted(event.hlak, now)
        this.#bound = true
        this.#startRung('address', now)
        this.#link.openNetwork(now)
        return
      case 'network-up':
        this.#networkUp = true
        this.#timers.stop('sign-in')
        this.#endRung('address', event.address)
        this.#events.push(event)
        return
      case 'network-down':
        this.#networkUp = false
        // The server renegotiates a running link; it may not take longer than the first time.
        this.#timers.set('sign-in', now + RUNG_DEADLINES['sign-in'])
        this.#events.push(event)
        return
      case 'ipv6-up':
      case 'ipv6-down':
        this.#ipv6Up = event.type === 'ipv6-up'
        this.#events.push(event)
        return
      case 'terminated':
        // After a failure the call is being ended already, and the shorter time holds.
        if (this.#phase !== 'ending')
          this.#fail(event.failure ?? { code: 'link-terminated', reason: '' }, now)
        else if (this.#failure === undefined) this.#endCall(GRACEFUL_END_MS, now)
        return
      case 'password-changed':
      case 'log':
        this.#events.push(event)
    }
  }

  #handleTimer(due: Rung | 'end', now: number): void {
    switch (due) {
      case 'end':
        this.#close(this.#failure)
        return
      case 'address':
        // Servers that get their pool from a DHCP server acknowledge nothing when that one is silent.
        this.#fail({ code: 'address-none' }, now)
        return
      case 'sstp':
      case 'sign-in':
        this.#fail({ code: 'timeout', rung: due, seconds: RUNG_DEADLINES[due] / 1000 }, now)
    }
  }

  #fail(failure: ProtocolFailure, now: number): void {
    if (this.#phase === 'http') this.#close(failure)
    if (this.#phase === 'closed') return
    this.#failure ??= failure
    this.#phase = 'ending'
    this.#endCall(FAILED_END_MS, now)
  }

  #endCall(withinMs: number, now: number): void {
    this.#timers.stopAll()
    this.#timers.set('end', now + withinMs)
    this.#call.disconnect(now)
  }

  #close(failure: ProtocolFailure | undefined): void {
    if (this.#phase === 'closed') return
    this.#phase = 'closed'
    this.#networkUp = false
    this.#decoder.stop()
    this.#timers.stopAll()
    this.#events.push({ type: 'closed', ...(failure !== undefined && { failure }) })
  }

  #startRung(rung: Rung, now: number): void {
    this.#timers.set(rung, now + RUNG_DEADLINES[rung])
    this.#events.push({ type: 'rung-start', rung })
  }

  #endRung(rung: Rung, detail?: string): void {
    this.#timers.stop(rung)
    this.#events.push({ type: 'rung-end', rung, ...(detail !== undefined && { detail }) })
  }
}

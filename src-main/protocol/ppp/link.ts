import type { CryptoProvider } from '../crypto-provider.ts'
import type { ProtocolFailure } from '../errors.ts'
import { earlier } from '../timer-table.ts'
import { type Authenticator, type Credentials, type EapOptions, HLAK_LENGTH } from './auth/authenticator.ts'
import { createAuthenticator } from './auth/create-authenticator.ts'
import type { AuthMethod } from './auth/method.ts'
import { MethodChoice } from './auth/method-choice.ts'
import { LCP_CODE, PROTOCOL } from './constants.ts'
import { encodeControlPacket, parseControlPacket } from './control-packet.ts'
import { encodeFrame, type Frame, parseFrame } from './frame.ts'
import { Keepalive, type KeepaliveOptions } from './keepalive.ts'
import { LcpPolicy } from './lcp.ts'
import { magicBytes, protocolRejectBody } from './lcp-codes.ts'
import { linkFailure, signInRejected } from './link-failure.ts'
import { type LinkEvent, LinkOutput } from './link-output.ts'
import { Negotiator } from './negotiator.ts'
import { NetworkLayer } from './network-layer.ts'
import { terminationReason } from './text.ts'

export type { LinkEvent } from './link-output.ts'

export interface LinkOptions {
  crypto: CryptoProvider
  credentials: Credentials
  /** Accepted methods, the preferred one first. */
  methods: readonly AuthMethod[]
  eap?: EapOptions
  /** See `AuthenticatorOptions`. */
  zeroKey?: boolean
  /** True when the server's identity was verified or pinned; PAP and no sign-in at all need it. */
  serverVerified: boolean
  /** Largest packet to propose to receive, in bytes. */
  mru: number
  requestDns: boolean
  /** Carries IPv6 as well, where the server does; `interfaceId` is proposed for the lower half of our addresses. */
  ipv6?: { interfaceId?: Uint8Array }
  /** LCP echo; off unless given. */
  echo?: KeepaliveOptions
}

/** Phases of RFC 1661 section 3.2. */
type Phase = 'dead' | 'establish' | 'authenticate' | 'network' | 'terminate'

/**
 * The client's side of a PPP link: LCP, sign-in, IPCP, and the end. Inputs are `handle*`, commands are `open`,
 * `openNetwork` and `close`, outputs are `poll*`; `now` is monotonic milliseconds. After `terminated` it does nothing
 * more; a new link takes a new object.
 */
export class Link {
  readonly #options: LinkOptions
  readonly #output = new LinkOutput()
  readonly #choice: MethodChoice
  readonly #lcpPolicy: LcpPolicy
  readonly #lcp: Negotiator
  readonly #network: NetworkLayer
  readonly #keepalive: Keepalive | undefined
  #authenticator: Authenticator | undefined
  #phase: Phase = 'dead'
  /** The server asked for sign-in and has not answered ours; LCP may have gone down since. */
  #signingIn = false
  #networkUp = false
  /** IP was up and is not any more. The owner is told once it is clear that the link does not end as well. */
  #networkLost = false
  /** How the link ends, as soon as the input that caused it has been dealt with. */
  #end: { failure?: ProtocolFailure } | undefined
  /** The peer asked to terminate and was answered: it needs no Terminate-Request of ours. */
  #endedByPeer = false

  constructor(options: LinkOptions) {
    this.#options = options
    this.#choice = new MethodChoice(options.methods, options.serverVerified)
    this.#lcpPolicy = new LcpPolicy({
      crypto: options.crypto,
      mru: options.mru,
      choice: this.#choice,
      hooks: {
        protocolRejected: (protocol, now) => this.#handleProtocolReject(protocol, now),
        echoReplied: () => this.#keepalive?.noteSignOfLife(),
      },
    })
    const shared = {
      send: (frame: Uint8Array) => this.#output.send(frame),
      peerMru: () => this.#lcpPolicy.peerMru,
      log: (text: string) => this.#output.log('debug', text),
    }
    this.#lcp = new Negotiator(this.#lcpPolicy, {
      ...shared,
      layerUp: (now) => this.#handleLcpUp(now),
      layerDown: (now) => this.#handleLcpDown(now),
      layerFinished: (cause) => this.#finish(linkFailure(cause)),
      peerTerminated: (data) => this.#handleTerminated(data),
    })
    this.#network = new NetworkLayer(options, {
      ...shared,
      up: (config) => this.#handleNetworkUp(config),
      lost: () => this.#handleNetworkLost(),
      ipv6Up: ({ own, peer }) =>
        this.#output.emit({ type: 'ipv6-up', own, ...(peer !== undefined && { peer }) }),
      ipv6Lost: () => this.#output.emit({ type: 'ipv6-down' }),
      failed: (failure) => this.#finish(failure),
      unknownProtocol: (protocol, payload) =>
        this.#lcp.sendPacket(LCP_CODE.protocolReject, protocolRejectBody(protocol, payload)),
    })
    if (options.echo !== undefined) this.#keepalive = new Keepalive(options.echo)
  }

  /** Starts LCP. SoftEther waits for this first packet, so the client always speaks first. */
  open(now: number): void {
    if (this.#phase !== 'dead' || this.#end !== undefined) return
    this.#phase = 'establish'
    this.#lcp.open(now)
    this.#lcp.up(now)
    this.#settle(now)
  }

  /** Starts IPCP: to be called after `authenticated`, when the crypto binding is on its way. */
  openNetwork(now: number): void {
    if (this.#phase !== 'network') return
    this.#network.open(now)
    this.#settle(now)
  }

  /** Ends the link in good order. `terminated` follows with the answer, or when two requests of 3 s got none. */
  close(now: number): void {
    if (this.#phase === 'terminate' || this.#end !== undefined) return
    if (this.#phase === 'dead') this.#end = {}
    this.#phase = 'terminate'
    this.#lcp.close(now)
    this.#settle(now)
  }

  /** Asks the peer for a sign of life (RFC 1661 section 5.8). Only an open link may: elsewhere nothing is sent. */
  requestEcho(): void {
    if (this.#phase !== 'network') return
    this.#lcp.sendPacket(LCP_CODE.echoRequest, magicBytes(this.#lcpPolicy.magic))
  }

  /** TLS inside EAP has come further by itself. */
  handleProgress(now: number): void {
    this.#authenticator?.handleProgress?.(now)
    this.#settle(now)
  }

  /** Takes one PPP frame that is not IP, with or without FF 03. The span is read only during the call. */
  handleFrame(buffer: Uint8Array, start: number, end: number, now: number): void {
    if (this.#phase === 'dead') return
    const frame = parseFrame(buffer, start, end)
    if (frame === undefined) return
    if (frame.protocol === PROTOCOL.lcp) {
      const packet = parseControlPacket(buffer, frame.payload, end)
      if (packet !== undefined) this.#lcp.handlePacket(packet, now)
    } else {
      this.#handleUpperFrame(frame, buffer, start, end, now)
    }
    this.#settle(now)
  }

  handleTimeout(now: number): void {
    if (this.#phase === 'dead') return
    this.#lcp.handleTimeout(now)
    this.#authenticator?.handleTimeout(now)
    this.#network.handleTimeout(now)
    this.#handleKeepaliveTimeout(now)
    this.#settle(now)
  }

  nextDeadline(): number | undefined {
    if (this.#phase === 'dead') return undefined
    const negotiation = earlier(this.#lcp.nextDeadline(), this.#network.nextDeadline())
    const rest = earlier(this.#authenticator?.nextDeadline(), this.#keepalive?.nextDeadline())
    return earlier(negotiation, rest)
  }

  /** The next PPP frame to send, `FF 03` and protocol in front. */
  pollTransmit(): Uint8Array | undefined {
    return this.#output.pollTransmit()
  }

  pollEvent(): LinkEvent | undefined {
    return this.#output.pollEvent()
  }

  #handleUpperFrame(frame: Frame, buffer: Uint8Array, start: number, end: number, now: number): void {
    // RFC 1661 sections 3.4 and 3.5: what belongs to a later phase is dropped without a word. SoftEther even ends the
    // link over a Protocol-Reject that comes before sign-in is over.
    if (this.#phase !== 'authenticate' && this.#phase !== 'network') return
    if (frame.protocol === this.#authenticator?.protocol) {
      const packet = parseControlPacket(buffer, frame.payload, end)
      if (packet !== undefined) this.#authenticator.handlePacket(packet, now)
    } else if (this.#phase === 'network') {
      this.#network.handleFrame(frame, buffer, start, end, now)
    }
  }

  #handleLcpUp(now: number): void {
    const { peerMru, method } = this.#lcpPolicy
    this.#phase = 'authenticate'
    this.#signingIn = true
    this.#output.emit({ type: 'established', mru: peerMru, authentication: method })
    this.#keepalive?.start(now)
    if (method === 'none') {
      this.#output.log('warn', 'The server asks for no sign-in.')
      this.#handleAuthenticated(method, new Uint8Array(HLAK_LENGTH))
      return
    }
    this.#authenticator = createAuthenticator(
      method,
      { ...this.#options, peerMru },
      {
        send: (protocol, packet) => this.#output.send(encodeFrame(protocol, encodeControlPacket(packet))),
        succeeded: (hlak, _now, inner) => this.#handleAuthenticated(inner ?? method, hlak),
        passwordChanged: () => this.#output.emit({ type: 'password-changed' }),
        failed: (failure) => this.#finish(failure),
        log: (text) => this.#output.log('debug', text),
      },
    )
    this.#authenticator.start(now)
  }

  #handleAuthenticated(method: string, hlak: Uint8Array): void {
    if (this.#phase !== 'authenticate') return
    this.#phase = 'network'
    this.#signingIn = false
    this.#output.emit({ type: 'authenticated', method, hlak })
  }

  #handleNetworkUp(config: { address: string; peer?: string; dns: string[] }): void {
    this.#networkUp = true
    const { mtu, ownMru, peerMru } = this.#lcpPolicy
    this.#output.log('debug', `MTU ${mtu}: the server takes ${peerMru} bytes and may send ${ownMru}`)
    this.#output.emit({ type: 'network-up', ...config, mtu })
  }

  /** The peer renegotiates LCP, or the link ends. */
  #handleLcpDown(now: number): void {
    this.#dropAuthenticator()
    this.#keepalive?.stop()
    if (this.#phase !== 'terminate') this.#phase = 'establish'
    this.#network.down(now)
  }

  #dropAuthenticator(): void {
    this.#authenticator?.close?.()
    this.#authenticator = undefined
  }

  #handleNetworkLost(): void {
    if (this.#networkUp) this.#networkLost = true
    this.#networkUp = false
  }

  #handleProtocolReject(protocol: number, now: number): void {
    if (protocol === this.#authenticator?.protocol) {
      this.#finish(signInRejected(this.#authenticator))
    } else {
      this.#network.handleProtocolReject(protocol, now)
    }
  }

  #handleTerminated(data: Uint8Array): void {
    const reason = terminationReason(data)
    this.#endedByPeer = true
    // SoftEther answers a wrong PAP password with the wordless end of the link instead of an Authenticate-Nak.
    this.#finish(
      this.#choice.failureOfRefusals() ??
        (this.#signingIn && reason === ''
          ? { code: 'sign-in-refused', message: reason, attemptsAllowed: false }
          : { code: 'link-terminated', reason }),
    )
  }

  #handleKeepaliveTimeout(now: number): void {
    const due = this.#keepalive?.handleTimeout(now)
    if (due === 'send-echo') this.#lcp.sendPacket(LCP_CODE.echoRequest, magicBytes(this.#lcpPolicy.magic))
    if (due === 'dead') this.#finish({ code: 'connection-silent', seconds: this.#keepalive?.seconds ?? 0 })
  }

  #finish(failure: ProtocolFailure): void {
    this.#end ??= this.#phase === 'terminate' ? {} : { failure }
  }

  /** Ends the link when the last input gave a reason to: hooks run in the middle of transitions and only take note. */
  #settle(now: number): void {
    if (this.#phase === 'dead') return
    if (this.#lcpPolicy.failure !== undefined) this.#finish(this.#lcpPolicy.failure)
    if (this.#output.isFlooded) {
      this.#finish({ code: 'link-not-agreed', because: 'endless' })
    }
    if (this.#networkLost && this.#end === undefined && this.#phase !== 'terminate') {
      this.#output.emit({ type: 'network-down' })
    }
    this.#networkLost = false
    if (this.#end === undefined) return
    if (this.#endedByPeer) this.#lcp.down(now)
    else this.#lcp.close(now)
    this.#phase = 'dead'
    this.#dropAuthenticator()
    this.#output.emit({ type: 'terminated', ...this.#end })
  }
}

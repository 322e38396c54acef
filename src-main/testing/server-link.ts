import { concat, fromHex, utf8 } from '../protocol/bytes.ts'
import type { CryptoProvider } from '../protocol/crypto-provider.ts'
import { CODE, LCP_CODE, PROTOCOL } from '../protocol/ppp/constants.ts'
import { encodeControlPacket, parseControlPacket } from '../protocol/ppp/control-packet.ts'
import { encodeFrame, parseFrame } from '../protocol/ppp/frame.ts'
import { Ipv6cpPolicy } from '../protocol/ppp/ipv6cp.ts'
import { magicBytes, protocolRejectBody } from '../protocol/ppp/lcp-codes.ts'
import { Negotiator } from '../protocol/ppp/negotiator.ts'
import { earlier, TimerTable } from '../protocol/timer-table.ts'
import type { Behaviour } from './behaviour.ts'
import { createServerAuth } from './create-server-auth.ts'
import type { Moment } from './incident.ts'
import { ROUTER_ID } from './inner-router.ts'
import type { RadiusServer } from './radius-client.ts'
import type { ServerAuth, ServerAuthOptions } from './server-auth.ts'
import { type ServerIpcpOptions, ServerIpcpPolicy } from './server-ipcp.ts'
import { ServerLcpPolicy } from './server-lcp.ts'

export interface ServerLinkOptions extends ServerIpcpOptions {
  crypto: CryptoProvider
  users: ServerAuthOptions['users']
  radius?: RadiusServer
  behaviour: Behaviour
}

export interface ServerLinkHooks {
  /** One PPP frame. */
  send(frame: Uint8Array): void
  reached(moment: Moment, now: number): void
  signedIn(user: string, method: string, hlak: Uint8Array): void
  networkUp(): void
  networkDown(): void
  /** LCP is down for good; `reason` is for logs. */
  ended(reason: string): void
  log(text: string): void
}

/** The server's side of a PPP link: LCP, sign-in, IPCP. */
export class ServerLink {
  readonly #options: ServerLinkOptions
  readonly #hooks: ServerLinkHooks
  readonly #lcpPolicy: ServerLcpPolicy
  readonly #lcp: Negotiator
  readonly #ipcp: Negotiator
  readonly #ipv6cp: Negotiator | undefined
  readonly #timers = new TimerTable<'echo' | 'hold'>()
  readonly #held: Uint8Array[] = []
  #auth: ServerAuth | undefined
  #started = false
  #isSignedIn = false
  /** SoftEther's first answer of IPCP has been held back long enough. */
  #hasHeld = false
  #refusal: string | undefined

  constructor(options: ServerLinkOptions, hooks: ServerLinkHooks) {
    this.#options = options
    this.#hooks = hooks
    const common = {
      send: hooks.send,
      peerMru: () => this.#lcpPolicy.clientMru,
      peerTerminated: () => {},
      log: hooks.log,
    }
    this.#lcpPolicy = new ServerLcpPolicy(options.crypto, options.behaviour, {
      protocolRejected: (protocol) => hooks.log(`the client rejects protocol 0x${protocol.toString(16)}`),
      echoReplied: () => {},
    })
    this.#lcp = new Negotiator(this.#lcpPolicy, {
      ...common,
      peerTerminated: () => hooks.ended('the client terminated the link'),
      layerUp: (now) => this.#handleLcpUp(now),
      layerDown: (now) => this.#handleLcpDown(now),
      layerFinished: (cause) => hooks.ended(this.#refusal ?? `LCP finished: ${cause}`),
    })
    this.#ipcp = new Negotiator(new ServerIpcpPolicy(options), {
      ...common,
      layerUp: (now) => {
        hooks.networkUp()
        hooks.reached('network-up', now)
      },
      layerDown: () => hooks.networkDown(),
      layerFinished: (cause) => hooks.log(`IPCP finished: ${cause}`),
    })
    const { ipv6 } = options.behaviour.inner
    if (ipv6 === undefined) return
    const policy = new Ipv6cpPolicy({
      randomBytes: (length) => options.crypto.randomBytes(length),
      interfaceId: ROUTER_ID,
      ...(ipv6.assigned !== undefined && { assigned: fromHex(ipv6.assigned) }),
    })
    this.#ipv6cp = new Negotiator(policy, {
      ...common,
      layerUp: () => hooks.log('IPV6CP is open'),
      layerDown: () => hooks.log('IPV6CP is down'),
      layerFinished: (cause) => hooks.log(`IPV6CP finished: ${cause}`),
    })
  }

  get carriesIpv6(): boolean {
    return this.#ipv6cp?.isOpened ?? false
  }

  /** As pppd sets its device: as long as both sides take. */
  get mtu(): number {
    return Math.min(this.#lcpPolicy.clientMru, this.#lcpPolicy.ownMru)
  }

  start(now: number): void {
    const { waitsForClient, echo } = this.#options.behaviour.lcp
    if (!waitsForClient) this.#open(now)
    if (echo?.beforeOpen) this.#timers.set('echo', now + echo.everyMs)
  }

  /** A PPP frame that is not IP. */
  handleFrame(buffer: Uint8Array, start: number, end: number, now: number): void {
    const { requiresAddressField } = this.#options.behaviour.lcp
    if (requiresAddressField && (buffer[start] !== 0xff || buffer[start + 1] !== 0x03)) return
    const frame = parseFrame(buffer, start, end)
    if (frame === undefined) return
    this.#open(now)
    const { protocol, payload } = frame
    const packet = parseControlPacket(buffer, payload, end)
    if (packet === undefined) return
    if (protocol === PROTOCOL.lcp) {
      this.#lcp.handlePacket(packet, now)
      if (this.#lcpPolicy.isExhausted) this.#refuse('no sign-in method is left', now)
    } else if (!this.#lcp.isOpened) return
    else if (protocol === this.#auth?.protocol) this.#auth.handlePacket(packet, now)
    else if (!this.#isSignedIn) return
    else if (protocol === PROTOCOL.ipcp) this.#handleIpcp(buffer.slice(payload, end), now)
    else if (protocol === PROTOCOL.ipv6cp && this.#ipv6cp !== undefined)
      this.#ipv6cp.handlePacket(packet, now)
    else
      this.#lcp.sendPacket(
        LCP_CODE.protocolReject,
        protocolRejectBody(protocol, buffer.subarray(payload, end)),
      )
  }

  /** Negotiates everything anew. */
  renegotiate(now: number): void {
    this.#lcp.down(now)
    this.#lcp.up(now)
  }

  challenge(now: number): void {
    this.#auth?.challenge(now)
  }

  terminate(text: string): void {
    this.#lcp.sendPacket(CODE.terminateRequest, utf8(text))
  }

  handleTimeout(now: number): void {
    this.#lcp.handleTimeout(now)
    this.#auth?.handleTimeout(now)
    this.#ipcp.handleTimeout(now)
    this.#ipv6cp?.handleTimeout(now)
    for (let due = this.#timers.takeExpired(now); due !== undefined; due = this.#timers.takeExpired(now)) {
      if (due === 'echo') this.#sendEcho(now)
      else for (const packet of this.#held.splice(0)) this.#handleIpcp(packet, now)
    }
  }

  nextDeadline(): number | undefined {
    const network = earlier(this.#ipcp.nextDeadline(), this.#ipv6cp?.nextDeadline())
    const negotiation = earlier(this.#lcp.nextDeadline(), network)
    return earlier(this.#timers.next(), earlier(negotiation, this.#auth?.nextDeadline()))
  }

  #open(now: number): void {
    if (this.#started) return
    this.#started = true
    this.#lcp.open(now)
    this.#lcp.up(now)
  }

  #handleLcpUp(now: number): void {
    const { lcp, auth } = this.#options.behaviour
    if (lcp.identification !== undefined) {
      const text = concat(magicBytes(this.#lcpPolicy.magic), utf8(lcp.identification))
      this.#lcp.sendPacket(LCP_CODE.identification, text)
    }
    if (lcp.echo !== undefined) this.#timers.set('echo', now + lcp.echo.everyMs)
    this.#hooks.reached('link-up', now)
    const method = this.#lcpPolicy.method
    if (method === 'none') {
      this.#handleSignedIn('', method, new Uint8Array(32), now)
      return
    }
    this.#auth = createServerAuth(
      method,
      { ...this.#options, behaviour: auth },
      {
        send: (protocol, packet, tail = new Uint8Array(0)) =>
          this.#hooks.send(encodeFrame(protocol, concat(encodeControlPacket(packet), tail))),
        signedIn: (user, hlak, at) => this.#handleSignedIn(user, method, hlak, at),
        refused: (user) => this.#refuse(`the sign-in of ${user} was refused`, now),
      },
    )
    this.#auth?.start(now)
  }

  #handleLcpDown(now: number): void {
    this.#auth = undefined
    this.#isSignedIn = false
    this.#timers.stopAll()
    this.#ipcp.down(now)
    this.#ipv6cp?.down(now)
  }

  #handleSignedIn(user: string, method: string, hlak: Uint8Array, now: number): void {
    this.#hooks.signedIn(user, method, hlak)
    if (this.#isSignedIn) return
    this.#isSignedIn = true
    this.#hooks.reached('signed-in', now)
    const { answers, waitsForClient, alsoSends } = this.#options.behaviour.ipcp
    for (const { protocol, packet } of alsoSends) this.#hooks.send(encodeFrame(protocol, fromHex(packet)))
    if (answers && !waitsForClient) this.#openIpcp(now)
  }

  #openIpcp(now: number): void {
    this.#ipcp.open(now)
    this.#ipcp.up(now)
    this.#ipv6cp?.open(now)
    this.#ipv6cp?.up(now)
  }

  #handleIpcp(bytes: Uint8Array, now: number): void {
    const { answers, holdMs } = this.#options.behaviour.ipcp
    if (!answers) return
    if (holdMs > 0 && !this.#hasHeld) {
      this.#hasHeld = true
      this.#timers.set('hold', now + holdMs)
    }
    if (this.#timers.isRunning('hold')) {
      this.#held.push(bytes)
      return
    }
    const packet = parseControlPacket(bytes, 0, bytes.length)
    if (packet === undefined) return
    if (this.#ipcp.state === 'initial') this.#openIpcp(now)
    this.#ipcp.handlePacket(packet, now)
  }

  #refuse(reason: string, now: number): void {
    if (this.#refusal !== undefined) return
    this.#refusal = reason
    this.#lcp.close(now)
  }

  #sendEcho(now: number): void {
    const { echo } = this.#options.behaviour.lcp
    if (echo === undefined) return
    this.#timers.set('echo', now + echo.everyMs)
    this.#lcp.sendPacket(LCP_CODE.echoRequest, concat(magicBytes(this.#lcpPolicy.magic), utf8(echo.text)))
  }
}

/** A frame as servers send it that compress its header without asking. */
export function reframe(frame: Uint8Array, framing: Behaviour['lcp']['framing']): Uint8Array {
  if (framing === 'full') return frame
  const bare = frame.subarray(2)
  return framing === 'compressed' && bare[0] === 0 ? bare.subarray(1) : bare
}

import type { CryptoProvider } from '../crypto-provider.ts'
import type { ProtocolFailure } from '../errors.ts'
import { earlier } from '../timer-table.ts'
import { CAP, PROTOCOL } from './constants.ts'
import { parseControlPacket } from './control-packet.ts'
import { type Frame, parseFrame } from './frame.ts'
import { IpcpPolicy } from './ipcp.ts'
import { type Ipv6cpOptions, Ipv6cpPolicy } from './ipv6cp.ts'
import { addressFailure } from './link-failure.ts'
import { Negotiator } from './negotiator.ts'
import { terminationReason } from './text.ts'

export interface NetworkLayerHooks {
  send(frame: Uint8Array): void
  peerMru(): number
  up(config: { address: string; peer?: string; dns: string[] }): void
  /** The peer negotiates the addresses anew. */
  lost(): void
  /** IPv6 may flow, too; the identifiers are the lower halves of the link-local addresses. */
  ipv6Up(ids: InterfaceIds): void
  ipv6Lost(): void
  failed(failure: ProtocolFailure): void
  /** A protocol that this side does not speak; `payload` is a view. */
  unknownProtocol(protocol: number, payload: Uint8Array): void
  log(text: string): void
}

export interface InterfaceIds {
  own: Uint8Array
  /** Absent when the peer did not name its own. */
  peer?: Uint8Array
}

export interface NetworkLayerOptions {
  crypto: CryptoProvider
  requestDns: boolean
  /** Asks for IPv6 as well. */
  ipv6?: { interfaceId?: Uint8Array }
}

/**
 * The network phase: IPCP, IPV6CP if it is wanted, and a refusal for everything else (CCP, ECP, ...). Without IPv4 there is
 * no connection; IPv6 comes on top, and a server that does not have it is an ordinary one. Between sign-in and `open` what
 * arrives is kept, because servers send their first IPCP packet right behind the Success.
 */
export class NetworkLayer {
  readonly #hooks: NetworkLayerHooks
  readonly #policy: IpcpPolicy
  readonly #ipcp: Negotiator
  readonly #ipv6cp: Negotiator | undefined
  #isOpen = false
  #wasUp = false
  #held: Uint8Array[] = []

  constructor({ crypto, requestDns, ipv6 }: NetworkLayerOptions, hooks: NetworkLayerHooks) {
    this.#hooks = hooks
    this.#policy = new IpcpPolicy({ requestDns })
    this.#ipcp = new Negotiator(this.#policy, {
      send: hooks.send,
      peerMru: hooks.peerMru,
      log: hooks.log,
      layerUp: () => this.#handleUp(),
      layerDown: () => hooks.lost(),
      layerFinished: (cause) => hooks.failed(addressFailure(cause)),
      peerTerminated: (data) => hooks.failed(this.#terminated(terminationReason(data))),
    })
    if (ipv6 !== undefined) {
      this.#ipv6cp = createIpv6cp({ ...ipv6, randomBytes: (length) => crypto.randomBytes(length) }, hooks)
    }
  }

  open(now: number): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#ipcp.open(now)
    this.#ipcp.up(now)
    this.#ipv6cp?.open(now)
    this.#ipv6cp?.up(now)
    for (const held of this.#held.splice(0)) {
      const frame = parseFrame(held, 0, held.length)
      if (frame !== undefined) this.handleFrame(frame, held, 0, held.length, now)
    }
  }

  /** LCP is not open any more; `open` starts anew. */
  down(now: number): void {
    this.#isOpen = false
    this.#held = []
    this.#ipcp.down(now)
    this.#ipv6cp?.down(now)
  }

  /** Takes a frame of the network phase that is not part of LCP or the sign-in. */
  handleFrame(
    { protocol, payload }: Frame,
    buffer: Uint8Array,
    start: number,
    end: number,
    now: number,
  ): void {
    if (protocol === PROTOCOL.ipv4 || protocol === PROTOCOL.ipv6) return
    if (!this.#isOpen) {
      if (this.#held.length < CAP.heldFrames) this.#held.push(buffer.slice(start, end))
      return
    }
    const automaton = this.#automatonOf(protocol)
    if (automaton === undefined) {
      this.#hooks.unknownProtocol(protocol, buffer.subarray(payload, end))
      return
    }
    const packet = parseControlPacket(buffer, payload, end)
    if (packet === undefined) return
    automaton.handlePacket(packet, now)
    if (this.#policy.failure !== undefined) this.#hooks.failed(this.#policy.failure)
  }

  handleProtocolReject(protocol: number, now: number): void {
    this.#automatonOf(protocol)?.handleProtocolReject(now)
  }

  handleTimeout(now: number): void {
    this.#ipcp.handleTimeout(now)
    this.#ipv6cp?.handleTimeout(now)
  }

  nextDeadline(): number | undefined {
    return earlier(this.#ipcp.nextDeadline(), this.#ipv6cp?.nextDeadline())
  }

  #automatonOf(protocol: number): Negotiator | undefined {
    if (protocol === PROTOCOL.ipcp) return this.#ipcp
    return protocol === PROTOCOL.ipv6cp ? this.#ipv6cp : undefined
  }

  #handleUp(): void {
    const { address, peer, dns, failure } = this.#policy
    if (failure !== undefined) return
    this.#wasUp = true
    this.#hooks.up({ address, ...(peer !== undefined && { peer }), dns })
  }

  #terminated(reason: string): ProtocolFailure {
    if (this.#wasUp) return { code: 'link-terminated', reason }
    return { code: 'address-refused', because: reason === '' ? 'closed' : 'said', detail: reason }
  }
}

function createIpv6cp(options: Ipv6cpOptions, hooks: NetworkLayerHooks): Negotiator {
  const policy = new Ipv6cpPolicy(options)
  return new Negotiator(policy, {
    send: hooks.send,
    peerMru: hooks.peerMru,
    log: hooks.log,
    layerUp: () => {
      const { own, peer } = policy
      if (own !== undefined) hooks.ipv6Up({ own, ...(peer !== undefined && { peer }) })
    },
    layerDown: () => hooks.ipv6Lost(),
    layerFinished: (cause) => hooks.log(`IPV6CP finished: ${cause}`),
    peerTerminated: () => hooks.log('the server closed IPV6CP'),
  })
}

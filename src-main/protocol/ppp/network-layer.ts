import type { ProtocolFailure } from '../errors.ts'
import { CAP, PROTOCOL } from './constants.ts'
import { parseControlPacket } from './control-packet.ts'
import { type Frame, parseFrame } from './frame.ts'
import { IpcpPolicy } from './ipcp.ts'
import { addressFailure } from './link-failure.ts'
import { Negotiator } from './negotiator.ts'
import { terminationReason } from './text.ts'

export interface NetworkLayerHooks {
  send(frame: Uint8Array): void
  peerMru(): number
  up(config: { address: string; peer?: string; dns: string[] }): void
  /** The peer negotiates the addresses anew. */
  lost(): void
  failed(failure: ProtocolFailure): void
  /** A protocol that this side does not speak; `payload` is a view. */
  unknownProtocol(protocol: number, payload: Uint8Array): void
  log(text: string): void
}

/**
 * The network phase: IPCP, and a refusal for everything else (CCP, ECP, IPV6CP, ...). Between sign-in and `open` it
 * keeps what arrives, because servers send their first IPCP packet right behind the Success.
 */
export class NetworkLayer {
  readonly #hooks: NetworkLayerHooks
  readonly #policy: IpcpPolicy
  readonly #ipcp: Negotiator
  #isOpen = false
  #wasUp = false
  #held: Uint8Array[] = []

  constructor({ requestDns }: { requestDns: boolean }, hooks: NetworkLayerHooks) {
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
  }

  open(now: number): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#ipcp.open(now)
    this.#ipcp.up(now)
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
    if (protocol !== PROTOCOL.ipcp) {
      this.#hooks.unknownProtocol(protocol, buffer.subarray(payload, end))
      return
    }
    const packet = parseControlPacket(buffer, payload, end)
    if (packet === undefined) return
    this.#ipcp.handlePacket(packet, now)
    if (this.#policy.failure !== undefined) this.#hooks.failed(this.#policy.failure)
  }

  handleProtocolReject(protocol: number, now: number): void {
    if (protocol === PROTOCOL.ipcp) this.#ipcp.handleProtocolReject(now)
  }

  handleTimeout(now: number): void {
    this.#ipcp.handleTimeout(now)
  }

  nextDeadline(): number | undefined {
    return this.#ipcp.nextDeadline()
  }

  #handleUp(): void {
    const { address, peer, dns, failure } = this.#policy
    if (failure !== undefined) return
    this.#wasUp = true
    this.#hooks.up({ address, ...(peer !== undefined && { peer }), dns })
  }

  #terminated(reason: string): ProtocolFailure {
    if (this.#wasUp) return { code: 'link-terminated', reason }
    return { code: 'address-refused', detail: reason || 'the server closed IPCP' }
  }
}

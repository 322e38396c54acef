import { fromHex } from '../../bytes.ts'
import { IPCP_OPTION, LCP_OPTION, PAP_CODE, PROTOCOL } from '../constants.ts'
import { encodeControlPacket, parseControlPacket } from '../control-packet.ts'
import { encodeFrame, parseFrame } from '../frame.ts'
import { Negotiator } from '../negotiator.ts'
import { type Option, optionU32, u32Of } from '../option.ts'
import type { Answer, NegotiatorHooks, Policy } from '../policy.ts'

const POOL_ADDRESS = 0x0a00_0002
const OWN_ADDRESS = 0x0a00_0001

/** For tests: a policy that asks for fixed options and judges the peer's with a function. */
function fixedPolicy(
  protocol: number,
  name: string,
  request: readonly Option[],
  judge: (options: readonly Option[]) => Answer,
): Policy {
  return {
    protocol,
    name,
    reset() {},
    buildRequest: () => request,
    handleRequest: judge,
    handleAck() {},
    handleNak() {},
    handleReject() {},
  }
}

function judgeAddress(options: readonly Option[]): Answer {
  const others = options.filter(({ type }) => type !== IPCP_OPTION.address)
  if (others.length > 0) return { type: 'reject', options: others }
  if (options.some((option) => u32Of(option) === POOL_ADDRESS)) return { type: 'ack' }
  return { type: 'nak', options: [optionU32(IPCP_OPTION.address, POOL_ADDRESS)] }
}

/** For tests: the smallest server that a `Link` can sign in to. It asks for PAP and lets everybody in. */
export class ServerEnd {
  readonly lcp: Negotiator
  readonly ipcp: Negotiator

  constructor(send: (frame: Uint8Array) => void) {
    const hooks: NegotiatorHooks = {
      send,
      peerMru: () => 1500,
      layerUp: () => {},
      layerDown: () => {},
      layerFinished: () => {},
      peerTerminated: () => {},
      log: () => {},
    }
    const asksForPap = [{ type: LCP_OPTION.authentication, data: fromHex('c023') }]
    this.lcp = new Negotiator(
      fixedPolicy(PROTOCOL.lcp, 'LCP', asksForPap, () => ({ type: 'ack' })),
      {
        ...hooks,
        layerDown: (now) => this.ipcp.down(now),
      },
    )
    const ownAddress = [optionU32(IPCP_OPTION.address, OWN_ADDRESS)]
    this.ipcp = new Negotiator(fixedPolicy(PROTOCOL.ipcp, 'IPCP', ownAddress, judgeAddress), hooks)
    this.#send = send
  }

  readonly #send: (frame: Uint8Array) => void

  open(now: number): void {
    this.ipcp.open(now)
    this.lcp.open(now)
    this.lcp.up(now)
  }

  handleFrame(bytes: Uint8Array, now: number): void {
    const frame = parseFrame(bytes, 0, bytes.length)
    const packet = frame && parseControlPacket(bytes, frame.payload, bytes.length)
    if (packet === undefined) return
    if (frame?.protocol === PROTOCOL.lcp) this.lcp.handlePacket(packet, now)
    if (!this.lcp.isOpened) return
    if (frame?.protocol === PROTOCOL.ipcp) this.ipcp.handlePacket(packet, now)
    if (frame?.protocol === PROTOCOL.pap && packet.code === PAP_CODE.authenticateRequest) {
      const { identifier } = packet
      const ack = { code: PAP_CODE.authenticateAck, identifier, body: new Uint8Array(0) }
      this.#send(encodeFrame(PROTOCOL.pap, encodeControlPacket(ack)))
      this.ipcp.up(now)
    }
  }

  handleTimeout(now: number): void {
    this.lcp.handleTimeout(now)
    this.ipcp.handleTimeout(now)
  }
}

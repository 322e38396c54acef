import { readU32 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import type { ProtocolFailure } from '../errors.ts'
import { type LinkMethod, methodOption } from './auth/method.ts'
import type { MethodChoice } from './auth/method-choice.ts'
import { LCP_OPTION, MRU, PROTOCOL } from './constants.ts'
import type { ControlPacket } from './control-packet.ts'
import { handleLcpCode, type LcpCodeHooks } from './lcp-codes.ts'
import { type Option, optionU16, optionU32, u16Of, u32Of } from './option.ts'
import type { Answer, ExtraCode, Policy } from './policy.ts'

export interface LcpPolicyOptions {
  crypto: CryptoProvider
  /** Largest packet to propose to receive, in bytes. */
  mru: number
  choice: MethodChoice
  hooks: LcpCodeHooks
}

/** Requests that carry our own magic number before the line counts as looped back (RFC 1661 section 6.4). */
const LOOP_SUSPICIONS = 3

/** Naks of our MRU before we stop asking for one: no server of the field needs a second. */
const MAX_MRU_NAKS = 3

/** What the server's Configure-Request settles. */
interface PeerSide {
  mru: number
  method: LinkMethod | 'none'
}

const PEER_DEFAULTS: PeerSide = { mru: MRU.default, method: 'none' }

/** LCP (RFC 1661 section 6) for the side that dials in. */
export class LcpPolicy implements Policy {
  readonly protocol = PROTOCOL.lcp
  readonly name = 'LCP'
  readonly #options: LcpPolicyOptions
  #peer = PEER_DEFAULTS
  #mru: number
  #asksMru = true
  #mruNaks = 0
  #magic = 0
  #asksMagic = true
  #suspicions = 0
  #failure: ProtocolFailure | undefined

  constructor(options: LcpPolicyOptions) {
    this.#options = options
    this.#mru = clampMru(options.mru)
  }

  /** Largest packet that the peer takes. */
  get peerMru(): number {
    return this.#peer.mru
  }

  /** Largest packet that the peer may send. */
  get ownMru(): number {
    return this.#asksMru ? this.#mru : MRU.default
  }

  /**
   * The longest packet of this link in either direction. A server may talk us into receiving more than we proposed, which
   * we can; but whoever wants short packets wants them both ways, and the device has one MTU.
   */
  get mtu(): number {
    return Math.min(clampMru(this.#options.mru), this.ownMru, this.peerMru)
  }

  get method(): LinkMethod | 'none' {
    return this.#peer.method
  }

  /** 0 when the peer does not want magic numbers. */
  get magic(): number {
    return this.#asksMagic ? this.#magic : 0
  }

  /** Why the link can never be agreed; set while a packet is handled. */
  get failure(): ProtocolFailure | undefined {
    return this.#failure
  }

  reset(): void {
    this.#peer = PEER_DEFAULTS
    this.#mru = clampMru(this.#options.mru)
    this.#asksMru = true
    this.#mruNaks = 0
    this.#magic = this.#newMagic()
    this.#asksMagic = true
    this.#suspicions = 0
    this.#failure = undefined
    this.#options.choice.reset()
  }

  buildRequest(): readonly Option[] {
    return [
      ...(this.#asksMru ? [optionU16(LCP_OPTION.mru, this.#mru)] : []),
      ...(this.#asksMagic ? [optionU32(LCP_OPTION.magicNumber, this.#magic)] : []),
    ]
  }

  handleRequest(options: readonly Option[]): Answer {
    // Rejects go first and alone (RFC 1661 section 5.4), so nothing is judged that would not be answered.
    const rejected = options.filter(({ type }) => !KNOWN.has(type))
    if (rejected.length > 0) return { type: 'reject', options: rejected }
    const wanted = { ...PEER_DEFAULTS }
    const naks = options.flatMap((option) => this.#judge(option, wanted))
    if (!options.some(({ type }) => type === LCP_OPTION.authentication)) this.#judgeNoMethod()
    if (this.#failure !== undefined) return { type: 'give-up' }
    if (naks.length > 0) return { type: 'nak', options: naks }
    this.#peer = wanted
    this.#options.choice.reset()
    return { type: 'ack' }
  }

  handleAck(_options: readonly Option[]): void {
    this.#mruNaks = 0
    this.#suspicions = 0
  }

  handleNak(options: readonly Option[]): void {
    for (const option of options) {
      const mru = u16Of(option)
      if (option.type === LCP_OPTION.mru && mru !== undefined) this.#followMru(mru)
      if (option.type === LCP_OPTION.magicNumber) this.#magic = this.#newMagic()
    }
  }

  handleReject(options: readonly Option[]): void {
    for (const { type } of options) {
      if (type === LCP_OPTION.mru) this.#asksMru = false
      if (type === LCP_OPTION.magicNumber) this.#asksMagic = false
    }
  }

  handleCode(packet: ControlPacket, opened: boolean, now: number): ExtraCode | undefined {
    return handleLcpCode(packet, { opened, magic: this.magic, hooks: this.#options.hooks }, now)
  }

  #followMru(mru: number): void {
    this.#mru = clampMru(mru)
    this.#mruNaks += 1
    if (this.#mruNaks >= MAX_MRU_NAKS) this.#asksMru = false
  }

  /** Notes an acceptable value in `wanted`; otherwise returns what to suggest instead. */
  #judge(option: Option, wanted: PeerSide): Option[] {
    switch (option.type) {
      case LCP_OPTION.mru: {
        const mru = u16Of(option)
        if (mru === undefined || mru < MRU.min) return [optionU16(LCP_OPTION.mru, MRU.default)]
        wanted.mru = Math.min(mru, MRU.max)
        return []
      }
      case LCP_OPTION.authentication:
        return this.#judgeMethod(option, wanted)
      case LCP_OPTION.magicNumber:
        return this.#judgeMagic(option)
      default:
        // The map of control characters has no meaning without HDLC, so any is as good as another.
        return []
    }
  }

  #judgeMethod(option: Option, wanted: PeerSide): Option[] {
    const verdict = this.#options.choice.judge(option)
    switch (verdict.type) {
      case 'accept':
        wanted.method = verdict.method
        return []
      case 'suggest':
        return [methodOption(verdict.method)]
      case 'fail':
        this.#failure ??= verdict.failure
        return []
    }
  }

  #judgeNoMethod(): void {
    const verdict = this.#options.choice.judgeNone()
    if (verdict.type === 'fail') this.#failure ??= verdict.failure
  }

  #judgeMagic(option: Option): Option[] {
    const magic = u32Of(option)
    const isLooped = magic === this.magic && magic !== 0
    if (isLooped) this.#suspicions += 1
    if (this.#suspicions >= LOOP_SUSPICIONS) {
      this.#failure ??= { code: 'link-not-agreed', because: 'looped-back' }
    }
    // RFC 1661 section 6.4: zero is not a magic number, and ours must not come back.
    if (magic === undefined || magic === 0 || isLooped) {
      return [optionU32(LCP_OPTION.magicNumber, this.#newMagic())]
    }
    return []
  }

  #newMagic(): number {
    return readU32(this.#options.crypto.randomBytes(4), 0) || 1
  }
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(LCP_OPTION))

function clampMru(mru: number): number {
  return Math.min(Math.max(mru, MRU.min), MRU.max)
}

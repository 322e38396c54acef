import { fromHex, readU32 } from '../protocol/bytes.ts'
import type { CryptoProvider } from '../protocol/crypto-provider.ts'
import { LCP_OPTION } from '../protocol/ppp/constants.ts'
import type { ControlPacket } from '../protocol/ppp/control-packet.ts'
import { handleLcpCode } from '../protocol/ppp/lcp-codes.ts'
import { type Option, optionU16, optionU32, u16Of, u32Of } from '../protocol/ppp/option.ts'
import type { Answer, ExtraCode, Policy } from '../protocol/ppp/policy.ts'
import type { Behaviour, OfferedMethod } from './behaviour.ts'

/** Values of the Authentication-Protocol option. */
const METHOD_VALUE: Readonly<Record<OfferedMethod, string>> = {
  eap: 'c227',
  'ms-chap-v2': 'c22381',
  'ms-chap': 'c22380',
  'chap-md5': 'c22305',
  pap: 'c023',
  none: '',
}

export interface ServerLcpHooks {
  protocolRejected(protocol: number, now: number): void
  echoReplied(now: number): void
}

/** LCP for the side that is dialled. It demands a sign-in and walks down its list of methods when it is refused. */
export class ServerLcpPolicy implements Policy {
  readonly protocol = 0xc021
  readonly name = 'LCP'
  readonly #crypto: CryptoProvider
  readonly #behaviour: Pick<Behaviour, 'lcp' | 'auth'>
  readonly #hooks: ServerLcpHooks
  /** Methods that the client has not refused yet; the first one is asked for. */
  #methods: readonly OfferedMethod[] = ['none']
  #isExhausted = false
  #mru: number | undefined
  #magic = 0
  #asksMagic = true
  #extras: readonly Option[] = []
  #clientMru = 1500

  constructor(crypto: CryptoProvider, behaviour: Pick<Behaviour, 'lcp' | 'auth'>, hooks: ServerLcpHooks) {
    this.#crypto = crypto
    this.#behaviour = behaviour
    this.#hooks = hooks
  }

  get method(): OfferedMethod {
    return this.#methods[0]
  }

  /** True when the client has refused every method. */
  get isExhausted(): boolean {
    return this.#isExhausted
  }

  get clientMru(): number {
    return this.#clientMru
  }

  get ownMru(): number {
    return this.#mru ?? 1500
  }

  get magic(): number {
    return this.#asksMagic ? this.#magic : 0
  }

  reset(): void {
    const { lcp, auth } = this.#behaviour
    this.#methods = auth.methods
    this.#isExhausted = false
    this.#mru = lcp.mru
    this.#asksMagic = lcp.magic
    this.#magic = readU32(this.#crypto.randomBytes(4), 0) || 1
    this.#extras = lcp.extras
    this.#clientMru = 1500
  }

  buildRequest(): readonly Option[] {
    const value = METHOD_VALUE[this.method]
    return [
      ...(this.#mru === undefined ? [] : [optionU16(LCP_OPTION.mru, this.#mru)]),
      ...(value === '' ? [] : [{ type: LCP_OPTION.authentication, data: fromHex(value) }]),
      ...(this.#asksMagic ? [optionU32(LCP_OPTION.magicNumber, this.#magic)] : []),
      ...this.#extras,
    ]
  }

  handleRequest(options: readonly Option[]): Answer {
    const { rejects, clientMru } = this.#behaviour.lcp
    const rejected = options.filter(({ type }) => !KNOWN.has(type) || rejects.includes(type))
    if (rejected.length > 0) return { type: 'reject', options: rejected }
    const mru = options.filter(({ type }) => type === LCP_OPTION.mru).map(u16Of)[0] ?? 1500
    if (mru < clientMru.min || mru > clientMru.max) {
      return { type: 'nak', options: [optionU16(LCP_OPTION.mru, clientMru.max)] }
    }
    const looped = options.filter((option) => option.type === LCP_OPTION.magicNumber && !this.#isGood(option))
    if (looped.length > 0) {
      return { type: 'nak', options: [{ type: LCP_OPTION.magicNumber, data: this.#crypto.randomBytes(4) }] }
    }
    this.#clientMru = mru
    return { type: 'ack' }
  }

  handleAck(): void {}

  handleNak(options: readonly Option[]): void {
    for (const option of options) {
      if (option.type === LCP_OPTION.authentication) this.#tryAnother(option)
      if (option.type === LCP_OPTION.mru) this.#mru = u16Of(option) ?? this.#mru
    }
  }

  handleReject(options: readonly Option[]): void {
    const types = new Set(options.map(({ type }) => type))
    if (types.has(LCP_OPTION.authentication)) this.#tryAnother()
    if (types.has(LCP_OPTION.mru)) this.#mru = undefined
    if (types.has(LCP_OPTION.magicNumber)) this.#asksMagic = false
    this.#extras = this.#extras.filter(({ type }) => !types.has(type))
  }

  handleCode(packet: ControlPacket, opened: boolean, now: number): ExtraCode | undefined {
    const extra = handleLcpCode(packet, { opened, magic: this.magic, hooks: this.#hooks }, now)
    const isAnswer = extra?.event === 'RXR' && extra.reply !== undefined
    return isAnswer && !this.#behaviour.lcp.answersEcho ? { event: 'none' } : extra
  }

  #isGood(option: Option): boolean {
    const magic = u32Of(option)
    return magic !== undefined && magic !== 0 && magic !== this.#magic
  }

  #tryAnother(suggestion?: Option): void {
    const left = this.#methods.slice(1)
    if (left.length === 0) {
      this.#isExhausted = true
      return
    }
    const suggested = left.find((method) => suggestion && sameValue(suggestion, METHOD_VALUE[method]))
    const takes = this.#behaviour.auth.takesSuggestion && suggested !== undefined
    this.#methods = takes ? [suggested, ...left.filter((method) => method !== suggested)] : left
  }
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(LCP_OPTION))

function sameValue({ data }: Option, hex: string): boolean {
  const value = fromHex(hex)
  return data.length === value.length && data.every((byte, i) => byte === value[i])
}

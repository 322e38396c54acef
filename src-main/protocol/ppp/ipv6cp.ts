import { equal } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { IPV6CP_OPTION, PROTOCOL } from './constants.ts'
import type { Option } from './option.ts'
import type { Answer, Policy } from './policy.ts'

/** Bytes of an interface identifier: the lower half of an address. */
const LENGTH = 8

/** The bit that says "unique in the whole world", which a random number is not (RFC 5072 section 4.1). */
const UNIVERSAL = 0x02

export interface Ipv6cpOptions {
  randomBytes: CryptoProvider['randomBytes']
  /** Eight random bytes to begin with, the same ones for each link of a tunnel; new ones if left out. */
  interfaceId?: Uint8Array
  /** What the peer's identifier has to be: anything else is refused, with this one as the suggestion. */
  assigned?: Uint8Array
}

/**
 * IPV6CP (RFC 5072): both sides agree on the lower halves of their link-local addresses, and on nothing else. We propose
 * a random one, so that it tells nobody what this computer is, and take what the server wants instead. Either role can
 * use it: the server's side only insists on what it assigns.
 */
export class Ipv6cpPolicy implements Policy {
  readonly protocol = PROTOCOL.ipv6cp
  readonly name = 'IPV6CP'
  readonly #options: Ipv6cpOptions
  #own: Uint8Array
  #peer: Uint8Array | undefined
  #isRejected = false

  constructor(options: Ipv6cpOptions) {
    this.#options = options
    this.#own = local(options.interfaceId ?? options.randomBytes(LENGTH))
  }

  /** Our identifier; undefined when the peer wants none, so that there can be no address of ours. */
  get own(): Uint8Array | undefined {
    return this.#isRejected ? undefined : this.#own
  }

  get peer(): Uint8Array | undefined {
    return this.#peer
  }

  /** Our own identifier stays, so that a renegotiated link has the same address. */
  reset(): void {
    this.#peer = undefined
    this.#isRejected = false
  }

  buildRequest(): readonly Option[] {
    return this.#isRejected ? [] : [{ type: IPV6CP_OPTION.interfaceId, data: this.#own.slice() }]
  }

  handleRequest(options: readonly Option[]): Answer {
    const rejected = options.filter(({ type, data }) => !isInterfaceId(type, data))
    if (rejected.length > 0) return { type: 'reject', options: rejected }
    const [id] = options.map(({ data }) => data.slice())
    if (id === undefined) return { type: 'ack' }
    const wanted = this.#options.assigned
    if (wanted !== undefined ? equal(id, wanted) : !isZero(id) && !equal(id, this.#own)) {
      this.#peer = id
      return { type: 'ack' }
    }
    // RFC 5072 section 4.1: no identifier, or the same one at both ends, is answered with one that is free.
    const suggestion = wanted ?? this.#random()
    return { type: 'nak', options: [{ type: IPV6CP_OPTION.interfaceId, data: suggestion }] }
  }

  handleAck(): void {}

  handleNak(options: readonly Option[]): void {
    const suggestion = options.find(({ type, data }) => isInterfaceId(type, data))?.data
    const usable = suggestion !== undefined && !isZero(suggestion)
    const collides = usable && this.#peer !== undefined && equal(suggestion, this.#peer)
    this.#own = usable && !collides ? suggestion.slice() : this.#random()
  }

  handleReject(options: readonly Option[]): void {
    if (options.some(({ type }) => type === IPV6CP_OPTION.interfaceId)) this.#isRejected = true
  }

  #random(): Uint8Array {
    return local(this.#options.randomBytes(LENGTH))
  }
}

/** An identifier that claims no more than it is; once in 2^63 times the random number is none at all. */
function local(random: Uint8Array): Uint8Array {
  const id = random.slice()
  id[0] &= ~UNIVERSAL
  if (isZero(id)) id[LENGTH - 1] = 1
  return id
}

const isInterfaceId = (type: number, data: Uint8Array) =>
  type === IPV6CP_OPTION.interfaceId && data.length === LENGTH

const isZero = (id: Uint8Array) => id.every((byte) => byte === 0)

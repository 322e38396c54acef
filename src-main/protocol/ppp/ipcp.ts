import type { ProtocolFailure } from '../errors.ts'
import { IPCP_OPTION, PROTOCOL } from './constants.ts'
import { formatIpv4, isHostAddress, UNSPECIFIED } from './ipv4.ts'
import { type Option, optionU32, u32Of } from './option.ts'
import type { Answer, Policy } from './policy.ts'

const DNS_OPTIONS = [IPCP_OPTION.primaryDns, IPCP_OPTION.secondaryDns] as const

/**
 * IPCP (RFC 1332, name servers from RFC 1877) for the side that gets its address from the other: it proposes 0.0.0.0 and
 * takes what the Nak says. Addresses are unsigned 32-bit numbers here and dotted text outside.
 */
export class IpcpPolicy implements Policy {
  readonly protocol = PROTOCOL.ipcp
  readonly name = 'IPCP'
  readonly #requestDns: boolean
  #address = UNSPECIFIED
  #peer: number | undefined
  /** The name servers that are still asked for; 0.0.0.0 until the peer names one. */
  #dns = new Map<number, number>()
  #failure: ProtocolFailure | undefined

  constructor({ requestDns }: { requestDns: boolean }) {
    this.#requestDns = requestDns
  }

  get address(): string {
    return formatIpv4(this.#address)
  }

  get peer(): string | undefined {
    return this.#peer === undefined ? undefined : formatIpv4(this.#peer)
  }

  /** Name servers in the server's order, without repetition. */
  get dns(): string[] {
    const usable = [...this.#dns.values()].filter(isHostAddress)
    return [...new Set(usable)].map(formatIpv4)
  }

  /** Why there can be no address; set while a packet is handled. */
  get failure(): ProtocolFailure | undefined {
    return this.#failure
  }

  reset(): void {
    this.#address = UNSPECIFIED
    this.#peer = undefined
    this.#dns = new Map(this.#requestDns ? DNS_OPTIONS.map((type) => [type, UNSPECIFIED]) : [])
    this.#failure = undefined
  }

  buildRequest(): readonly Option[] {
    const dns = [...this.#dns].map(([type, server]) => optionU32(type, server))
    return [optionU32(IPCP_OPTION.address, this.#address), ...dns]
  }

  handleRequest(options: readonly Option[]): Answer {
    const rejected = options.filter((option) => !isAcceptable(option))
    if (rejected.length > 0) return { type: 'reject', options: rejected }
    this.#peer = options.map(u32Of).at(-1)
    return { type: 'ack' }
  }

  handleAck(_options: readonly Option[]): void {
    this.#checkAddress()
  }

  handleNak(options: readonly Option[]): void {
    for (const option of options) {
      const value = u32Of(option)
      if (value === undefined) continue
      if (option.type === IPCP_OPTION.address) {
        this.#address = value
        this.#checkAddress()
      } else if (this.#dns.has(option.type)) {
        // A server without a second name server says 0.0.0.0; asking on would never end.
        if (isHostAddress(value)) this.#dns.set(option.type, value)
        else this.#dns.delete(option.type)
      }
    }
  }

  handleReject(options: readonly Option[]): void {
    for (const { type } of options) {
      this.#dns.delete(type)
      if (type === IPCP_OPTION.address) {
        this.#failure ??= { code: 'address-refused', because: 'no-addresses', detail: '' }
      }
    }
  }

  #checkAddress(): void {
    if (this.#address === UNSPECIFIED) this.#failure ??= { code: 'address-none' }
    else if (!isHostAddress(this.#address)) {
      this.#failure ??= { code: 'address-refused', because: 'no-host', detail: this.address }
    }
  }
}

/** The peer may name its own address. It gets none from us, and no header compression (RFC 1332 section 3.2). */
function isAcceptable(option: Option): boolean {
  const value = u32Of(option)
  return option.type === IPCP_OPTION.address && value !== undefined && value !== UNSPECIFIED
}

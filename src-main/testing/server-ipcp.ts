import { IPCP_OPTION } from '../protocol/ppp/constants.ts'
import { type Option, optionU32, u32Of } from '../protocol/ppp/option.ts'
import type { Answer, Policy } from '../protocol/ppp/policy.ts'

export interface ServerIpcpOptions {
  /** The server's own address. */
  own: number
  /** The client's address; undefined when the pool is empty. */
  client: number | undefined
  /** Name servers for the client, two at most; empty rejects the options. */
  dns: readonly number[]
}

/** IPCP for the side that hands out addresses (RFC 1332, RFC 1877). */
export class ServerIpcpPolicy implements Policy {
  readonly protocol = 0x8021
  readonly name = 'IPCP'
  readonly #options: ServerIpcpOptions
  #namesItself = true

  constructor(options: ServerIpcpOptions) {
    this.#options = options
  }

  reset(): void {
    this.#namesItself = true
  }

  buildRequest(): readonly Option[] {
    return this.#namesItself ? [optionU32(IPCP_OPTION.address, this.#options.own)] : []
  }

  handleRequest(options: readonly Option[]): Answer {
    const rejected = options.filter(({ type }) => this.#valueFor(type) === undefined)
    if (rejected.length > 0) return { type: 'reject', options: rejected }
    const naks = options.flatMap((option) => {
      const value = this.#valueFor(option.type)
      return value === undefined || u32Of(option) === value ? [] : [optionU32(option.type, value)]
    })
    return naks.length > 0 ? { type: 'nak', options: naks } : { type: 'ack' }
  }

  handleAck(): void {}

  handleNak(): void {}

  handleReject(): void {
    this.#namesItself = false
  }

  #valueFor(type: number): number | undefined {
    const { client, dns } = this.#options
    switch (type) {
      case IPCP_OPTION.address:
        return client
      case IPCP_OPTION.primaryDns:
        return dns[0]
      case IPCP_OPTION.secondaryDns:
        // RFC 1877 section 1.3: 0.0.0.0 says that there is no second one.
        return dns.length === 0 ? undefined : (dns[1] ?? 0)
      default:
        return undefined
    }
  }
}

import { NEGOTIATION } from './constants.ts'
import type { Option } from './option.ts'
import type { Answer } from './policy.ts'

/** Bounds a negotiation that does not converge: Naks become Rejects, and too many refusals of either end it. */
export class Refusals {
  #naksSent = 0
  #total = 0

  reset(): void {
    this.#naksSent = 0
    this.#total = 0
  }

  /**
   * The answer that may be given to a request with these options. After Max-Failure Naks without an Ack between them,
   * what they would name is rejected (RFC 1661 section 4.6); suggestions that the peer never made are dropped.
   */
  limit(answer: Answer, options: readonly Option[]): Answer {
    if (answer.type === 'ack') this.#naksSent = 0
    if (answer.type !== 'nak') return answer
    this.#naksSent += 1
    if (this.#naksSent <= NEGOTIATION.maxFailure) return answer
    const refused = new Set(answer.options.map(({ type }) => type))
    const rejected = options.filter(({ type }) => refused.has(type))
    return rejected.length > 0 ? { type: 'reject', options: rejected } : { type: 'ack' }
  }

  /** Counts one refusal, sent or received; false when there were too many. */
  count(): boolean {
    this.#total += 1
    return this.#total <= NEGOTIATION.maxRefusals
  }
}

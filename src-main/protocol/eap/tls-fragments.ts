import { concat, readU32, writeU32 } from '../bytes.ts'
import { EAP_CAP } from './constants.ts'

/** Bits in front of every packet of EAP-TLS and its kind (RFC 5216 section 3.1); the lowest three are a version. */
export const FLAG = { length: 0x80, more: 0x40, start: 0x20, version: 0x07 } as const

const LENGTH_FIELD = 4

export type Received =
  /** The server begins. */
  | { type: 'start'; version: number }
  /** The server has more to say and waits for an empty answer. */
  | { type: 'more' }
  /** The server has taken a fragment of ours and waits for the next. */
  | { type: 'acknowledged' }
  /** A message is complete; it may be empty. */
  | { type: 'message'; bytes: Uint8Array }
  | { type: 'malformed'; detail: string }

/** Cuts messages of TLS into packets of EAP and puts the server's together again (RFC 5216 section 2.1.5). */
export class TlsFragments {
  readonly #fragment: number
  /** What the server has said of its message so far. */
  #received: Uint8Array[] = []
  #length = 0
  #announced: number | undefined
  #outgoing: Uint8Array = new Uint8Array(0)
  #sent = 0

  /** @param fragment bytes of TLS in one packet */
  constructor(fragment: number) {
    this.#fragment = fragment
  }

  /** Part of our message has not been fetched yet. */
  get isSending(): boolean {
    return this.#sent < this.#outgoing.length
  }

  receive(data: Uint8Array): Received {
    const flags = data[0]
    if (flags === undefined) {
      // SoftEther asks for the next piece without a word, not even flags.
      return this.isSending
        ? { type: 'acknowledged' }
        : { type: 'malformed', detail: 'a packet without flags' }
    }
    const hasLength = (flags & FLAG.length) !== 0
    if (hasLength && data.length < 1 + LENGTH_FIELD) return { type: 'malformed', detail: 'a cut length' }
    const bytes = data.subarray(1 + (hasLength ? LENGTH_FIELD : 0))
    if ((flags & FLAG.start) !== 0) {
      this.#forget()
      return { type: 'start', version: flags & FLAG.version }
    }
    if (this.isSending) {
      // What we have begun is said to its end first; the server can only ask for the next piece.
      return bytes.length === 0
        ? { type: 'acknowledged' }
        : { type: 'malformed', detail: 'an answer in the middle of our message' }
    }
    if (hasLength) this.#announced ??= readU32(data, 1)
    this.#length += bytes.length
    if (Math.max(this.#length, this.#announced ?? 0) > EAP_CAP.message) {
      return { type: 'malformed', detail: `a message of more than ${EAP_CAP.message} bytes` }
    }
    this.#received.push(bytes.slice())
    if ((flags & FLAG.more) !== 0) {
      return bytes.length > 0 ? { type: 'more' } : { type: 'malformed', detail: 'an empty fragment' }
    }
    return this.#complete()
  }

  /** The first packet of a message. Only one that is cut needs its length, but Windows wants it on the others as well. */
  begin(message: Uint8Array, options: { alwaysLength: boolean }): Uint8Array {
    this.#outgoing = message
    this.#sent = 0
    const isCut = message.length > this.#fragment
    if (!isCut && (message.length === 0 || !options.alwaysLength)) return this.next()
    const length = new Uint8Array(LENGTH_FIELD)
    writeU32(length, 0, message.length)
    const [flags, ...rest] = this.next()
    return concat(Uint8Array.of(flags | FLAG.length), length, Uint8Array.from(rest))
  }

  /** The next packet of the message that was begun. */
  next(): Uint8Array {
    const bytes = this.#outgoing.subarray(this.#sent, this.#sent + this.#fragment)
    this.#sent += bytes.length
    return concat(Uint8Array.of(this.isSending ? FLAG.more : 0), bytes)
  }

  #complete(): Received {
    const bytes = concat(...this.#received)
    const announced = this.#announced
    this.#forget()
    if (announced !== undefined && announced !== bytes.length) {
      return { type: 'malformed', detail: `${bytes.length} bytes instead of ${announced}` }
    }
    return { type: 'message', bytes }
  }

  #forget(): void {
    this.#received = []
    this.#length = 0
    this.#announced = undefined
  }
}

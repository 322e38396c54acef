import { concat, printable, utf8 } from '../bytes.ts'
import type { ProtocolFailure } from '../errors.ts'
import { ENDLESS_LENGTH, refusalOf } from './refusal.ts'
import { HTTP_PREFIX, parseResponseHead } from './response-head.ts'

/** MS-SSTP section 3.2.4.1; the mixed case is part of it. */
export const SSTP_PATH = '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/'

/** The longest response head that is read. */
export const MAX_HEAD_LENGTH = 16 * 1024

const HTTPS_PORT = 443

export interface DuplexPost {
  /** A name or an address, without brackets and port. */
  host: string
  port: number
  /** `SSTP_PATH` when left out. */
  path?: string
  /** A GUID without braces; servers log it. */
  correlationId: string
}

/**
 * The request that turns a TLS connection into an SSTP stream (MS-SSTP section 3.2.4.1). It has no body: the packets
 * follow when the response is there, because some servers drop what comes before.
 *
 * Throws RangeError when a field holds anything but printable ASCII, so that none can smuggle in a header.
 */
export function encodeDuplexPost({ host, port, path = SSTP_PATH, correlationId }: DuplexPost): Uint8Array {
  for (const field of [host, path, correlationId]) {
    if (!/^[\x21-\x7e]+$/.test(field))
      throw new RangeError('an HTTP field holds a character that it must not')
  }
  const name = host.includes(':') ? `[${host}]` : host
  const lines = [
    `SSTP_DUPLEX_POST ${path} HTTP/1.1`,
    // http.sys compares the name with its binding, which has no port when it is the usual one.
    `Host: ${port === HTTPS_PORT ? name : `${name}:${port}`}`,
    `Content-Length: ${ENDLESS_LENGTH}`,
    `SSTPCORRELATIONID: {${correlationId}}`,
  ]
  return utf8(`${lines.join('\r\n')}\r\n\r\n`)
}

export type DuplexPostAnswer =
  | { type: 'more' }
  /** `rest` is what followed the head: it belongs to SSTP, and is a view of the last chunk. */
  | { type: 'accepted'; rest: Uint8Array; headers: ReadonlyMap<string, string> }
  | { type: 'refused'; failure: ProtocolFailure }

/** Collects the server's response to the duplex post, cut anywhere. After another answer than `more` it is used up. */
export class DuplexPostResponse {
  #head: Uint8Array = new Uint8Array()
  #lineIsEmpty = false

  handleBytes(chunk: Uint8Array): DuplexPostAnswer {
    const end = this.#endOfHead(chunk)
    // One byte more than the limit is enough to see that it is passed.
    const head = concat(this.#head, chunk.subarray(0, end ?? MAX_HEAD_LENGTH + 1))
    if (!beginsLikeHttp(head)) return refused({ code: 'http-not-http', beginning: printable(head, 80) })
    if (head.length > MAX_HEAD_LENGTH) return refused({ code: 'http-head-too-long', limit: MAX_HEAD_LENGTH })
    if (end === undefined) {
      this.#head = head
      return { type: 'more' }
    }
    const response = parseResponseHead(head)
    if (response === undefined) return refused({ code: 'http-not-http', beginning: printable(head, 80) })
    const failure = refusalOf(response)
    if (failure !== undefined) return refused(failure)
    return { type: 'accepted', rest: chunk.subarray(end), headers: response.headers }
  }

  /** The offset behind the blank line, when it ends in this chunk. */
  #endOfHead(chunk: Uint8Array): number | undefined {
    for (let i = 0; i < chunk.length; i++) {
      if (chunk[i] === 0x0a) {
        if (this.#lineIsEmpty) return i + 1
        this.#lineIsEmpty = true
      } else if (chunk[i] !== 0x0d) {
        this.#lineIsEmpty = false
      }
    }
    return undefined
  }
}

function beginsLikeHttp(head: Uint8Array): boolean {
  return head.subarray(0, HTTP_PREFIX.length).every((byte, i) => byte === HTTP_PREFIX[i])
}

function refused(failure: ProtocolFailure): DuplexPostAnswer {
  return { type: 'refused', failure }
}

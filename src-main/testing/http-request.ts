import { concat, utf8 } from '../protocol/bytes.ts'
import { SSTP_PATH } from '../protocol/http/duplex-post.ts'
import type { HttpBehaviour } from './behaviour.ts'

/** The longest request head that is read. */
const MAX_HEAD = 16 * 1024

export type RequestVerdict =
  | { type: 'more' }
  | { type: 'accepted'; answer: Uint8Array; rest: Uint8Array }
  | { type: 'refused'; answer: Uint8Array }

/** The server's end of the HTTP exchange: collects the duplex post, cut anywhere, and decides about it. */
export class HttpRequest {
  readonly #behaviour: HttpBehaviour
  #received: Uint8Array = new Uint8Array(0)

  constructor(behaviour: HttpBehaviour) {
    this.#behaviour = behaviour
  }

  handleBytes(chunk: Uint8Array): RequestVerdict {
    this.#received = concat(this.#received, chunk)
    const text = latin1(this.#received)
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return this.#received.length > MAX_HEAD ? refused(BAD_REQUEST) : { type: 'more' }
    const { refuse, accept, dropsPipelined } = this.#behaviour
    if (refuse !== undefined) return refused(refuse.head, refuse.body)
    const [requestLine, ...headers] = text.slice(0, end).split('\r\n')
    const problem = this.#problemWith(requestLine, headers)
    if (problem !== undefined) return refused(problem)
    const rest = dropsPipelined ? new Uint8Array(0) : this.#received.subarray(end + 4)
    return { type: 'accepted', answer: utf8(`${accept.join('\r\n')}\r\n\r\n`), rest }
  }

  #problemWith(requestLine: string, headers: readonly string[]): readonly string[] | undefined {
    const [method, path, version] = requestLine.split(' ')
    if (method !== 'SSTP_DUPLEX_POST' || version !== 'HTTP/1.1') return BAD_REQUEST
    if (this.#behaviour.checksPath && path !== SSTP_PATH) return NOT_FOUND
    const host = headerOf(headers, 'host')?.replace(/:\d+$/, '')
    if (host === undefined) return BAD_REQUEST
    if (this.#behaviour.host !== undefined && host !== this.#behaviour.host) return NOT_FOUND
    return undefined
  }
}

const BAD_REQUEST = ['HTTP/1.1 400 Bad Request', 'Content-Length: 0', 'Connection: close']
const NOT_FOUND = ['HTTP/1.1 404 Not Found', 'Content-Length: 0', 'Connection: close']

function refused(head: readonly string[], body = ''): RequestVerdict {
  return { type: 'refused', answer: utf8(`${head.join('\r\n')}\r\n\r\n${body}`) }
}

function headerOf(headers: readonly string[], name: string): string | undefined {
  const line = headers.find((header) => header.toLowerCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1).trim()
}

/** One character a byte, so that offsets in the text are offsets in the bytes. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

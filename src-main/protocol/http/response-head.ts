import { printable } from '../bytes.ts'

/** The head of an HTTP response, made safe to show. */
export interface ResponseHead {
  /** "1.1", for instance. */
  version: string
  status: number
  /** May be empty: Windows sends none. */
  reason: string
  /** Names in lower case; values of repeated names joined by a comma (RFC 9110 section 5.3). */
  headers: ReadonlyMap<string, string>
}

/** What every response begins with; anything else is another protocol. */
export const HTTP_PREFIX = Uint8Array.of(0x48, 0x54, 0x54, 0x50, 0x2f)

const LF = 0x0a
const CR = 0x0d

/** Reads a head up to its blank line; undefined when the first line is no status line. */
export function parseResponseHead(bytes: Uint8Array): ResponseHead | undefined {
  const [statusLine, ...fieldLines] = linesOf(bytes)
  const parts = /^HTTP\/(\d\.\d) (\d{3})(?: (.*))?$/.exec(statusLine ?? '')
  if (parts === null) return undefined
  const [, version, status, reason = ''] = parts
  return { version, status: Number(status), reason: reason.trim(), headers: headersOf(fieldLines) }
}

/** Lines without their ends. A lone LF ends a line too, as RFC 9112 section 2.2 allows. */
function linesOf(bytes: Uint8Array): string[] {
  const lines: string[] = []
  let start = 0
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    const line = bytes.subarray(start, bytes[end - 1] === CR ? end - 1 : end)
    lines.push(printable(line, line.length))
    start = end + 1
  }
  return lines
}

function headersOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    const earlier = headers.get(name)
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`)
  }
  return headers
}

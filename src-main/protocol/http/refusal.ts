import type { ProtocolFailure } from '../errors.ts'
import type { ResponseHead } from './response-head.ts'

/** 2^64 - 1. It does not fit a JavaScript number, so it is compared as text. */
export const ENDLESS_LENGTH = '18446744073709551615'

/** A server's text in a message for people. */
const MAX_SHOWN = 200

/**
 * Why this response does not open a tunnel, or undefined when it does (MS-SSTP section 4.1). Status 200 alone is not
 * enough: web servers give it for requests that they do not understand.
 */
export function refusalOf(head: ResponseHead): ProtocolFailure | undefined {
  const { status, headers } = head
  switch (status) {
    case 200:
      return isEndless(head) ? undefined : { code: 'http-web-server', status, ...serverOf(head) }
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return { code: 'http-redirect', status, location: shown(headers.get('location') ?? '') }
    case 401:
    case 403:
      return { code: 'http-forbidden', status }
    case 404:
      return { code: 'http-wrong-path', status, ...serverOf(head) }
    case 407:
      return { code: 'http-proxy-sign-in', status }
    case 503:
      return { code: 'http-server-full', status }
    // A server that speaks SSTP knows the method; these say that this one does not.
    case 400:
    case 405:
    case 501:
      return { code: 'http-web-server', status, ...serverOf(head) }
    default:
      return { code: 'http-status', status, reason: shown(head.reason) }
  }
}

/** True when the body is the endless stream of SSTP. Some servers leave the length out, none gives another. */
function isEndless({ version, headers }: ResponseHead): boolean {
  const length = headers.get('content-length')
  if (length !== undefined) return length === ENDLESS_LENGTH
  // HTTP/1.0 streams until the end as a matter of course, so there the silence says nothing.
  if (version !== '1.1') return false
  return !headers.has('transfer-encoding') && !/^text\/html\b/i.test(headers.get('content-type') ?? '')
}

function serverOf({ headers }: ResponseHead): { server?: string } {
  const server = headers.get('server')
  return server === undefined ? {} : { server: shown(server) }
}

function shown(text: string): string {
  return text.slice(0, MAX_SHOWN)
}

import net from 'node:net'
import type { Failure } from '../../src-shared/failure.ts'

/** How long whatever answers on port 80 has, and how much of it is read. */
const PROBE_MS = 3_000
const MAX_ANSWER = 8 * 1024

export interface PortalFinding {
  /** Where to sign in, when the answer said so. */
  url?: string
}

/**
 * How sure a failure alone makes us that somebody stands in between. A server that is down, or whose certificate is not known
 * yet, may well have an ordinary page on port 80; a portal sends elsewhere, or says what it is.
 */
export function suspicionOf(failure: Failure): 'none' | 'page' | 'redirect' {
  switch (failure.code) {
    case 'tcp-refused':
    case 'tls-not-tls':
    case 'tls-failed':
    case 'http-not-http':
    case 'connection-lost':
      return 'page'
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
    case 'certificate-wrong-name':
    case 'certificate-wrong-purpose':
    case 'certificate-expired':
    case 'certificate-pin-mismatch':
    case 'http-redirect':
    case 'http-web-server':
      return 'redirect'
    default:
      return 'none'
  }
}

/** What an answer to `GET http://<address>/` says. `own` are the names and addresses of the server itself. */
export function judgeAnswer(
  answer: string,
  own: readonly string[],
  suspicion: 'page' | 'redirect',
): PortalFinding | undefined {
  const [head = '', ...body] = answer.split(/\r?\n\r?\n/)
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(head)?.[1])
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim()
  // RFC 6585 section 6: a network that wants a sign-in, and says so.
  if (status === 511) return {}
  if (status >= 300 && status < 400) return judgeLocation(header('location'), own)
  const isPage = /html/i.test(header('content-type') ?? '') || /<html|<!doctype html/i.test(body.join('\n'))
  return suspicion === 'page' && status === 200 && isPage ? {} : undefined
}

/** A redirect that stays with the server, or goes to another name of the same owner, is nothing unusual. */
function judgeLocation(location: string | undefined, own: readonly string[]): PortalFinding | undefined {
  const url = location === undefined ? undefined : URL.parse(location)
  if (url === undefined || url === null || !/^https?:$/.test(url.protocol)) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return own.some((name) => ownerOf(name) === ownerOf(host)) ? undefined : { url: url.href.slice(0, 500) }
}

function ownerOf(name: string): string {
  return net.isIP(name) === 0 ? name.toLowerCase().split('.').slice(-2).join('.') : name
}

/**
 * Asks the server's own address on port 80, in clear text and by one connection: whoever catches that answers in the
 * server's stead. No third party is asked. Resolves with what is read; empty when nobody answers.
 */
export async function askPort80(
  address: string,
  { localPort, signal, port = 80 }: { localPort?: number; signal: AbortSignal; port?: number },
): Promise<string> {
  const host = net.isIPv6(address) ? `[${address}]` : address
  const within = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)])
  return new Promise((resolve) => {
    let answer = ''
    const socket = net.connect({ host: address, port, ...(localPort !== undefined && { localPort }) })
    const finish = () => {
      within.removeEventListener('abort', finish)
      socket.destroy()
      resolve(answer)
    }
    within.addEventListener('abort', finish)
    socket.once('error', finish)
    socket.once('end', finish)
    socket.once('connect', () => {
      socket.write(
        `GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: captive-portal-check\r\nConnection: close\r\n\r\n`,
      )
    })
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (answer.length >= MAX_ANSWER) finish()
    })
  })
}

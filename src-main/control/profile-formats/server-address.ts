import { isIPv4, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import type { ServerMistake } from '../../../src-shared/profile-mistake.ts'

/** The port of HTTPS, which SSTP looks like. */
const DEFAULT_PORT = 443

export interface ServerAddress {
  host: string
  port: number
}

/**
 * Reads `host`, `host:port`, `192.0.2.1:443` or `[2001:db8::1]:443`. Names with letters outside ASCII become their
 * ASCII form. Returns what is wrong when the text is none of these; that never repeats the text, because people put
 * passwords there.
 */
export function parseServer(text: string): ServerAddress | ServerMistake {
  if (text === '') return { problem: 'empty' }
  if (/^[a-z+]+:\/\//i.test(text)) return { problem: 'scheme' }
  if (text.includes('@')) return { problem: 'user' }
  if (isIPv6(text)) return { problem: 'bare-ipv6', address: text }
  if (text.includes('/')) return { problem: 'path' }
  const match = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::(.*))?$/s.exec(text)
  if (match === null) return { problem: 'shape' }
  const [, bracketed, plain, portText] = match
  const port = portText === undefined ? DEFAULT_PORT : parsePort(portText)
  if (port === undefined) return { problem: 'port' }
  if (bracketed !== undefined) {
    if (isIPv6(bracketed) && !bracketed.includes('%')) return { host: bracketed, port }
    return { problem: 'brackets' }
  }
  const host = toHost(plain ?? '')
  return host === undefined ? { problem: 'name' } : { host, port }
}

/** The shortest text that `parseServer` reads as this address. */
export function formatServer({ host, port }: ServerAddress): string {
  const name = isIPv6(host) ? `[${host}]` : host
  return port === DEFAULT_PORT ? name : `${name}:${port}`
}

/** True for a name of DNS or an IP address, as it may stand in a certificate. */
export function isHost(text: string): boolean {
  return isDnsName(text) || isIPv4(text) || (isIPv6(text) && !text.includes('%'))
}

/** Labels of letters, digits, hyphens and (Windows) underscores; the last one is not a number (RFC 1123, RFC 3696). */
export function isDnsName(text: string): boolean {
  if (text.length > 253) return false
  const labels = text.split('.')
  const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i
  return labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '')
}

function toHost(text: string): string | undefined {
  const ascii = /^[\u0021-\u007e]+$/.test(text) ? text : domainToASCII(text)
  // A dot at the end says that the name is complete; neither certificates nor SNI carry it.
  const host = ascii.replace(/\.$/, '')
  return isIPv4(host) || isDnsName(host) ? host : undefined
}

function parsePort(text: string): number | undefined {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}

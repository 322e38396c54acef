import { isIPv6 } from 'node:net'

/** A proxy as it is dialled. Its password never leaves this object but towards the proxy. */
export interface ProxyServer {
  kind: 'http' | 'https' | 'socks5'
  host: string
  port: number
  user?: string
  password?: string
}

/** Where a proxy shall connect to; the name is the proxy's to look up. */
export interface ProxyTarget {
  host: string
  port: number
}

const DEFAULT_PORTS = { http: 80, https: 443, socks5: 1080 } as const

/** Schemes of environment variables and settings. Names are left to the proxy whether an `h` asks for it or not. */
const SCHEMES: Readonly<Record<string, ProxyServer['kind']>> = {
  http: 'http',
  https: 'https',
  socks5: 'socks5',
  socks5h: 'socks5',
  socks: 'socks5',
}

/** Reads `http://name:port`, also with a name and password in front and without a scheme; undefined when it is no proxy. */
export function parseProxy(text: string): ProxyServer | undefined {
  const match =
    /^(?:([a-z][a-z0-9]*):\/\/)?(?:([^@/]*)@)?(\[[0-9a-f:.]+\]|[^:/@[\]\s]+)(?::(\d{1,5}))?\/?$/i.exec(
      text.trim(),
    )
  if (match === null) return undefined
  const [, scheme = 'http', userInfo, name = '', digits] = match
  const kind = SCHEMES[scheme.toLowerCase()]
  if (kind === undefined) return undefined
  const port = digits === undefined ? DEFAULT_PORTS[kind] : Number(digits)
  if (port < 1 || port > 65_535) return undefined
  const host = name.startsWith('[') ? name.slice(1, -1) : name
  return { kind, host, port, ...(userInfo !== undefined && parseUserInfo(userInfo)) }
}

/** The proxy as people and logs may see it: never with a password. */
export function proxyName({ kind, host, port }: ProxyServer): string {
  return `${kind}://${authority({ host, port })}`
}

/** `name:port`, an IPv6 address in brackets. */
export function authority({ host, port }: ProxyTarget): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`
}

function parseUserInfo(text: string): { user: string; password: string } {
  const colon = text.indexOf(':')
  const [user, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  return { user: decode(user), password: decode(password) }
}

/** Percent signs that encode nothing stand for themselves, as other programs take them. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

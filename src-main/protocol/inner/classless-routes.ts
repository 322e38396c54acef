import { formatIpv4 } from '../ppp/ipv4.ts'

/** More networks than this nobody announces to a client. */
const MAX_ROUTES = 100

/** What a server may add to the networks that somebody chose; a whole eighth of the Internet is no such addition. */
const SHORTEST = 8

export interface ClasslessRoutes {
  /** Networks such as `10.0.0.0/8`, each once. */
  networks: readonly string[]
  /** Announcements that were too wide to be taken, such as a default route. */
  refused: readonly string[]
}

/**
 * The destinations of the classless static routes of DHCP (RFC 3442; Microsoft's option 249 is the same). The routers in
 * them mean nothing on a link with two ends. Undefined when the option is broken.
 */
export function parseClasslessRoutes(data: Uint8Array): ClasslessRoutes | undefined {
  const networks = new Set<string>()
  const refused = new Set<string>()
  for (let at = 0; at < data.length; ) {
    const length = data[at]
    const significant = Math.ceil(length / 8)
    if (length > 32 || at + 1 + significant + 4 > data.length) return undefined
    const bytes = new Uint8Array(4)
    bytes.set(data.subarray(at + 1, at + 1 + significant))
    at += 1 + significant + 4
    const destination = ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0
    const mask = length === 0 ? 0 : (0xffff_ffff << (32 - length)) >>> 0
    const text = `${formatIpv4((destination & mask) >>> 0)}/${length}`
    const list = length >= SHORTEST && isElsewhere(bytes[0]) ? networks : refused
    if (list.size < MAX_ROUTES) list.add(text)
  }
  return { networks: [...networks], refused: [...refused] }
}

/** Neither this host, its own link nor a group (RFC 6890). */
const isElsewhere = (first: number) => first !== 0 && first !== 127 && first < 224

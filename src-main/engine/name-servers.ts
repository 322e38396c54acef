import type { LookupAddress } from 'node:dns'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

/** No computer asks more servers than these; glibc stops at three. */
const MAX_SERVERS = 4

/** Where the servers stand that a local resolver such as systemd-resolved asks in our stead. */
const UPSTREAM_FILES = [
  '/run/systemd/resolve/resolv.conf',
  '/run/NetworkManager/no-stub-resolv.conf',
] as const

type Read = (path: string) => string | undefined

const readText: Read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** What /etc/resolv.conf was before a tunnel's name servers took its place. */
const ORIGINAL = '/etc/resolv.conf.before-culvert'

/**
 * The name servers that this computer would ask without a tunnel, of which `inside` are. `before` are those that were found when
 * it was not up yet: whoever was handed the tunnel's servers may not tell its own. A resolver on the loopback is none of them: what
 * it asks goes into the tunnel.
 */
export function nameServersOutside(
  { inside, before }: { inside: readonly string[]; before: readonly string[] },
  read: Read = readText,
): string[] {
  const servers = [...serversOf(read(ORIGINAL)), ...nameServers(read), ...before]
  const outside = servers.filter((server) => !inside.includes(server) && !isLoopback(server))
  return [...new Set(outside)].slice(0, MAX_SERVERS)
}

/**
 * The name servers that this computer would ask in the end. A resolver of its own on the loopback is another program, which a
 * block does not let out, so the servers behind it come first.
 */
export function nameServers(read: Read = readText): string[] {
  const listed = serversOf(read('/etc/resolv.conf'))
  const local = listed.filter(isLoopback)
  const behind = local.length === 0 ? [] : UPSTREAM_FILES.flatMap((path) => serversOf(read(path)))
  const outside = [...behind, ...listed].filter((server) => !isLoopback(server))
  return [...new Set([...outside, ...local])].slice(0, MAX_SERVERS)
}

/** What /etc/hosts says about a name. */
export function hostsEntries(host: string, read: Read = readText): LookupAddress[] {
  const name = host.toLowerCase().replace(/\.$/, '')
  return (read('/etc/hosts') ?? '').split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    const family = isIP(address)
    return family !== 0 && names.some((other) => other.toLowerCase() === name) ? [{ address, family }] : []
  })
}

function serversOf(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/^\s*nameserver\s+(\S+)/gm)]
    .map((match) => match[1])
    .filter((server) => isIP(server.replace(/%.*$/, '')) !== 0)
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

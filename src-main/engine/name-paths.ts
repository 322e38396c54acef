/** What is known of how this computer looks up names: the servers that are asked, or that it cannot be told. */
export type NamePath = { known: true; servers: readonly string[] } | { known: false; because: string }

/** What one link is asked, as systemd-resolved tells it. */
interface ResolvedLink {
  /** `sstp0`, or `Global`. */
  name: string
  servers: readonly string[]
  domains: readonly string[]
}

/** The stub resolvers of systemd-resolved. */
const RESOLVED_STUBS = ['127.0.0.53', '127.0.0.54']

/** The servers that a `resolv.conf` names. Pure. */
export function nameServersOf(resolvConf: string): string[] {
  return resolvConf.split('\n').flatMap((line) => /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? [])
}

/** True when names are asked of systemd-resolved, which then knows whom it asks. */
export function asksResolved(servers: readonly string[]): boolean {
  return servers.length > 0 && servers.every((server) => RESOLVED_STUBS.includes(server))
}

/** Whom a `resolv.conf` without systemd-resolved leads to. Other resolvers on this computer do not say whom they ask. */
export function pathOfResolvConf(servers: readonly string[]): NamePath {
  if (servers.length === 0) return { known: false, because: 'this computer has no name server' }
  const own = servers.find((server) => /^(127\.|::1$)/.test(server))
  if (own === undefined) return { known: true, servers }
  return {
    known: false,
    because: `names are asked of ${own}, a resolver on this computer that does not say whom it asks`,
  }
}

/**
 * Whom systemd-resolved asks: for every name when `domains` is empty, else for names under these. `~.` is what makes a
 * link answer for all names; several links that claim it are asked at once, and without any, every link is.
 *
 * @param dns what `resolvectl dns` prints
 * @param domain what `resolvectl domain` prints
 */
export function pathOfResolved(
  dns: string,
  domain: string,
  device: string,
  domains: readonly string[],
): NamePath {
  const links = linksOf(dns, domain)
  const own = links.find(({ name }) => name === device)
  if (domains.length > 0) {
    const missing = domains.filter(
      (wanted) => !own?.domains.some((known) => known.replace(/^~/, '') === wanted),
    )
    // Names that nobody else claims are asked everywhere.
    if (missing.length > 0) return { known: true, servers: links.flatMap(({ servers }) => servers) }
    return { known: true, servers: own?.servers ?? [] }
  }
  const all = links.filter((link) => link.domains.includes('~.'))
  const asked = all.length > 0 ? all : links
  return { known: true, servers: [...new Set(asked.flatMap(({ servers }) => servers))] }
}

/** Lines such as `Link 3 (sstp0): 10.0.0.53 10.0.0.54` and `Global: 9.9.9.9`. */
function linksOf(dns: string, domain: string): ResolvedLink[] {
  const domains = new Map(linesOf(domain))
  return linesOf(dns).map(([name, servers]) => ({
    name,
    // An interface, a port or the name of a certificate may stand behind the address.
    servers: servers.map((server) => server.replace(/[%#].*$/, '').replace(/^\[(.+)\].*$/, '$1')),
    domains: domains.get(name) ?? [],
  }))
}

function linesOf(text: string): [string, string[]][] {
  return text.split('\n').flatMap((line): [string, string[]][] => {
    const match = /^(?:Link \d+ \((\S+)\)|(Global)):(.*)$/.exec(line.trim())
    if (match === null) return []
    const [, link, global, rest = ''] = match
    return [[link ?? global ?? '', rest.split(/\s+/).filter((word) => word !== '')]]
  })
}

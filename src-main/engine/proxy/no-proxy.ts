import { BlockList, isIP } from 'node:net'

/**
 * Whether a list of exceptions, as `NO_PROXY` and the settings of desktops have it, names this server: names with everything
 * below them, `*.` or a dot in front or not, addresses, networks, each with a port or without; `*` is everything.
 */
export function isExempt(list: readonly string[], host: string, port: number): boolean {
  return list.some((entry) => matches(entry.trim().toLowerCase(), host.toLowerCase(), port))
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry === '') return false
  if (entry === '*') return true
  if (entry === '<local>') return isIP(host) === 0 && !host.includes('.')
  const slash = /^(.+)\/(\d{1,3})$/.exec(entry)
  if (slash !== null) return isWithin(slash[1] ?? '', Number(slash[2]), host)
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(entry) ?? []
  const name = bracketed ?? plain ?? entry
  if (digits !== undefined && Number(digits) !== port) return false
  if (isIP(name) !== 0) return isIP(host) !== 0 && isWithin(name, isIP(name) === 4 ? 32 : 128, host)
  const bare = name.replace(/^\*?\./, '')
  return host === bare || host.endsWith(`.${bare}`)
}

function isWithin(network: string, length: number, host: string): boolean {
  const family = isIP(network)
  if (family === 0 || family !== isIP(host) || length > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(network, length, kind)
  return list.check(host, kind)
}

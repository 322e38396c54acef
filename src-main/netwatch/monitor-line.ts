/** Our tunnel devices, and the loopback: what happens to them is no news about the way to a server. */
const NOT_OUTER = /^(sstp\d+|lo)$/

/** What a line of `ip monitor` is about, as far as an outer connection may care. */
export type NetworkNews = 'route' | 'address' | 'link'

/**
 * Reads one line of `ip -o monitor link address route`. Undefined when it does not concern the outer connection: our own
 * devices, the tables that we and the kernel keep beside the main one, and multicast. Deleted and added are the same to us,
 * since whoever hears of it looks for himself.
 */
export function readMonitorLine(line: string): NetworkNews | undefined {
  const words = line.trim().split(/\s+/)
  if (words[0] === 'Deleted') words.shift()
  const [first = '', second = '', third = ''] = words
  // "2: eth0: <…>" is a link, "2: eth0    inet …" one of its addresses.
  if (/^\d+:$/.test(first)) {
    const device = second.replace(/[:@].*$/, '')
    if (NOT_OUTER.test(device)) return undefined
    if (third.startsWith('<')) return 'link'
    return third === 'inet' || third === 'inet6' ? 'address' : undefined
  }
  return isRouteOfTheHost(words) ? 'route' : undefined
}

function isRouteOfTheHost(words: readonly string[]): boolean {
  const table = after(words, 'table')
  if (table !== undefined && table !== 'main' && table !== 'default') return false
  const device = after(words, 'dev')
  if (device === undefined || NOT_OUTER.test(device)) return false
  const to = words.find((word) => !/^(unicast|local|broadcast|multicast|anycast)$/.test(word)) ?? ''
  if (words[0] === 'multicast' || words[0] === 'anycast' || to.startsWith('ff00::')) return false
  return to === 'default' || /^[0-9a-f]*[.:]/.test(to)
}

function after(words: readonly string[], key: string): string | undefined {
  const at = words.indexOf(key)
  return at < 0 ? undefined : words[at + 1]
}

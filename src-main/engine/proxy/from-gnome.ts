import type { ProxySettings } from './settings.ts'

/**
 * Reads what `gsettings list-recursively org.gnome.system.proxy` prints, one `schema key value` a line; undefined when the
 * desktop has no proxy. Automatic without an address would mean to guess one from the network (WPAD), which anybody in that
 * network could answer: it counts as none.
 */
export function proxyFromGnome(output: string): ProxySettings | undefined {
  const values = new Map<string, string>()
  for (const line of output.split('\n')) {
    const match = /^org\.gnome\.system\.proxy(?:\.([a-z]+))? ([a-z-]+) (.*)$/.exec(line.trim())
    if (match !== null) values.set(`${match[1] ?? ''}/${match[2]}`, match[3] ?? '')
  }
  const text = (key: string) => /^'(.*)'$/.exec(values.get(key) ?? '')?.[1] ?? ''
  const except = [...(values.get('/ignore-hosts') ?? '').matchAll(/'([^']*)'/g)].map(
    (match) => match[1] ?? '',
  )
  const url = text('/autoconfig-url')
  if (text('/mode') === 'auto') return url === '' ? undefined : { proxies: [], script: url, except }
  if (text('/mode') !== 'manual') return undefined
  const place = (kind: string, scheme: string) => {
    const [host, port] = [text(`${kind}/host`), Number(values.get(`${kind}/port`) ?? 0)]
    return host === '' || !(port > 0)
      ? []
      : [`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`]
  }
  const proxies = [...place('https', 'http'), ...place('socks', 'socks5')]
  return proxies.length === 0 ? undefined : { proxies, except }
}

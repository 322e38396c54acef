import type { ProxySettings } from './settings.ts'

/** The key that `reg query` is asked for. */
export const WINDOWS_PROXY_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

/** Reads what `reg query` prints of that key; undefined when there is no proxy for encrypted connections. */
export function proxyFromWindows(output: string): ProxySettings | undefined {
  const values = new Map(
    [...output.matchAll(/^ +(\w+) +REG_\w+ +(.*?)\r?$/gm)].map((match) => [match[1], match[2] ?? '']),
  )
  const except = (values.get('ProxyOverride') ?? '').split(';').filter(Boolean)
  const script = values.get('AutoConfigURL')
  if (script !== undefined && script !== '') return { proxies: [], script, except }
  if (Number(values.get('ProxyEnable') ?? 0) !== 1) return undefined
  // One for everything, or `http=…;https=…;socks=…`.
  const entries = (values.get('ProxyServer') ?? '').split(/[;\s]+/).filter(Boolean)
  const named = (name: string) =>
    entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1)
  const socks = named('socks')
  const proxy = named('https') ?? entries.find((entry) => !entry.includes('='))
  const proxies = [
    ...(proxy === undefined ? [] : [proxy]),
    ...(socks === undefined ? [] : [`socks5://${socks.replace(/^\w+:\/\//, '')}`]),
  ]
  return proxies.length === 0 ? undefined : { proxies, except }
}

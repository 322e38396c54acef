import type { ProxySettings } from './settings.ts'

/** The proxies of the usual environment variables; undefined when there are none. Small letters come first, as in curl. */
export function proxyFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): ProxySettings | undefined {
  const read = (name: string) => env[name] || env[name.toUpperCase()] || undefined
  const proxy = read('https_proxy') ?? read('all_proxy')
  if (proxy === undefined) return undefined
  return { proxies: [proxy], except: (read('no_proxy') ?? '').split(/[\s,]+/).filter(Boolean) }
}

import type { ProxySettings } from './settings.ts'

/** Reads what `scutil --proxy` prints; undefined when there is no proxy for encrypted connections. */
export function proxyFromMacos(output: string): ProxySettings | undefined {
  const values = new Map(
    [...output.matchAll(/^\s*(\w+) : (.*)$/gm)].map((match) => [match[1], match[2] ?? '']),
  )
  const list = /ExceptionsList : <array> \{([^}]*)\}/.exec(output)?.[1] ?? ''
  const except = [...list.matchAll(/^\s*\d+ : (.*)$/gm)].map((match) => match[1] ?? '')
  if (values.get('ExcludeSimpleHostnames') === '1') except.push('<local>')
  const script = values.get('ProxyAutoConfigURLString')
  if (values.get('ProxyAutoConfigEnable') === '1' && script !== undefined)
    return { proxies: [], script, except }
  const place = (kind: string, scheme: string) =>
    values.get(`${kind}Enable`) === '1' && values.has(`${kind}Proxy`)
      ? [`${scheme}://${values.get(`${kind}Proxy`)}:${values.get(`${kind}Port`) ?? ''}`.replace(/:$/, '')]
      : []
  const proxies = [...place('HTTPS', 'http'), ...place('SOCKS', 'socks5')]
  return proxies.length === 0 ? undefined : { proxies, except }
}

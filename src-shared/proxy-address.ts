import { asciiName, isDnsName, isIpv4, isIpv6 } from './addresses.ts'
import type { ProxyMode } from './profile.ts'

const MAX_LENGTH = 1024

/** What is wrong with the address of a proxy, or of the script that names proxies; undefined when nothing is. */
export function proxyAddressProblem(
  text: string,
  mode: ProxyMode,
): 'not-a-proxy' | 'not-a-script' | 'looks-like-a-password' | undefined {
  const wrong = mode === 'pac' ? 'not-a-script' : 'not-a-proxy'
  const match = /^([a-z][a-z0-9]*):\/\/([^/?#]*)([!-~]*)$/i.exec(text)
  if (match === null || text.length > MAX_LENGTH) return wrong
  const [, scheme = '', authority = '', rest = ''] = match
  // It would be shown, exported and written to disk.
  if (authority.includes('@')) return 'looks-like-a-password'
  if (!isAuthority(authority)) return wrong
  const schemes = mode === 'pac' ? /^https?$/i : /^(?:https?|socks5)$/i
  if (!schemes.test(scheme)) return wrong
  return mode === 'pac' || rest === '' || rest === '/' ? undefined : wrong
}

function isAuthority(text: string): boolean {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::([0-9]{1,5}))?$/.exec(text)
  if (match === null) return false
  const [, bracketed, plain = '', port = '1'] = match
  if (Number(port) < 1 || Number(port) > 65_535) return false
  return bracketed === undefined ? isIpv4(plain) || isDnsName(asciiName(plain)) : isIpv6(bracketed)
}

/** `192.0.2.1`: four numbers without leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** RFC 4291 section 2.2, without a zone. */
export function isIpv6(text: string): boolean {
  if (!/^[0-9a-f:.]+$/i.test(text)) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const embedded = last.includes('.')
  // An IPv4 address stands at the very end, not in front of a gap.
  if (embedded && (!isIpv4(last) || text.endsWith('::'))) return false
  const plain = embedded ? groups.slice(0, -1) : groups
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  const count = plain.length + (embedded ? 2 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}

/** Labels of ASCII letters, digits, hyphens and (Windows) underscores, the last one no number (RFC 1123, RFC 3696). */
export function isDnsName(text: string): boolean {
  if (text.length > 253) return false
  const labels = text.split('.')
  return labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
}

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i

/** Part of every runtime that this code meets, window or not. */
declare const URL: new (text: string) => { hostname: string }

/** The form of a name that DNS and certificates have: ASCII. Empty when it has none. */
export function asciiName(name: string): string {
  if (/^[!-~]+$/.test(name)) return name
  const url = new URL('ws://invalid')
  // A name that cannot be is not taken, without a word.
  url.hostname = name
  return url.hostname === 'invalid' ? '' : url.hostname
}

/** `10.0.0.0/8`, `2001:db8::/32`, or an address alone, which is a network of one. */
export function isNetwork(text: string): boolean {
  const match = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text)
  const [, address = '', bits = '0'] = match ?? []
  if (isIpv4(address)) return Number(bits) <= 32
  return isIpv6(address) && Number(bits) <= 128
}

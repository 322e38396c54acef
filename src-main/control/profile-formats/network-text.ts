import { isIP, isIPv4 } from 'node:net'

/** `10.0.0.0/8`, `10.0.0.0/255.0.0.0` or an address alone, as a network in CIDR form; undefined for anything else. */
export function networkOf(text: string): string | undefined {
  const [address = '', suffix, ...more] = text.trim().split('/', 3)
  const version = address.includes('%') ? 0 : isIP(address)
  if (version === 0 || more.length > 0) return undefined
  if (suffix === undefined) return address
  const prefix = isIPv4(suffix)
    ? prefixOf(suffix)
    : /^(?:0|[1-9]\d{0,2})$/.test(suffix)
      ? Number(suffix)
      : undefined
  return prefix === undefined || prefix > (version === 4 ? 32 : 128) ? undefined : `${address}/${prefix}`
}

/** The length of a netmask; undefined when its ones do not stand together. */
function prefixOf(mask: string): number | undefined {
  const bits = mask
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('')
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined
}

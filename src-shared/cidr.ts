import { isIpv4, isIpv6 } from './addresses.ts'

/** A range of addresses as numbers, for comparing; host bits are clear. */
export interface Cidr {
  bits: 32 | 128
  length: number
  base: bigint
}

/** Reads `10.1.2.3/8`, or an address alone as a network of one. Undefined when it is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefix, ...rest] = text.split('/')
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : undefined
  if (bits === undefined || rest.length > 0) return undefined
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined
  const length = prefix === undefined ? bits : Number(prefix)
  if (length > bits) return undefined
  const host = BigInt(bits - length)
  const value = bits === 32 ? joined(address.split('.').map(Number), 8n) : ipv6Value(address)
  return { bits, length, base: (value >> host) << host }
}

/** True when every address of `inner` is one of `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.bits !== inner.bits || outer.length > inner.length) return false
  const host = BigInt(outer.bits - outer.length)
  return inner.base >> host === outer.base >> host
}

function ipv6Value(address: string): bigint {
  // An address that ends as IPv4 does has its last two groups in dots.
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [left, right] = hex.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - left.length - (right?.length ?? 0)).fill('0')
  const groups = right === undefined ? left : [...left, ...zeros, ...right]
  return joined(
    groups.map((group) => Number.parseInt(group, 16)),
    16n,
  )
}

const joined = (parts: readonly number[], bits: bigint) =>
  parts.reduce((value, part) => (value << bits) | BigInt(part), 0n)

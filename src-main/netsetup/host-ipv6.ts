import { readFileSync } from 'node:fs'

/**
 * True when the host can use IPv6 on this device. It may have none at all, or have it switched off for new devices; then
 * an address of it would be refused, and nobody would use it.
 */
export function hostHasIpv6(device: string): boolean {
  try {
    return readFileSync(`/proc/sys/net/ipv6/conf/${device}/disable_ipv6`, 'utf8').trim() === '0'
  } catch {
    return false
  }
}

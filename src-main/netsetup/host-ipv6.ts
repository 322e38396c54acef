import { readFileSync } from 'node:fs'

/**
 * True when the host can use IPv6 on this device, and believes no router behind it. It may have no IPv6 at all, or have it
 * switched off for new devices: then an address would be refused. And where the helper could not tell the kernel to
 * leave router advertisements to us, a server could write routes into table main with them.
 */
export function hostHasIpv6(device: string): boolean {
  return setting(device, 'disable_ipv6') === '0' && setting(device, 'accept_ra') === '0'
}

function setting(device: string, name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/net/ipv6/conf/${device}/${name}`, 'utf8').trim()
  } catch {
    return undefined
  }
}

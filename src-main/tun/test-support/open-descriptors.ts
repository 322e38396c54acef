import { readdirSync, readlinkSync } from 'node:fs'

/** For tests: how many descriptors of TUN devices this process has open. */
export function tunDescriptors(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes('net/tun')
    } catch {
      // The descriptor of the listing itself.
      return false
    }
  }).length
}

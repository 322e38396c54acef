import { existsSync } from 'node:fs'

/** False for a device in memory: then the host's network is not what packets go through, and nothing to be asked about. */
export function isRealDevice(name: string): boolean {
  return existsSync(`/sys/class/net/${name}`)
}

import { findIp } from './ip-command.ts'
import { LinuxWatch } from './linux-watch.ts'
import type { NetworkWatch } from './network-watch.ts'

/** Watches the network of this computer; undefined where nothing can be watched, and everything is then tried instead. */
export function createNetworkWatch(): NetworkWatch | undefined {
  const ip = process.platform === 'linux' ? findIp() : undefined
  return ip === undefined ? undefined : new LinuxWatch(ip)
}

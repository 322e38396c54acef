import type { Profile } from '../../src-shared/profile.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { NetworkConfig } from '../netsetup/network-setup.ts'

/** What the server granted when the link came up. */
export interface GrantedNetwork {
  address: string
  peer?: string
  dns: readonly string[]
  mtu: number
}

/** Joins what the profile wants with what the server granted. Pure. */
export function networkConfigFor(
  profile: Profile,
  granted: GrantedNetwork,
  serverAddresses: readonly string[],
  routes: boolean,
): NetworkConfig {
  return {
    address: granted.address,
    ...(granted.peer !== undefined && { peer: granted.peer }),
    mtu: granted.mtu,
    serverAddresses,
    routing: routes
      ? { mode: profile.routing.mode, networks: profile.routing.networks }
      : { mode: 'none', networks: [] },
    dns: routes
      ? { servers: dnsServers(profile, granted), domains: profile.dns.domains }
      : { servers: [], domains: [] },
    killSwitch: routes && profile.protection.killSwitch,
  }
}

function dnsServers(profile: Profile, granted: GrantedNetwork): readonly string[] {
  switch (profile.dns.mode) {
    case 'server':
      return granted.dns
    case 'custom':
      return profile.dns.servers
    case 'none':
      return []
    default:
      return unreachable(profile.dns.mode)
  }
}

/** The routing decision as short phrases, for the ladder and the details panel. */
export function routesInWords({ routing }: NetworkConfig): string[] {
  switch (routing.mode) {
    case 'all':
      return ['all IPv4 traffic through the tunnel', 'IPv6 blocked']
    case 'only':
      return [`through the tunnel: ${routing.networks.join(', ')}`, 'everything else direct']
    case 'except':
      return [`direct: ${routing.networks.join(', ')}`, 'everything else through the tunnel', 'IPv6 blocked']
    case 'none':
      return ['no routes were changed']
    default:
      return unreachable(routing.mode)
  }
}

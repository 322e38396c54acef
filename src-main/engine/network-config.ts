import type { Profile } from '../../src-shared/profile.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { NetworkConfig } from '../netsetup/network-setup.ts'

const IPV6_MIN_MTU = 1280

/** What the server granted when the link came up, and what it told when it was asked inside the tunnel. */
export interface GrantedNetwork {
  address: string
  peer?: string
  dns: readonly string[]
  mtu: number
  address6?: { address: string; prefixLength: number }
  /** Networks that the server announced. */
  announced?: readonly string[]
}

/** The host's network as it was set up, and what was found out about it since. */
export interface AppliedNetwork extends NetworkConfig {
  dnsThroughTunnel?: boolean
}

/** What PPP granted, with what was learnt inside the tunnel; name servers of PPP come before all others. */
export function withLearnt<Granted extends GrantedNetwork>(
  granted: Granted,
  { dns = [], ...learnt }: Pick<GrantedNetwork, 'address6' | 'announced'> & { dns?: readonly string[] },
): GrantedNetwork {
  return { ...granted, ...learnt, dns: granted.dns.length > 0 ? granted.dns : dns }
}

/** Joins what the profile wants with what the server granted. Pure. */
export function networkConfigFor(
  profile: Profile,
  granted: GrantedNetwork,
  serverAddresses: readonly string[],
  routes: boolean,
): NetworkConfig {
  const { announced } = granted
  // IPv6 needs links that carry 1280 bytes (RFC 8200 section 5); the kernel refuses it on smaller ones.
  const address6 = granted.mtu >= IPV6_MIN_MTU ? granted.address6 : undefined
  return {
    address: granted.address,
    ...(granted.peer !== undefined && { peer: granted.peer }),
    ...(address6 !== undefined && { address6 }),
    mtu: granted.mtu,
    serverAddresses,
    routing: {
      ...(routes
        ? { mode: profile.routing.mode, networks: profile.routing.networks }
        : { mode: 'none', networks: [] }),
      ...(announced !== undefined && routes && profile.routing.serverRoutes && { announced }),
      lan: profile.routing.lan,
      ipv6: address6 === undefined ? profile.routing.ipv6 : 'tunnel',
    },
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
      return [...everythingInWords(routing), ...lanInWords(routing)]
    case 'only':
      return [
        `through the tunnel: ${routing.networks.join(', ')}`,
        ...(routing.announced?.length ? [`announced by the server: ${routing.announced.join(', ')}`] : []),
        'everything else direct',
      ]
    case 'except':
      return [
        `direct: ${routing.networks.join(', ')}`,
        ...everythingInWords(routing, 'everything else'),
        ...lanInWords(routing),
      ]
    case 'none':
      return ['no routes were changed']
    default:
      return unreachable(routing.mode)
  }
}

function everythingInWords({ ipv6 }: NetworkConfig['routing'], what?: string): string[] {
  switch (ipv6) {
    case 'tunnel':
      return [`${what ?? 'all IPv4 and IPv6 traffic'} through the tunnel`]
    case 'block':
      return [`${what ?? 'all IPv4 traffic'} through the tunnel`, 'IPv6 blocked']
    case 'leave':
      return [`${what ?? 'all IPv4 traffic'} through the tunnel`, 'IPv6 direct']
    default:
      return unreachable(ipv6)
  }
}

const lanInWords = ({ lan }: NetworkConfig['routing']) => (lan ? [] : ['local networks not reachable'])

import { contains, parseCidr } from './cidr.ts'
import type { Profile } from './profile.ts'

/** A network that this computer is in already, beside any VPN. */
export interface HostNetwork {
  /** Such as `192.168.1.0/24`. */
  network: string
  device: string
  kind: 'local' | 'containers' | 'virtual-machines' | 'wsl' | 'vpn'
}

/** A network of the profile and one of this computer that have addresses in common. */
export interface RouteClash {
  /** The profile's network; missing where the profile means everything. */
  chosen?: string
  host: HostNetwork
  /** Where its addresses are found while the VPN is up. */
  effect: 'stays-here' | 'goes-through'
}

/** The parts of a profile, or of a draft of one, that decide what goes where. */
export type RoutedProfile = Pick<Profile, 'routing' | 'dns' | 'protection' | 'server'>

/** One statement about what goes where; the words are in the catalogue. */
export type RouteNote =
  | { about: 'everything' }
  /** `rest`: what becomes of everything else, which a kill switch does not let out either. */
  | { about: 'only'; networks: readonly string[]; announced: boolean; rest: 'ordinary' | 'blocked' }
  | { about: 'except'; networks: readonly string[] }
  | { about: 'local-network'; reachable: boolean }
  | { about: 'ipv6'; without: 'blocked' | 'left' }
  | { about: 'server'; host: string }
  | { about: 'names'; from: Profile['dns']['mode']; servers: readonly string[]; domains: readonly string[] }
  | { about: 'kill-switch'; localNetwork: boolean }
  | { about: 'clash'; clash: RouteClash }

/** What stays beside a full tunnel when the local network does: private and link-local ranges. */
const LOCAL_RANGES = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
].flatMap((range) => parseCidr(range) ?? [])

/**
 * What a connection will do with this computer's traffic, before it is made. Pure; `host` may be empty where it is not
 * known. Clashes come last, so that they stand out.
 */
export function previewRoutes(profile: RoutedProfile, host: readonly HostNetwork[]): RouteNote[] {
  const { routing, dns, protection, server } = profile
  const full = routing.mode !== 'only'
  return [
    ...trafficOf(routing, protection.killSwitch),
    ...(full ? [{ about: 'local-network', reachable: routing.lan } as const] : []),
    ...(full
      ? [
          {
            about: 'ipv6',
            without: routing.ipv6 === 'block' || protection.killSwitch ? 'blocked' : 'left',
          } as const,
        ]
      : []),
    { about: 'server', host: server.host },
    {
      about: 'names',
      from: dns.mode,
      servers: dns.mode === 'custom' ? dns.servers : [],
      domains: dns.mode === 'none' ? [] : dns.domains,
    },
    ...(protection.killSwitch ? [{ about: 'kill-switch', localNetwork: routing.lan } as const] : []),
    ...clashesOf(profile, host).map((clash) => ({ about: 'clash', clash }) as const),
  ]
}

function trafficOf({ mode, networks, serverRoutes }: Profile['routing'], killSwitch: boolean): RouteNote[] {
  if (mode === 'all') return [{ about: 'everything' }]
  return [
    mode === 'only'
      ? { about: 'only', networks, announced: serverRoutes, rest: killSwitch ? 'blocked' : 'ordinary' }
      : { about: 'except', networks },
  ]
}

/** Networks of this computer that the profile's collide with. They never stop a connection; people should know. */
export function clashesOf({ routing }: Pick<Profile, 'routing'>, host: readonly HostNetwork[]): RouteClash[] {
  return host.flatMap((here): RouteClash[] => {
    const own = parseCidr(here.network)
    if (own === undefined) return []
    if (routing.mode === 'only') {
      return routing.networks.flatMap((chosen): RouteClash[] => {
        const wanted = parseCidr(chosen)
        if (wanted === undefined) return []
        // The narrower of two wins; of two that are the same, the one that was chosen does.
        if (contains(own, wanted)) return [{ chosen, host: here, effect: 'goes-through' }]
        return contains(wanted, own) ? [{ chosen, host: here, effect: 'stays-here' }] : []
      })
    }
    const isExcepted =
      routing.mode === 'except' &&
      routing.networks.some((text) => {
        const network = parseCidr(text)
        return network !== undefined && contains(network, own)
      })
    const isLocal = LOCAL_RANGES.some((range) => contains(range, own))
    if (isExcepted || (isLocal && routing.lan)) return []
    return [{ host: here, effect: 'goes-through' }]
  })
}

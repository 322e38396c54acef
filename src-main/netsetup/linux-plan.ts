import { domainToASCII } from 'node:url'
import { FailureError } from '../../src-shared/failure.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import {
  canonicalAddress,
  familyOf,
  halvesOf,
  type IpNetwork,
  isHostAddress,
  isIpv4Host,
  parseNetwork,
} from './ip-network.ts'
import type { NetworkConfig } from './network-setup.ts'

/** One statement for the helper, in its grammar: docs/security.md. */
export type HelperCommand = string

/** The helper takes 23 words after a verb; so many names of domains, or of servers, nobody types. */
const MAX_NAMES = 20

/**
 * The networks that people have at home and at work. In mode `all`, what table main holds for them and is no default route
 * stays in force, so that the printer is still there. Public addresses have no such exception: a foreign access point that
 * claims to be their network, or hands out routes to them by DHCP, would otherwise draw them out of the tunnel.
 */
const LOCAL_NETWORKS = [
  'local 10.0.0.0/8 8',
  'local 172.16.0.0/12 12',
  'local 192.168.0.0/16 16',
  'local 169.254.0.0/16 16',
  'local fc00::/7 7',
  'local fe80::/10 10',
] as const

/**
 * Multicast and broadcast mean the local network, whatever the default route is. (IPv6 needs no such lines: table local
 * knows multicast for each device, and comes first.)
 */
const LOCAL_GROUPS = ['throw 224.0.0.0/4', 'throw 255.255.255.255/32'] as const

/**
 * What the helper has to be told so that the host matches `config`. Pure. The rule that switches traffic over comes last
 * but the names, when everything that it leads to stands. Throws `FailureError` for what is no network or name.
 */
export function planNetwork(config: NetworkConfig): HelperCommand[] {
  const { mode, ipv6 } = config.routing
  const device = [
    `address ${config.address}`,
    ...(config.address6 === undefined
      ? []
      : [`address ${canonicalAddress(config.address6.address, 'ipv6')}`]),
    `mtu ${config.mtu}`,
    'up',
  ]
  if (mode === 'none') return device
  const isUsable = ipv6 === 'tunnel' ? isHostAddress : isIpv4Host
  const servers = config.dns.servers.filter(isUsable)
  return withoutRepeats([
    ...device,
    ...config.serverAddresses.flatMap(bypass),
    ...servers.map((server) => `through ${server}`),
    ...routing(mode, config, hostsInTunnel(config, servers)),
    ...names(servers, config.dns.domains),
  ])
}

function routing(mode: 'all' | 'only' | 'except', { routing }: NetworkConfig, hosts: readonly string[]) {
  const networks = routing.networks.map(networkOrFail)
  switch (mode) {
    case 'all':
      return [...everything(routing), 'rules everything']
    case 'except':
      return [
        ...everything(routing),
        ...hosts,
        ...networks.map((network) => `throw ${network.text}`),
        'rules everything',
      ]
    case 'only': {
      const announced = (routing.announced ?? []).map(networkOrFail)
      return [
        ...hosts,
        ...networks.flatMap((network) => chosen(network, network.length + 1, routing)),
        // A network that the host is itself in is more likely meant than a distant one of the same numbers.
        ...announced.flatMap((network) => chosen(network, network.length, routing)),
        'rules networks',
      ]
    }
    default:
      return unreachable(mode)
  }
}

/** Without the local networks nothing but the outer connection goes beside the tunnel, whoever hands out which routes. */
function everything({ lan, ipv6 }: NetworkConfig['routing']): string[] {
  const local = LOCAL_NETWORKS.filter((line) => ipv6 !== 'leave' || !line.includes('::'))
  return [...(lan ? local : []), 'route 0.0.0.0/0', ...(lan ? LOCAL_GROUPS : []), ...everythingIpv6(ipv6)]
}

/**
 * Whatever has both kinds of address would go around a tunnel that has but one, so the other is blocked unless asked for.
 * The wall also stands behind what is carried: IPv6 comes and goes with the server, and nothing slips out in between.
 */
function everythingIpv6(ipv6: NetworkConfig['routing']['ipv6']): string[] {
  switch (ipv6) {
    case 'tunnel':
      return ['unreachable ::/0', 'route ::/1', 'route 8000::/1']
    case 'block':
      return ['unreachable ::/0']
    case 'leave':
      return []
    default:
      return unreachable(ipv6)
  }
}

/**
 * A chosen network goes through the tunnel; what table main knows within it, at least `nearer` bits long, stays where it is:
 * the host's own network, for example. An IPv6 network that the tunnel cannot carry must not go around it either.
 */
function chosen(network: IpNetwork, nearer: number, { ipv6 }: NetworkConfig['routing']): string[] {
  const { family, text } = network
  const possible = nearer >= 1 && nearer <= (family === 'ipv4' ? 32 : 128)
  const exception = possible ? [`local ${text} ${nearer}`] : []
  if (family === 'ipv4') return [...exception, `route ${text}`]
  return [...exception, ...(ipv6 === 'tunnel' ? carried(network) : [`unreachable ${text}`])]
}

/** As with everything: two halves in front of a wall. A single host has no halves. */
function carried(network: IpNetwork): string[] {
  const halves = halvesOf(network).map((half) => `route ${half.text}`)
  return halves.length === 0 ? [`route ${network.text}`] : [`unreachable ${network.text}`, ...halves]
}

/** The hosts that are in the tunnel whatever networks were chosen: the server's inner address and the name servers. */
function hostsInTunnel({ peer }: NetworkConfig, servers: readonly string[]): string[] {
  const hosts = peer !== undefined && isIpv4Host(peer) ? [peer, ...servers] : servers
  return hosts.map((host) => `route ${networkOrFail(host).text}`)
}

function bypass(address: string): string[] {
  const family = familyOf(address)
  return family === undefined ? [] : [`bypass ${canonicalAddress(address, family)}`]
}

function names(servers: readonly string[], domains: readonly string[]): string[] {
  if (servers.length === 0) return []
  const ascii = domains.map((domain) => domainToASCII(domain.replace(/\.$/, '')) || fail(domain, 'a domain'))
  if (Math.max(servers.length, ascii.length) > MAX_NAMES) fail(`${MAX_NAMES + 1} names`, 'supported')
  return [`dns ${servers.join(' ')}`, `domains ${ascii.length === 0 ? 'all' : ascii.join(' ')}`]
}

/** The first statement about a network wins: a name server inside an excluded network is still reached. */
function withoutRepeats(lines: readonly HelperCommand[]): HelperCommand[] {
  const seen = new Set<string>()
  return lines.filter((line) => !seen.has(subject(line)) && seen.add(subject(line)))
}

/** What a statement is about: two that are about the same cannot stand at once. */
export function subject(line: HelperCommand): string {
  return line.replace(/^(route|throw|unreachable) /, 'network ')
}

function networkOrFail(text: string): IpNetwork {
  return parseNetwork(text) ?? fail(text, 'a network')
}

function fail(text: string, what: string): never {
  throw new FailureError({ code: 'helper-failed', step: 'plan', detail: `"${text}" is not ${what}` })
}

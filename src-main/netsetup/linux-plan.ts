import { domainToASCII } from 'node:url'
import { FailureError } from '../../src-shared/failure.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import { canonicalAddress, familyOf, type IpNetwork, isIpv4Host, parseNetwork } from './ip-network.ts'
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

/** Multicast and broadcast mean the local network, whatever the default route is. */
const LOCAL_GROUPS = ['throw 224.0.0.0/4', 'throw 255.255.255.255/32'] as const

/**
 * What the helper has to be told so that the host matches `config`. Pure. The rule that switches traffic over comes last
 * but the names, when everything that it leads to stands. Throws `FailureError` for what is no network or name.
 */
export function planNetwork(config: NetworkConfig): HelperCommand[] {
  const { mode } = config.routing
  const device = [`address ${config.address}`, `mtu ${config.mtu}`, 'up']
  if (mode === 'none') return device
  const servers = config.dns.servers.filter(isIpv4Host)
  const networks = config.routing.networks.map(networkOrFail)
  return withoutRepeats([
    ...device,
    ...config.serverAddresses.flatMap(bypass),
    ...servers.map((server) => `through ${server}`),
    ...routing(mode, networks, hostsInTunnel(config, servers)),
    ...names(servers, config.dns.domains),
  ])
}

function routing(mode: 'all' | 'only' | 'except', networks: readonly IpNetwork[], hosts: readonly string[]) {
  const everything = [
    ...LOCAL_NETWORKS,
    'route 0.0.0.0/0',
    ...LOCAL_GROUPS,
    // SSTP servers hardly ever carry IPv6; without this, whatever has both would go around the tunnel.
    'unreachable ::/0',
  ]
  switch (mode) {
    case 'all':
      return [...everything, 'rules everything']
    case 'except':
      return [
        ...everything,
        ...hosts,
        ...networks.map((network) => `throw ${network.text}`),
        'rules everything',
      ]
    case 'only':
      return [...hosts, ...networks.flatMap(chosen), 'rules networks']
    default:
      return unreachable(mode)
  }
}

/** A chosen network goes through the tunnel; a narrower one that table main knows, such as the host's own, stays where it is. */
function chosen({ family, length, text }: IpNetwork): string[] {
  if (family === 'ipv6') return [`unreachable ${text}`]
  return length === 32 ? [`route ${text}`] : [`local ${text} ${length + 1}`, `route ${text}`]
}

/** The hosts that are in the tunnel whatever networks were chosen: the server's inner address and the name servers. */
function hostsInTunnel({ peer }: NetworkConfig, servers: readonly string[]): string[] {
  const hosts = peer !== undefined && isIpv4Host(peer) ? [peer, ...servers] : servers
  return hosts.map((host) => `route ${host}/32`)
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

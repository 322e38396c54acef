import { join } from 'node:path'
import { connect } from '../e2e/testbed/namespace.ts'
import { type BenchLab, finish, likeElsewhere, WIRE, withNamespaces } from './lab/bench-lab.ts'

/** What is between the two computers. */
export interface SlowLink {
  /** Of the way up, in Mbit/s. */
  readonly mbit: number
  /** What the modem holds at this rate before it drops, in milliseconds. */
  readonly bufferMs: number
  /** Added to each round trip, in milliseconds. */
  readonly delayMs: number
  /** Packets of the way up that are lost, in percent. */
  readonly lossPercent: number
}

export const SLOW_LINKS = {
  slow: { mbit: 20, bufferMs: 100, delayMs: 0, lossPercent: 0 },
  'slow-far-lossy': { mbit: 20, bufferMs: 100, delayMs: 40, lossPercent: 1 },
} as const satisfies Record<string, SlowLink>

const [GATEWAY, CLIENT, SERVER_GATEWAY] = ['198.51.100.1', '198.51.100.2', '192.0.2.254']
const RELAY = 'slow0'
const RELAY_TABLE = '77'

/**
 * Client and server with a modem in between: a token bucket and losses on its way to the server, and a program that keeps
 * every packet for a while. Packets are cut to their real size before, so that a loss is one packet.
 */
export async function slowLinkLab(link: SlowLink, packages: readonly string[]): Promise<BenchLab> {
  return await withNamespaces(['server', 'client', 'modem'], async ([server, client, modem]) => {
    await connect(
      { namespace: modem, device: 'up0', address: `${SERVER_GATEWAY}/24` },
      { namespace: server, device: 'wan0', address: `${WIRE.server}/24` },
    )
    await connect(
      { namespace: modem, device: 'home0', address: `${GATEWAY}/24` },
      { namespace: client, device: 'eth0', address: `${CLIENT}/24` },
    )
    await modem.exec('ip', ['tuntap', 'add', RELAY, 'mode', 'tun'])
    await modem.exec('sh', ['-e', '-c', modemScript(link)])
    const script = join(import.meta.dirname, 'slow-link-relay.ts')
    const relay = modem.spawnNode(script, [RELAY, String(link.delayMs / 2)])
    await relay.line('relay', (line) => line === 'ready')
    await likeElsewhere(server, 'default', 'via', SERVER_GATEWAY)
    await likeElsewhere(client, 'default', 'via', GATEWAY)
    await finish(server, client, packages)
    return { server, client }
  })
}

function modemScript({ mbit, bufferMs, delayMs, lossPercent }: SlowLink): string {
  const shaped = `tc qdisc replace dev up0 root tbf rate ${mbit}mbit burst 5kb latency ${bufferMs}ms`
  const lines = [
    'sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0',
    `sysctl -qw net.ipv4.conf.${RELAY}.rp_filter=0 net.ipv4.conf.${RELAY}.send_redirects=0`,
    `ip link set ${RELAY} txqueuelen 5000 up`,
    'ip link set up0 gso_max_segs 1',
    shaped,
  ]
  if (delayMs > 0) {
    lines.push(`ip route add default dev ${RELAY} table ${RELAY_TABLE}`)
    for (const device of ['home0', 'up0']) lines.push(`ip rule add iif ${device} lookup ${RELAY_TABLE}`)
  }
  if (lossPercent > 0) {
    lines.push(
      'nft add table ip slow',
      "nft 'add chain ip slow lose { type filter hook postrouting priority 0; }'",
    )
    lines.push(`nft add rule ip slow lose oifname up0 numgen random mod 1000 '<' ${lossPercent * 10} drop`)
  }
  return lines.join('\n')
}

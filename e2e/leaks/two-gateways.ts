import { connect, Namespace } from '../testbed/namespace.ts'
import { testPki } from '../testbed/pki.ts'
import { SstpServer } from '../testbed/sstp-server.ts'
import { FarEnd } from '../testbed/traffic/far-end.ts'

/**
 * Addresses of the lab, of the networks for documentation and for measurements: none is private, so that no exception for
 * local networks can let anything through.
 */
export const LAB = {
  server: '203.0.113.100',
  serverName: 'vpn.lab.test',
  /** What the marked flow is sent to; the same computer, so that whatever leaks would arrive. */
  marked: '203.0.113.200',
  marked6: '2001:db8:ffff::200',
  resolver: '203.0.113.53',
  /** Reached only through the tunnel: the gateways know no way to it. */
  inside: '198.18.0.1',
  pageName: 'page.lab.test',
  user: 'alice',
  password: 'correct-horse',
} as const

/** The client's two ways into the Internet. */
const WAYS = {
  a: {
    device: 'eth0',
    client: '192.0.2.2',
    gateway: '192.0.2.1',
    network: '192.0.2.0/24',
    network6: '2001:db8:a::',
    wan: ['203.0.113.1', '203.0.113.2'],
  },
  b: {
    device: 'eth1',
    client: '198.51.100.2',
    gateway: '198.51.100.1',
    network: '198.51.100.0/24',
    network6: '2001:db8:b::',
    wan: ['203.0.113.5', '203.0.113.6'],
  },
} as const

type Configuration = Partial<Parameters<typeof SstpServer.start>[1]>

export type Way = keyof typeof WAYS

/** Devices of the client that are no tunnel. */
export const PHYSICAL = [WAYS.a.device, WAYS.b.device] as const

/** A client with two gateways, and behind both of them the Internet: our server, and what a leak would reach. */
export class TwoGateways {
  readonly client: Namespace
  readonly internet: Namespace
  readonly gateways: Readonly<Record<Way, Namespace>>
  readonly farEnd: FarEnd
  readonly #authority: string
  sstp: SstpServer

  private constructor(
    parts: Pick<TwoGateways, 'client' | 'internet' | 'gateways' | 'farEnd' | 'sstp'>,
    authority: string,
  ) {
    this.client = parts.client
    this.internet = parts.internet
    this.gateways = parts.gateways
    this.farEnd = parts.farEnd
    this.sstp = parts.sstp
    this.#authority = authority
  }

  /** `config` is what the server is told besides the lab's own. */
  static async create(config: Configuration = {}): Promise<TwoGateways> {
    const made: Namespace[] = []
    const make = async (label: string) => {
      const namespace = await Namespace.create(label)
      made.push(namespace)
      return namespace
    }
    try {
      const client = await make('client')
      const internet = await make('internet')
      const gateways = { a: await make('gateway-a'), b: await make('gateway-b') }
      for (const address of [LAB.server, LAB.marked, LAB.resolver, LAB.inside]) {
        await internet.exec('ip', ['addr', 'add', `${address}/32`, 'dev', 'lo'])
      }
      await internet.exec('ip', ['-6', 'addr', 'add', `${LAB.marked6}/128`, 'dev', 'lo'])
      for (const way of ['a', 'b'] as const) await layWay(way, client, gateways[way], internet)
      await client.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${LAB.server} ${LAB.serverName}\n` })
      await client.setNameServers(LAB.resolver)
      const farEnd = await FarEnd.start(internet, LAB.inside, LAB.pageName)
      const authority = (await testPki()).authority.cert
      const lab = new TwoGateways(
        { client, internet, gateways, farEnd, sstp: await startServer(internet, config) },
        authority,
      )
      await lab.use('a')
      return lab
    } catch (cause) {
      for (const namespace of made) await namespace.remove()
      throw cause
    }
  }

  /** The default routes of this way, in place of those of the other; one that is gone takes its routes along. */
  async use(way: Way): Promise<void> {
    const { gateway, device, network6 } = WAYS[way]
    await this.client.exec('ip', ['route', 'replace', 'default', 'via', gateway, 'dev', device])
    await this.client.exec('ip', ['-6', 'route', 'replace', 'default', 'via', `${network6}1`, 'dev', device])
  }

  /** Pulls the cable, or puts it back. */
  async plug(way: Way, state: 'up' | 'down'): Promise<void> {
    const { device, network6 } = WAYS[way]
    await this.client.exec('ip', ['link', 'set', device, state])
    // The kernel forgets global IPv6 addresses of a device that goes down.
    if (state === 'up') {
      await this.client.exec('ip', ['-6', 'addr', 'replace', `${network6}2/64`, 'dev', device])
    }
  }

  async restartServer(): Promise<void> {
    await this.sstp.stop()
    this.sstp = await startServer(this.internet)
  }

  /** The text of a `.sstp` file, with the tables of the format as given. */
  profile(more = ''): string {
    return `format = 1
name = "Lab"
server = "${LAB.serverName}"
[sign-in]
user = "${LAB.user}"
[identity]
ca = """
${this.#authority}"""
${more}`
  }

  async remove(): Promise<void> {
    for (const namespace of [this.client, ...Object.values(this.gateways), this.internet])
      await namespace.remove()
  }
}

async function layWay(way: Way, client: Namespace, gateway: Namespace, internet: Namespace): Promise<void> {
  const { device, client: own, gateway: its, network, network6, wan } = WAYS[way]
  await connect(
    { namespace: client, device, address: `${own}/24` },
    { namespace: gateway, device: 'lan0', address: `${its}/24` },
  )
  await connect(
    { namespace: gateway, device: 'wan0', address: `${wan[0]}/30` },
    { namespace: internet, device: `wan-${way}`, address: `${wan[1]}/30` },
  )
  await gateway.exec('sysctl', ['-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'])
  await client.exec('ip', ['-6', 'addr', 'add', `${network6}2/64`, 'dev', device])
  await gateway.exec('ip', ['-6', 'addr', 'add', `${network6}1/64`, 'dev', 'lan0'])
  await gateway.exec('ip', ['-6', 'addr', 'add', `2001:db8:${way}:1::1/64`, 'dev', 'wan0'])
  await internet.exec('ip', ['-6', 'addr', 'add', `2001:db8:${way}:1::2/64`, 'dev', `wan-${way}`])
  await gateway.exec('ip', ['route', 'add', 'default', 'via', wan[1]])
  await gateway.exec('ip', ['-6', 'route', 'add', 'default', 'via', `2001:db8:${way}:1::2`])
  await gateway.exec('ip', ['route', 'add', 'unreachable', `${LAB.inside}/32`])
  await internet.exec('ip', ['route', 'add', network, 'via', wan[0]])
  await internet.exec('ip', ['-6', 'route', 'add', `${network6}/64`, 'via', `2001:db8:${way}:1::1`])
}

async function startServer(namespace: Namespace, config: Configuration = {}): Promise<SstpServer> {
  const pki = await testPki()
  return SstpServer.start(namespace, {
    identity: await pki.leaf({ names: [LAB.serverName] }),
    users: { [LAB.user]: LAB.password },
    dns: [LAB.inside],
    ...config,
  })
}

import { join } from 'node:path'
import { connect, type Namespace } from '../../e2e/testbed/namespace.ts'
import type { Running } from '../../e2e/testbed/processes.ts'
import { waitFor } from '../../e2e/testbed/wait-for.ts'
import {
  type BenchLab,
  CONGESTION_CONTROL,
  finish,
  setCongestionControl,
  WIRE,
  withNamespaces,
} from '../lab/bench-lab.ts'
import type { Peer } from '../peers/peer.ts'
import type { RelayCommand } from './relay-main.ts'

const RELAY = join(import.meta.dirname, 'relay-main.ts')
const NEAR = { client: '198.51.100.2', router: '198.51.100.1' } as const
const FAR_ROUTER = '192.0.2.254'

/** A line as slow as one likes between client and server. */
export interface WanLab extends BenchLab {
  readonly line: Line
}

/** The computer between the two: a router that sends everything through the relay. */
export async function wanLab({
  packages,
  congestionControl = CONGESTION_CONTROL,
}: Pick<Peer, 'packages' | 'congestionControl'>): Promise<WanLab> {
  return await withNamespaces(['server', 'line', 'client'], async ([server, router, client]) => {
    await connect(
      { namespace: router, device: 'near0', address: `${NEAR.router}/24` },
      { namespace: client, device: 'eth0', address: `${NEAR.client}/24` },
    )
    await connect(
      { namespace: router, device: 'far0', address: `${FAR_ROUTER}/24` },
      { namespace: server, device: 'wan0', address: `${WIRE.server}/24` },
    )
    const relay = router.spawnNode(RELAY, ['relay-near', 'relay-far'])
    await relay.line('relay', (line) => line === 'ready')
    await router.exec('sh', ['-ec', ROUTER])
    await setCongestionControl(congestionControl, client, `${WIRE.server}/32`, 'via', NEAR.router)
    await setCongestionControl(congestionControl, server, `${NEAR.client}/32`, 'via', FAR_ROUTER)
    await finish(server, client, packages)
    return { server, client, line: new Line(router, relay) }
  })
}

/** What comes in by a cable goes into the relay; what comes out of the relay goes where its address says. */
const ROUTER = `
  for device in all near0 far0 relay-near relay-far; do
    echo 0 > /proc/sys/net/ipv4/conf/$device/rp_filter
  done
  echo 1 > /proc/sys/net/ipv4/ip_forward
  ip link set relay-near up
  ip link set relay-far up
  ip route add default dev relay-near table 100
  ip route add default dev relay-far table 101
  ip rule add iif near0 lookup 100
  ip rule add iif far0 lookup 101
`

export class Line {
  readonly #router: Namespace
  readonly #relay: Running
  #watches = 0

  constructor(router: Namespace, relay: Running) {
    this.#router = router
    this.#relay = relay
  }

  /** Half of the delay each way; `loss` is a share of the packets each way. */
  async set({ roundTripMs, loss = 0 }: { roundTripMs: number; loss?: number }): Promise<void> {
    await this.#tell({ delayMs: roundTripMs / 2, loss })
  }

  /** A token bucket in both directions, with a buffer of so many milliseconds in front of it. */
  async narrow(megabits: number, bufferMs: number): Promise<void> {
    for (const device of ['near0', 'far0']) {
      const bucket = ['rate', `${megabits}mbit`, 'burst', '16kb', 'latency', `${bufferMs}ms`]
      await this.#router.exec('tc', ['qdisc', 'replace', 'dev', device, 'root', 'tbf', ...bucket])
    }
  }

  /** Resolves with a promise of the time at which the client sends its next packet, in ms. */
  async watch(): Promise<{ first: Promise<number> }> {
    const name = `watch-${++this.#watches}`
    await this.#tell({ watch: name })
    const first = this.#relay.line('packet of the client', (line) => line.startsWith(`${name} `))
    first.catch(() => undefined)
    return { first: first.then((line) => Number(line.split(' ')[1]) / 1e6) }
  }

  async #tell(command: RelayCommand): Promise<void> {
    const done = () => this.#relay.lines.filter((line) => line === 'done').length
    const before = done()
    this.#relay.child.stdin?.write(`${JSON.stringify(command)}\n`)
    await waitFor('the relay', () => done() > before)
  }
}

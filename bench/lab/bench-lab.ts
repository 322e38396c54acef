import { connect, Namespace } from '../../e2e/testbed/namespace.ts'
import { run } from '../../e2e/testbed/processes.ts'
import { furnish } from './packages.ts'

/** Addresses on the cable, of the networks that are set aside for documentation (RFC 5737). */
export const WIRE = { server: '192.0.2.1', client: '192.0.2.2', serverName: 'vpn.lab.test' } as const

/** The default of Linux. */
export const CONGESTION_CONTROL = 'cubic'

/** Two computers for one peer: a server and a client, which reaches it at `WIRE.server`. */
export interface BenchLab {
  readonly server: Namespace
  readonly client: Namespace
  remove(): Promise<void>
}

/** Both on one cable, which is as fast as the machine is. */
export async function cableLab(packages: readonly string[]): Promise<BenchLab> {
  return await withNamespaces(['server', 'client'], async ([server, client]) => {
    await connect(
      { namespace: server, device: 'wan0', address: `${WIRE.server}/24` },
      { namespace: client, device: 'eth0', address: `${WIRE.client}/24` },
    )
    await likeElsewhere(server, '192.0.2.0/24', 'dev', 'wan0')
    await likeElsewhere(client, '192.0.2.0/24', 'dev', 'eth0')
    await finish(server, client, packages)
    return { server, client }
  })
}

/**
 * Makes TCP on a route use what it uses on nearly every Linux, whatever this machine prefers; programs can still choose
 * for themselves. With BBR as the default, OpenVPN was three times slower in a virtual machine: it sends a packet at a
 * time, and a timer for each one is dear there.
 */
export async function likeElsewhere(namespace: Namespace, ...route: readonly string[]): Promise<void> {
  await setCongestionControl(CONGESTION_CONTROL, namespace, ...route)
}

/** Makes TCP on a route begin with this congestion control. */
export async function setCongestionControl(
  congestionControl: string,
  namespace: Namespace,
  ...route: readonly string[]
): Promise<void> {
  await namespace.exec('ip', ['route', 'replace', ...route, 'congctl', congestionControl])
}

/** Names, programs and the like, for labs of every shape. */
export async function finish(
  server: Namespace,
  client: Namespace,
  packages: readonly string[],
): Promise<void> {
  await client.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${WIRE.server} ${WIRE.serverName}\n` })
  if (packages.length > 0) await furnish([server, client], ...packages)
}

/** Creates namespaces and builds something of them; removes them when that fails, or when it is removed. */
export async function withNamespaces<Built extends object>(
  labels: readonly string[],
  build: (namespaces: Namespace[]) => Promise<Built>,
): Promise<Built & { remove(): Promise<void> }> {
  const made: Namespace[] = []
  const remove = async () => {
    // Whoever waits for a program to end also waits for its children, which may not want to: all go at once.
    for (const namespace of made) await killAll(namespace)
    for (const namespace of made.splice(0).reverse()) await namespace.remove()
  }
  try {
    for (const label of labels) made.push(await Namespace.create(label))
    return { ...(await build([...made])), remove }
  } catch (cause) {
    await remove()
    throw cause
  }
}

async function killAll(namespace: Namespace): Promise<void> {
  await run('sh', ['-c', `kill -9 $(ip netns pids ${namespace.name})`], { check: false })
}

import { join } from 'node:path'
import { run } from '../e2e/testbed/processes.ts'
import { cableLab, likeElsewhere } from './lab/bench-lab.ts'
import { serveIperf } from './measures/iperf.ts'
import type { Subject } from './subject.ts'

const SCRIPT = join(import.meta.dirname, 'tun-copy.ts')

/** Inside, as the tunnels have it. */
const INSIDE = { server: '10.88.0.1', client: '10.77.0.2' } as const
const MTU = '1500'

/**
 * The kernel's share of a tunnel in user space: a process that hands super-packets from one TUN device to another. Each
 * gigabyte is read once and written once, where a client does one of both and its server the other.
 */
export async function openTunFloor(): Promise<Subject> {
  const lab = await cableLab([])
  const { client, server } = lab
  try {
    for (const device of ['tuna', 'tunb']) await client.exec('ip', ['tuntap', 'add', device, 'mode', 'tun'])
    const copy = client.spawnNode(SCRIPT, ['tuna', 'tunb'])
    await copy.line('copy', (line) => line === 'ready')
    // From outside, because only there both names are known.
    await run('ip', ['-n', client.name, 'link', 'set', 'tunb', 'netns', server.name])
    const ends = [
      { namespace: client, device: 'tuna', own: INSIDE.client, peer: INSIDE.server },
      { namespace: server, device: 'tunb', own: INSIDE.server, peer: INSIDE.client },
    ]
    for (const { namespace, device, own, peer } of ends) {
      await namespace.exec('ip', ['addr', 'add', own, 'peer', peer, 'dev', device])
      await namespace.exec('ip', ['link', 'set', device, 'mtu', MTU, 'up'])
      await likeElsewhere(namespace, peer, 'dev', device)
    }
    await serveIperf(server)
    const target = { ...lab, inside: INSIDE.server, pids: () => [copy.child.pid ?? 0] }
    return {
      name: 'tun-copy',
      take: ({ name, measure }, seconds) =>
        name === 'up' || name === 'down' ? measure(target, seconds) : Promise.resolve({}),
      close: lab.remove,
    }
  } catch (cause) {
    await lab.remove()
    throw cause
  }
}

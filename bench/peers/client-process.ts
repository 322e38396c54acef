import type { Namespace } from '../../e2e/testbed/namespace.ts'
import type { Running } from '../../e2e/testbed/processes.ts'
import { waitFor } from '../../e2e/testbed/wait-for.ts'
import type { PeerClient } from './peer.ts'

/** A client that is one process and says in a line that it is connected. */
export function clientOf(running: Running, connected: (line: string) => boolean): PeerClient {
  const ready = running.line('connection', connected, 30_000).then(() => undefined)
  // Whoever waits for it learns of a failure.
  ready.catch(() => undefined)
  return {
    ready,
    pids: () => (running.child.pid === undefined ? [] : [running.child.pid]),
    stop: () => running.stop(),
  }
}

/** Resolves when something listens on this port of TCP. */
export async function listening(namespace: Namespace, port: number): Promise<void> {
  await waitFor(`a server on port ${port}`, async () => {
    const { stdout } = await namespace.exec('ss', ['-Hltn', `sport = :${port}`])
    return stdout.trim() !== ''
  })
}

import { existsSync, readFileSync, statSync } from 'node:fs'
import { type BlockReason, currentBlock } from '../../src-main/netsetup/block-note.ts'
import { HELPER } from '../../src-main/testing/helper-sandbox.ts'
import type { Namespace } from '../testbed/namespace.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { waitFor } from '../testbed/wait-for.ts'

/** Everything by which a computer could show that Culvert has been there. */
export interface Traces extends Snapshot {
  processes: string
  /** What the helper keeps in its folder, but for the file that everybody locks. */
  journal: string
}

export async function traces(namespace: Namespace): Promise<Traces> {
  // First of all, before there are those that look at the rest.
  const pids = await namespace.pids()
  const [snapshot, journal] = await Promise.all([
    namespace.snapshot(),
    namespace.exec('sh', ['-c', 'ls -A /var/lib/culvert 2>/dev/null | grep -v "^lock$" || true']),
  ])
  return { ...snapshot, processes: pids.join(' '), journal: journal.stdout }
}

/** What may differ while a computer is blocked: the wall itself, and the notes about it. */
export function withoutBlock({
  firewall: _,
  journal: __,
  ...rest
}: Traces): Omit<Traces, 'firewall' | 'journal'> {
  return rest
}

/** Waits until nothing runs but what did before. */
export async function waitForStillness(namespace: Namespace, before: Traces): Promise<void> {
  await waitFor('the end of every process of Culvert', async () => {
    const own = new Set(before.processes.split(' ').map(Number))
    return (await namespace.pids()).every((pid) => own.has(pid))
  })
}

/** Whether the kernel blocks, and whether everybody who may read notes is told so, and why. The two have to agree. */
export async function wall(
  namespace: Namespace,
): Promise<{ stands: boolean; because: BlockReason | undefined }> {
  const { stdout } = await namespace.exec('nft', ['list', 'tables'])
  const root = `/proc/${namespace.pid}/root`
  const because = currentBlock(
    {
      // Its own files, and its own kernel's word for when it was started.
      read: (path) => {
        const file = path.startsWith(root) ? path : `${root}${path}`
        return existsSync(file) ? readFileSync(file, 'utf8') : undefined
      },
      namespace: () => String(statSync(`/proc/${namespace.pid}/ns/net`).ino),
      isAlive: (pid) => existsSync(`/proc/${pid}`),
    },
    root,
  )
  return { stands: stdout.includes('culvert'), because }
}

/** The helper as an administrator would run it: it says in a line what it did. */
export async function helperJob(namespace: Namespace, job: '--repair' | '--unblock'): Promise<string> {
  return (await namespace.exec(HELPER, [job])).stdout.trim()
}

/** Ids of the helpers that run in a namespace. */
export async function helperPids(namespace: Namespace): Promise<number[]> {
  return (await namespace.pids()).filter((pid) => nameOf(pid) === 'culvert-helper')
}

/** Only those in there: other computers of other tests have helpers of the same name. */
export async function killHelpers(namespace: Namespace): Promise<void> {
  for (const pid of await helperPids(namespace)) process.kill(pid, 'SIGKILL')
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}

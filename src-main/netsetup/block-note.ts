import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Why nothing leaves beside the tunnel: a connection that runs wants it so, or something else left it so. */
export type BlockReason = 'tunnel' | 'connection-lost' | 'crash' | 'lockdown'

/** Where the helper writes down, for everybody, that it blocks and why. */
export const BLOCK_NOTE = '/var/lib/culvert/blocked'

const BOOT_ID = '/proc/sys/kernel/random/boot_id'
const NETWORK_NAMESPACE = '/proc/self/ns/net'

export interface BlockFacts {
  /** The text of a small file, undefined when it cannot be read. */
  read(path: string): string | undefined
  /** The inode that names our network namespace. */
  namespace(): string
  isAlive(pid: number): boolean
}

const hostFacts: BlockFacts = {
  read: (path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
  },
  namespace: () => String(statSync(NETWORK_NAMESPACE).ino),
  isAlive,
}

/**
 * Whether this computer is blocked now, read without rights. Only root could ask the kernel itself; so a note of an earlier
 * start of the computer is told by its boot id, and of another network namespace by that.
 */
export function currentBlock(facts: BlockFacts = hostFacts, root = '/'): BlockReason | undefined {
  const note = facts.read(join(root, BLOCK_NOTE))
  if (note === undefined) return undefined
  const values = new Map(note.split('\n').map((line) => splitAtSpace(line)))
  if (values.get('boot') !== facts.read(BOOT_ID)?.trim() || values.get('namespace') !== facts.namespace())
    return undefined
  const because = values.get('because')
  if (because === 'crash' || because === 'connection-lost' || because === 'lockdown') return because
  // A helper that is killed cannot write down that it was.
  const helpers = values.get('helpers')?.split(' ') ?? []
  return helpers.some((pid) => facts.isAlive(Number(pid))) ? 'tunnel' : 'crash'
}

function splitAtSpace(line: string): [string, string] {
  const at = line.indexOf(' ')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}

/** Root's process may not be signalled, but the refusal tells that it is there. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

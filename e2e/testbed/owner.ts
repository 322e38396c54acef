import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Everything that the testbed creates carries this prefix, the owner's process id and its start time. */
const PREFIX = 'culvert'

/** A new name, for example `culvert-1234-89abc-client-7f`, that tells `isOrphan` whose it is. */
export function ownedName(label: string): string {
  return `${PREFIX}-${process.pid}-${startTime(process.pid)}-${label}-${randomBytes(2).toString('hex')}`
}

const folders = new Set<string>()

/** A new folder for temporary files that only we can read. It goes when this process exits, at the latest. */
export function ownedFolder(label: string): string {
  const folder = join(tmpdir(), ownedName(label))
  mkdirSync(folder, { mode: 0o700 })
  if (folders.size === 0) process.once('exit', removeFolders)
  folders.add(folder)
  return folder
}

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

/** Folders that `ownedFolder` made in processes that no longer run. */
export function orphanedFolders(): string[] {
  return readdirSync(tmpdir())
    .filter(isOrphan)
    .map((name) => join(tmpdir(), name))
}

/** True for a name that `ownedName` made in a process that no longer runs. */
export function isOrphan(name: string): boolean {
  const parts = new RegExp(`^${PREFIX}-(\\d+)-([0-9a-z]+)-`).exec(name)
  return parts !== null && startTime(Number(parts[1])) !== parts[2]
}

/** Clock ticks since boot at which a process started; with the pid it names a process for ever. */
function startTime(pid: number): string {
  try {
    // The second field is the program's name in parentheses and may hold anything; fields after it are counted.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return Number(fields[19]).toString(36)
  } catch {
    return 'gone'
  }
}

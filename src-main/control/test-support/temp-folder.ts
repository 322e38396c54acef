import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of a test's own; `onTestFinished` is vitest's, and takes the folder away. */
export function tempFolder(onTestFinished: (cleanUp: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-stores-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
